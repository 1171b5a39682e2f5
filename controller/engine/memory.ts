import type { Machine, MachineConfig, OrgMachine } from '../fly/wire.ts'
import { readMarks } from '../plan/marks.ts'
import type { Ref } from '../resource/resource.ts'
import type { Clock } from '../world.ts'
import { type Absences, createAbsences } from './absences.ts'
import { type CertificateMemory, createCertificateMemory } from './certificate-memory.ts'
import { createDoubts, type Doubts } from './doubts.ts'
import { createRefusals, type Refusals } from './refusals.ts'

/**
 * What we know from our own deeds and looks and may forget at any time: it saves calls and keeps stale readings from
 * being mistaken for news. Nothing here is ever a reason to destroy, and a restart begins without it.
 */
export interface Memory extends Doubts, Absences, Refusals, CertificateMemory {
  /** Our own deed made this version. A reading with an older one is stale for a while. */
  wrote(machineId: string, version: string): void
  /** Our own deed removed the Machine. A reading that still has it is stale for a while. */
  removed(machineId: string): void
  /** Our own deed made the app. Until it has been read once, «not found» and «unauthorized» may be lag. */
  madeApp(flyApp: string): void
  sawApp(flyApp: string): void
  isFreshApp(flyApp: string): boolean
  /**
   * Whether this life is too young to know what the one before it has done just now: what that life made may answer
   * «not found» for a moment, and nobody here remembers it.
   */
  isYoung(): boolean
  /** Whether our own deed changed the Machine so lately that the rest of a rollout hangs on how it is now. */
  wroteLately(machineId: string): boolean
  /** Whether lists may still be without what the life before this one has done. */
  isNewborn(): boolean
  /** Whether a reading of the Machine may be trusted: `undefined` stands for «not there». */
  isStale(machineId: string, reading: Pick<Machine, 'instance_id' | 'state'> | undefined): boolean
  /** Our own deed wrote this operation into the metadata, which makes no new version: only this tells a list that lags. */
  marked(machineId: string, operation: string): void
  /** The operation that a reading must show, for as long as lists may lag. */
  markOf(machineId: string): string | undefined
  /** A pass has read the Machine. */
  saw(machine: Seeable): void
  /** Only these Machines exist: what was seen of others will not be asked for again. */
  keepSeen(machineIds: ReadonlySet<string>): void
  forget(machineId: string): void
  /** Whether a row of the organisation list tells something that no pass has read yet. */
  isNews(row: OrgMachine): boolean
  /** A repair of drift, for telling a fight from an accident. Returns how many there were lately. */
  repaired(machineId: string, windowMs: number): number
  repairsLately(machineId: string, windowMs: number): number
  /** The spec changed or somebody asked: the fight may begin anew. */
  forgive(machineId: string): void
  /** Whether a look some seconds ago had found nothing of the name at Fly either; from now on it has. */
  foundNothing(ref: Ref): boolean
  /** Consecutive failures of a name. */
  failures(ref: Ref): number
  failed(ref: Ref): number
  succeeded(ref: Ref): void
  /** Fly has refused this very plan as invalid: it would refuse it again. */
  rejected(ref: Ref, planDigest: string, message: string): void
  rejection(ref: Ref, planDigest: string): string | undefined
}

type Written = { readonly version: string | undefined; readonly at: number }
type Seen = {
  readonly version: string
  readonly state: string
  readonly updatedAt: string
  readonly operation: string | undefined
}
type Seeable = Pick<Machine, 'id' | 'instance_id' | 'state' | 'updated_at'> & {
  readonly config?: Pick<MachineConfig, 'metadata'>
}

// So far apart two looks are two looks.
const secondLookMs = 1_000

// Lists show the world as it was about a second ago. Source: superfly/flyctl, which waits 800 ms before it lists
const listLagMs = 5_000

