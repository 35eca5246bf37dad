/** What test/integration/launch/run.test.ts launches: tells each signal it gets, and ends a while after the first. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.log(signal)
    setTimeout(() => process.exit(7), 300)
  })
}
setInterval(() => undefined, 1000)
console.log(`launched ${process.argv.slice(2).join(' ')}`)
