/** A tab sends a heartbeat and a few events a minute. */
const packetsPerSecond = 20

type RawSocket = { on(event: 'packet', heard: () => void): unknown; close(discard?: boolean): void }

/** Closes a connection that sends more packets of any kind than a page ever would. */
export function limitPackets(raw: RawSocket, now: () => number = Date.now): void {
  let windowStart = now()
  let packets = 0
  raw.on('packet', () => {
    if (now() - windowStart >= 1_000) {
      windowStart = now()
      packets = 0
    }
    packets += 1
    if (packets > packetsPerSecond) raw.close(true)
  })
}
