import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from './data-dir.mjs'
import { installDependencies } from './dependencies.mjs'
import { endTogether } from './end-together.mjs'
import { findNode } from './node.mjs'

/**
 * `node launch/run.mjs <program.ts> [arguments]`: sees to Node and the dependencies, then runs a program of this
 * project. Runs on any Node from 20 and imports nothing that is to be installed.
 */
const [program, ...args] = process.argv.slice(2)
// Not on standard output: that is the program’s own.
const say = (line) => console.error(line)

try {
  const node = await findNode(say)
  await installDependencies({ dev: /^test\/|\/training\//.test(program), say })
  run(node)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function run(node) {
  const child = spawn(node, [join(root, program), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  })
  endTogether(child)
  child.once('error', (error) => {
    console.error(`${program} cannot be started: ${error.message}.`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
