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
      return `${by.user} (${by.from})`
    case 'mcp':
      return `${by.client} (mcp)`
    default:
      return by satisfies never
  }
}

/** The name in a ref: `acme` of `App/acme`. */
export function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1)
}

/** What `--json` prints. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
}
