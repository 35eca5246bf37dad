import { passwordChange, person, signIn } from '../person.ts'
import { route } from '../route.ts'

/** Who is signed in, and their own password. */
export const sessionRoutes = {
  signIn: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in.',
    access: 'public',
    body: signIn,
    reply: person,
  }),
  session: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in.',
    access: 'signed-in',
    reply: person,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out.',
    access: 'signed-in',
  }),
  changeOwnPassword: route({
    method: 'PATCH',
    path: '/api/session/password',
    summary: 'Change your own password; your other sessions end.',
    access: 'signed-in',
    body: passwordChange,
  }),
}
