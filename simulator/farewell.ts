import { parseDuration } from './durations.ts'
import type { Laws } from './laws.ts'
import { refuse } from './refusal.ts'
import type { Ask } from './routes.ts'
import type { MachineRow } from './rows.ts'

/** How somebody wants a program to end, where he says so. */
export type Farewell = { readonly signal?: string; readonly graceMs?: number }

/** When the program ends after it was told to, whether it has to be killed for that, and what was said about it. */
export function farewellOf(
  row: MachineRow,
  wanted: Farewell,
  laws: Laws,
): { readonly afterMs: number; readonly isKilled?: true; readonly wanted?: Farewell } {
  const said = Object.keys(wanted).length > 0 ? { wanted } : {}
  const { stop_config } = row.config
  const { stopMs, ignores = [] } = laws.program(row.config.image)
  const { signal = stop_config?.signal ?? usualSignal } = wanted
  const graceMs = wanted.graceMs ?? parseDuration(stop_config?.timeout ?? '') ?? usualGraceMs
  const neededMs = stopMs ?? laws.delay('stop')
  if (signal === 'SIGKILL') return { afterMs: 0, isKilled: true, ...said }
  if (neededMs > graceMs || ignores.includes(signal)) return { afterMs: graceMs, isKilled: true, ...said }
  return { afterMs: neededMs, ...said }
}

/** What the body of a stop says. A Refusal when Fly does not take it. */
export function farewellInBody(asked: Readonly<Record<string, unknown>>): Farewell {
  return read(asked.signal, asked.timeout, durationMs)
}

/** What the query of a restart says; a bare number there means seconds. Source: Fly's OpenAPI document, superfly/fly-go */
export function farewellInQuery({ query }: Ask, isForced: boolean): Farewell {
  const timeout = query.get('timeout') || undefined
  const given = read(query.get('signal') || undefined, timeout, (text) =>
    /^\d+$/.test(String(text)) ? Number(text) * 1_000 : durationMs(text),
  )
  return isForced ? { ...given, signal: 'SIGKILL' } : given
}

function read(signal: unknown, timeout: unknown, msOf: (value: unknown) => number | undefined): Farewell {
  if (signal !== undefined && signal !== null && signal !== '' && !stopSignals.has(String(signal))) {
    throw refuse(400, `invalid_argument: invalid signal '${signal}'`)
  }
  const graceMs = timeout === undefined || timeout === null || timeout === '' ? undefined : msOf(timeout)
  const isBad = timeout !== undefined && timeout !== null && timeout !== '' && graceMs === undefined
  if (isBad || (graceMs ?? 0) > longestGraceMs) throw refuse(400, `invalid_argument: invalid timeout '${timeout}'`)
  return { ...(signal ? { signal: String(signal) } : {}), ...(graceMs !== undefined && { graceMs }) }
}

/** As Go's client sends durations: a text, or nanoseconds. */
function durationMs(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? value / 1e6 : undefined
  return typeof value === 'string' ? parseDuration(value) : undefined
}

/** With which a program can be stopped. Source: Fly's OpenAPI document, StopRequest */
export const stopSignals: ReadonlySet<string> = new Set([
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGKILL',
  'SIGUSR1',
  'SIGUSR2',
  'SIGTERM',
])

// Source: superfly/docs, machines-resource, stop_config
export const usualSignal = 'SIGINT'
export const usualGraceMs = 5_000
export const longestGraceMs = 300_000
