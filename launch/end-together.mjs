/**
 * Lets `child` hear of this process's end once, as SIGTERM, and leaves the ending to it. Ctrl-C in a terminal reaches
 * every process in it, and npm sends it once more. A SIGTERM for npm ends only the shell between npm and this process,
 * which is seen by having another parent all at once. Returns a function that says whether the child was told.
 */
export function endTogether(child) {
  let told = false
  const tell = () => {
    if (!told) child.kill('SIGTERM')
    told = true
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, tell)
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.ppid !== parent) tell()
    }, 500)
    child.once('exit', () => clearInterval(watch))
  }
  return () => told
}
