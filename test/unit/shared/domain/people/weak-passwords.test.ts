import { describe, expect, test } from 'vitest'
import { refuseWeakPassword } from '../../../../../shared/domain/people/weak-passwords.ts'

const owner = { email: 'greta.lund@acme.example', name: 'Greta Lund' }

describe('weak passwords', () => {
  test.each([
    'password',
    'Password1!',
    'p4ssw0rd',
    'P@$$w0rd2024',
    'letmein123',
    'qwertyuiop',
    'iloveyou!!',
    'adminadmin',
    'welcome2026',
    '12345678',
    '87654321',
    'abcdefgh',
    'aaaaaaaaaaaa',
    '1212121212',
    '19840612',
    'Earshot1',
  ])('%s is among the first guessed', (password) => {
    expect(() => refuseWeakPassword(password, owner)).toThrow(/first that anybody would try/)
  })

  test.each(['gretalund', 'Greta.Lund', 'gretalund1', 'greta.lund@acme.example', 'Lund1984'])(
    "%s is the person's own",
    (password) => {
      expect(() => refuseWeakPassword(password, owner)).toThrow(/name or e-mail/)
    },
  )

  test.each([
    'correct horse battery',
    'earshot-demo',
    'my greta garbo posters',
    'hunter gatherer 77',
    'xK9$vw2mQp',
    'пароль из слов',
  ])('%s is not', (password) => {
    expect(() => refuseWeakPassword(password, owner)).not.toThrow()
  })
})
