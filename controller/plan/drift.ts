import type { App } from '../../schemas/types.ts'
import { dayNames, type Window } from './windows.ts'

/** What to do about what somebody else changed. */
export type DriftRules = {
  /** By what putting it back costs. */
  readonly modes: Readonly<Record<DriftClass, DriftMode>>
  /** JSON pointers into a Machine's config: what lies there or beneath is others' to change, and is left as it is. */
  readonly ignore: readonly string[]
  /** When a repair may cost something; without any, at all times. */
  readonly windows: readonly Window[]
}

/** `none`: nobody notices the repair. `restart`: the program starts anew. `replace`: another Machine has to be made. */
export type DriftClass = 'none' | 'restart' | 'replace'
export type DriftMode = 'enforce' | 'report' | 'off'

export function driftRules(drift: App['spec']['drift']): DriftRules {
  const { mode, restart = mode, replace = mode, ignore = [], windows = [] } = drift
  return {
    modes: { none: mode, restart, replace },
    ignore,
    windows: windows.map(({ days = dayNames, from, to, timezone }) => ({
      days: dayNames.flatMap((name, day) => (days.includes(name) ? [day] : [])),
      from: minutesOf(from),
      to: minutesOf(to),
      timezone,
    })),
  }
}

/** Asserts the form: the schema has already refused every other text. */
function minutesOf(clock: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(clock) ?? []
  if (hours === undefined || minutes === undefined) throw new TypeError(`not a time of day: ${JSON.stringify(clock)}`)
  return Number(hours) * 60 + Number(minutes)
}
