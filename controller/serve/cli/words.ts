import type { Provenance } from '../../resource/resource.ts'

/** How long ago, in the largest unit that says enough: `12s`, `5m`, `3h`, `9d`. */
export function age(time: string, now: number): string {
  return span(Math.max(0, now - Date.parse(time)))
}

/** How long: `12s`, `5m`, `3h`, `9d`. */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 120) return `${seconds}s`
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)}h`
  return `${Math.floor(seconds / 86_400)}d`
}

/** Who, or which file, brought a spec: `specs/acme.yaml`, `ana (cli)`. */
export function authorOf(by: Provenance): string {
  switch (by.from) {
    case 'directory':
      return by.path
    case 'git':
      return `${by.path}@${by.commit.slice(0, 12)}`
    case 'cli':
    case 'http':
    case 'mcp':
      return `${by.user} (${by.from})`
    default:
      return by satisfies never
  }
}

/** The name in a ref: `acme` of `App/acme`. */
export function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1)
}

/** What `--json` prints: one document over several lines. What could drive a terminal is escaped; it means the same. */
export function json(value: unknown): string {
  return harmless(JSON.stringify(value, undefined, 2))
}

/** The same on one line, for streams. */
export function jsonLine(value: unknown): string {
  return harmless(JSON.stringify(value))
}

/** JSON escapes control characters of ASCII alone. */
function harmless(text: string): string {
  return text.replaceAll(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
