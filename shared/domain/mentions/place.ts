/**
 * A row of mentions in an order: the moment that orders them, and the id where moments are the same. Behind it the next
 * page begins. Moments have milliseconds, as JavaScript's dates do.
 */
export type Place = { at: string; id: number }
