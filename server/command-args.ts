import { parseArgs, type ParseArgsConfig } from 'node:util'

/**
 * The arguments of a command; what does not fit is said in a sentence, with the usage, and ends the process.
 * @param given as `process.argv` has them behind the program; the value of an option of type string may begin with a dash.
 */
export function commandArgs<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
  given = process.argv.slice(2),
): ReturnType<typeof parseArgs<Config>> {
  const names = Object.keys(config.options ?? {})
  const isOption = (arg: string | undefined) => names.some((name) => arg === `--${name}`)
  const takesValue = (arg: string) =>
    names.some((name) => arg === `--${name}` && config.options?.[name]?.type === 'string')
  const args: string[] = []
  for (let at = 0; at < given.length; at++) {
    const arg = given[at]!
    const next = given[at + 1]
    if (next === undefined || !takesValue(arg) || isOption(next)) args.push(arg)
    else {
      args.push(`${arg}=${next}`)
      at++
    }
  }
  try {
    return parseArgs<Config>({ ...config, args })
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(1)
  }
}
