/** Gives the focus of what is about to go to the article around it: a keyboard does not begin anew at the page's top. */
export function handFocus(from: Element): void {
  from.closest('article')?.focus({ preventScroll: true })
}
