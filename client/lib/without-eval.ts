import { z } from 'zod'

/** Zod may compile schemas with `new Function`, which the security policy forbids. Import this before any schema. */
z.config({ jitless: true })
