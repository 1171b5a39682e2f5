import type { Intent } from '../resource/ownership.ts'
import type { CallRecord } from '../status/audit-record.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'

/**
 * What the audit says of a call whoever tells its outcome, now. What it acts on was sent by whoever sent the spec as it
 * stands, also where it puts back what somebody else has changed.
 */
export function aboutIntent(
  { id, ref, generation, action, flyApp, target, slot, because }: Intent,
  { provenance }: Pick<Stored, 'provenance'>,
  { world }: Pick<Deps, 'world'>,
): Omit<CallRecord, 'outcome' | 'toldBy'> {
  const at = new Date(world.clock.now()).toISOString()
  const about = { ref, generation, action, flyApp, target, slot, because }
  return { kind: 'call', at, by: 'controller', cause: provenance, ...about, intent: id }
}
