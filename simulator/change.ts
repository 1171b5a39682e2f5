import type { MachineEvent } from '../controller/fly/wire.ts'
import type { Laws } from './laws.ts'
import type { EventSeed, MachineRow, Pending, Step, Track } from './rows.ts'

/** The row with a change that Fly shows as `updated_at`, and with an event where there is one. */
export function touch(row: MachineRow, laws: Laws, change: Partial<MachineRow>, event?: EventSeed): MachineRow {
  const events = event === undefined ? row.events : [eventOf(event, laws), ...row.events].slice(0, mostEvents)
  return { ...row, events, ...change, updatedAt: laws.now(), touched: laws.nextTouched() }
}

export function eventOf(seed: EventSeed, laws: Laws): MachineEvent {
  const at = laws.now()
  return { id: laws.ulid(at), timestamp: at, ...seed }
}

/** The row with something else, or nothing, to come in a track. */
export function withPending(row: MachineRow, track: Track, pending: Pending | undefined): MachineRow {
  const { [track]: _, ...others } = row.pending
  return { ...row, pending: pending === undefined ? others : { ...others, [track]: pending } }
}

/** What is to come, from now on. */
export function pendingOf(doing: Pending['doing'], steps: readonly Step[], laws: Laws): Pending | undefined {
  const [first] = steps
  return first === undefined ? undefined : { at: laws.now() + first.afterMs, steps, doing }
}

/** From here on the Machine's life takes another course; its program ends with this run. */
export function takeCourse(row: MachineRow, doing: Pending['doing'], steps: readonly Step[], laws: Laws): MachineRow {
  const { schedule } = row.pending
  const life = pendingOf(doing, steps, laws)
  return { ...row, pending: { ...(schedule && { schedule }), ...(life && { life }) } }
}

/** What was to come in its life does not come, and it still counts as on its way. */
export function getStuck(row: MachineRow): MachineRow {
  const { life } = row.pending
  return life === undefined ? row : withPending(row, 'life', { ...life, at: neverAt })
}

/** A moment that does not come. */
export const neverAt = Number.MAX_SAFE_INTEGER

// Source: Fly's OpenAPI document, list of events: at most 50
const mostEvents = 50