export function createMemory(options: {
  readonly clock: Clock
  readonly lagMs: number
  readonly requestLifetimeMs: number
}): Memory {
  const { clock, lagMs } = options
  const bornAt = clock.monotonic()
  const written = new Map<string, Written>()
  const freshApps = new Map<string, number>()
  const marks = new Map<string, { readonly operation: string; readonly at: number }>()
  const seen = new Map<string, Seen>()
  const repairs = new Map<string, number[]>()
  const failures = new Map<Ref, number>()
  const nothingSince = new Map<Ref, number>()
  const rejections = new Map<Ref, { readonly planDigest: string; readonly message: string }>()

  /** In order of time, so that what has grown old can be dropped from the front. */
  function write(machineId: string, version: string | undefined): void {
    const at = clock.monotonic()
    written.delete(machineId)
    written.set(machineId, { version, at })
    for (const [id, entry] of written) {
      if (at - entry.at <= lagMs) break
      written.delete(id)
    }
  }

  function recent(machineId: string): Written | undefined {
    const entry = written.get(machineId)
    if (entry && clock.monotonic() - entry.at > lagMs) {
      written.delete(machineId)
      return undefined
    }
    return entry
  }

  function repairsLately(machineId: string, windowMs: number): number {
    const since = clock.monotonic() - windowMs
    const lately = (repairs.get(machineId) ?? []).filter((at) => at >= since)
    if (lately.length > 0) repairs.set(machineId, lately)
    else repairs.delete(machineId)
    return lately.length
  }

  function forget(machineId: string): void {
    for (const about of [written, marks, seen, repairs]) about.delete(machineId)
  }

  return {
    ...createDoubts(options),
    ...createAbsences(options),
    ...createRefusals(options),
    ...createCertificateMemory(options),
    wrote(machineId, version) {
      write(machineId, version)
    },
    removed(machineId) {
      forget(machineId)
      write(machineId, undefined)
    },
    madeApp(flyApp) {
      freshApps.set(flyApp, clock.monotonic())
    },
    sawApp(flyApp) {
      freshApps.delete(flyApp)
    },
    isFreshApp(flyApp) {
      const madeAt = freshApps.get(flyApp)
      if (madeAt !== undefined && clock.monotonic() - madeAt > lagMs) freshApps.delete(flyApp)
      return freshApps.has(flyApp)
    },
    isYoung: () => clock.monotonic() - bornAt <= lagMs,
    wroteLately: (machineId) => recent(machineId) !== undefined,
    isNewborn: () => clock.monotonic() - bornAt <= listLagMs,
    isStale(machineId, reading) {
      const entry = recent(machineId)
      if (!entry) return false
      if (entry.version === undefined) {
        return reading !== undefined && reading.state !== 'destroyed' && reading.state !== 'destroying'
      }
      // Versions are ULIDs, which sort by time: a smaller one is older, a greater one is somebody else's later update.
      return reading === undefined || reading.instance_id < entry.version
    },
    marked(machineId, operation) {
      marks.set(machineId, { operation, at: clock.monotonic() })
    },
    markOf(machineId) {
      const mark = marks.get(machineId)
      if (mark && clock.monotonic() - mark.at > listLagMs) marks.delete(machineId)
      return marks.get(machineId)?.operation
    },
    saw({ id, instance_id: version, state, updated_at: updatedAt, config }) {
      seen.set(id, { version, state, updatedAt, operation: operationIn(config) })
    },
    keepSeen(machineIds) {
      for (const id of seen.keys()) if (!machineIds.has(id)) seen.delete(id)
    },
    forget,
    isNews(row) {
      const known = seen.get(row.id)
      if (!known) return !recent(row.id) || row.state !== 'destroyed'
      if (row.updated_at < known.updatedAt) return false
      // Metadata can change without a new version, and then only our mark tells.
      return (
        row.instance_id !== known.version || row.state !== known.state || operationIn(row.config) !== known.operation
      )
    },
    repaired(machineId, windowMs) {
      repairs.set(machineId, [...(repairs.get(machineId) ?? []), clock.monotonic()])
      return repairsLately(machineId, windowMs)
    },
    repairsLately,
    forgive(machineId) {
      repairs.delete(machineId)
    },
    foundNothing(ref) {
      const at = clock.monotonic()
      const since = nothingSince.get(ref)
      if (since !== undefined && at - since >= secondLookMs) {
        nothingSince.delete(ref)
        return at - since <= lagMs
      }
      nothingSince.set(ref, since ?? at)
      return false
    },
    failures: (ref) => failures.get(ref) ?? 0,
    failed(ref) {
      const count = (failures.get(ref) ?? 0) + 1
      failures.set(ref, count)
      return count
    },
    succeeded(ref) {
      failures.delete(ref)
      rejections.delete(ref)
    },
    rejected(ref, planDigest, message) {
      rejections.set(ref, { planDigest, message })
    },
    rejection(ref, planDigest) {
      const known = rejections.get(ref)
      return known?.planDigest === planDigest ? known.message : undefined
    },
  }
}

function operationIn(config: Pick<MachineConfig, 'metadata'> | undefined): string | undefined {
  return config && readMarks(config.metadata ?? {}).operation
}
