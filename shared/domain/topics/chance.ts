/** Logarithms of the factorials of 0 … n, kept between calls. */
let logFactorials = new Float64Array(1)

function logFactorial(n: number): number {
  if (n >= logFactorials.length) {
    const longer = new Float64Array(Math.max(n + 1, 2 * logFactorials.length))
    longer.set(logFactorials)
    for (let at = logFactorials.length; at < longer.length; at += 1)
      longer[at] = longer[at - 1]! + Math.log(at)
    logFactorials = longer
  }
  return logFactorials[n]!
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/**
 * The probability that, of those who say a word, `now` or more fall among the `ofNow` by chance, if it is said as often
 * as among the `ofThen`, where `then` say it: Fisher's exact test, one-sided (Fisher 1935), the tail of the hypergeometric
 * distribution. How much is said altogether plays no part: shares are compared.
 */
export function chanceOfRise(now: number, ofNow: number, then: number, ofThen: number): number {
  const saying = now + then
  const all = ofNow + ofThen
  let term = Math.exp(logChoose(ofNow, now) + logChoose(ofThen, saying - now) - logChoose(all, saying))
  let sum = 0
  for (let k = now; k <= Math.min(saying, ofNow) && term > sum * Number.EPSILON; k += 1) {
    sum += term
    term *= ((ofNow - k) * (saying - k)) / ((k + 1) * (ofThen - saying + k + 1))
  }
  return Math.min(1, sum)
}
