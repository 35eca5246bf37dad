import { dirname, relative, resolve, sep } from 'node:path'

/**
 * Who may import what: the walls between the folders, as a plugin for oxlint (.oxlintrc.json).
 * The first entry whose `files` begin a file's path speaks for it. `folders` are those it may import from besides its
 * own; `files` single files besides those. `packages` are the only ones, `never` the forbidden ones.
 */
const web = ['express', 'express-session', 'helmet', 'socket.io', 'connect-pg-simple']
const queues = ['bullmq', 'ioredis']
const screens = ['react', 'react-dom', 'socket.io-client']
const walls = [
  { in: 'shared/contract', folders: [], packages: ['zod'] },
  { in: 'shared/runtime', folders: ['shared/contract'], never: [...web, ...queues, ...screens] },
  {
    in: 'shared/database',
    folders: ['shared/contract', 'shared/runtime'],
    never: [...web, ...queues, ...screens],
  },
  {
    in: 'shared/domain',
    folders: ['shared/contract', 'shared/database', 'shared/runtime'],
    never: [...web, ...queues, ...screens],
  },
  {
    in: 'shared/jobs',
    folders: ['shared/contract', 'shared/database', 'shared/runtime'],
    never: [...web, ...screens],
  },
  { in: 'workers', folders: ['shared'], never: [...web, ...screens] },
  { in: 'server/main.ts', folders: ['server', 'shared'], files: ['workers/start.ts'], never: screens },
  { in: 'server', folders: ['shared'], never: screens },
  {
    in: 'client/features/*',
    folders: ['client/live', 'client/ui', 'client/lib', 'shared/contract'],
    browser: true,
  },
  { in: 'client/live', folders: ['client/lib', 'shared/contract'], browser: true },
  { in: 'client/ui', folders: ['client/lib', 'shared/contract'], browser: true },
  { in: 'client/lib', folders: ['shared/contract'], browser: true },
  { in: 'client', folders: ['shared/contract'], browser: true },
  { in: 'launch', folders: [], packages: [] },
]
const outsideBrowser = [
  'express',
  'helmet',
  'socket.io',
  'pg',
  'kysely',
  'pino',
  'undici',
  'feedsmith',
  ...queues,
]

const imports = {
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const wall = wallOf(file)
    if (!wall) return {}
    const check = (source) => {
      if (typeof source?.value !== 'string') return
      const reason = refusal(wall, file, source.value)
      if (reason) context.report({ node: source, message: reason })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
    }
  },
}

/** A file that only passes on what others export hides where things are, and makes importing one load all. */
const noReExport = {
  create(context) {
    const check = (node) => {
      if (node.source)
        context.report({ node: node.source, message: 'Import it from where it is made: no re-exports.' })
    }
    return { ExportNamedDeclaration: check, ExportAllDeclaration: check }
  },
}

function wallOf(file) {
  for (const wall of walls) {
    const pattern = new RegExp(`^${wall.in.replace('*', '[^/]+')}(?=/|$)`)
    const own = pattern.exec(file)?.[0]
    if (own) return { ...wall, own }
  }
  return undefined
}

function refusal(wall, file, source) {
  if (!source.startsWith('.')) return refusalOfPackage(wall, source)
  const target = resolve('/', dirname(file), source).slice(1).split(sep).join('/')
  const may = [wall.own, ...wall.folders].some((folder) => target.startsWith(`${folder}/`))
  if (may || wall.files?.includes(target)) return undefined
  return `${wall.own} may not import ${target}: only ${[wall.own, ...wall.folders, ...(wall.files ?? [])].join(', ')}.`
}

function refusalOfPackage(wall, source) {
  const name = source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/')
  const builtIn = source.startsWith('node:')
  if (wall.packages) {
    const may = wall.packages.includes(name) || (builtIn && wall.in === 'launch')
    return may
      ? undefined
      : `${wall.own} may not import ${name}: only ${wall.packages.join(', ') || 'node:'}.`
  }
  if (wall.browser && (builtIn || outsideBrowser.includes(name))) return `${name} does not run in a browser.`
  return wall.never?.includes(name) ? `${wall.own} may not import ${name}.` : undefined
}

export default { meta: { name: 'earshot' }, rules: { imports, 'no-re-export': noReExport } }
