/**
 * The milliseconds of a duration as specs write it: `250ms`, `30s`, `5m`, `1h`, `30d`.
 * Asserts the form: the schema has already refused every other text.
 */
export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  if (number === undefined || unit === undefined) throw new TypeError(`not a duration: ${JSON.stringify(text)}`)
  return Number(number) * millisecondsOf[unit as Unit]
}

type Unit = keyof typeof millisecondsOf

const millisecondsOf = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
