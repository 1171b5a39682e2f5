import type { DatabaseSync } from 'node:sqlite'
import type { Action, AssetKind } from '../../controller/resource/ownership.ts'
import type { Ref, Resource } from '../../controller/resource/resource.ts'

/** What the rows of the store say, read by plain SQL and not through the store that is being judged. */
export interface Evidence {
  /** Intents that are `open` or `unknown`, of every App. */
  unsettled(): readonly IntentRow[]
  /** Those of one call. */
  unsettledFor(action: Action, target: string): readonly IntentRow[]
  /** Whether there ever was an intent for such a call. */
  wasIntended(action: Action, target: string): boolean
  isBound(machineId: string): boolean
  /** Whether a row says that an address or the like is ours. */
  isHeld(kind: AssetKind, id: string): boolean
  /** Ids of the living Machines that are ours. */
  bound(): readonly string[]
  /** Every row about a volume that is ours, or was. */
  volumes(): readonly VolumeRow[]
  /** Whether somebody has asked for the deletion of the App. */
  isBeingDeleted(ref: Ref): boolean
  /** Apps whose status says that somebody has to agree to something. */
  waitingForConsent(): readonly Ref[]
  /** Whether anybody has ever agreed to anything. */
  wasConfirmed(): boolean
  /** The highest epoch of any holder. */
  epoch(): number
  /** `undefined` when there is no such resource. */
  spec(ref: Ref): { readonly generation: number; readonly resource: Resource } | undefined
  /** Counts every row that was ever inserted, changed or deleted through this connection. */
  rowsWritten(): number
}

export type IntentRow = {
  readonly id: string
  readonly ref: Ref
  readonly generation: number
  readonly action: Action
  readonly target: string
  readonly slot: string | null
  readonly because: string
  readonly state: 'open' | 'unknown' | 'done' | 'refused'
}

export type VolumeRow = {
  readonly ref: Ref
  readonly id: string
  readonly name: string
  readonly slot: string
  readonly isAlive: boolean
  readonly idleSince: string | null
  readonly isQuarantined: boolean
  /** Another has its place. */
  readonly isLeft: boolean
  readonly keepForMs: number
}

/** The tables must be there already. */
export function createEvidence(database: DatabaseSync): Evidence {
  const columns = 'id, ref, generation, action, target, slot, because, state'
  const isUnsettled = "state in ('open', 'unknown')"
  const unsettled = database.prepare(`select ${columns} from intents where ${isUnsettled} order by id`)
  const unsettledFor = database.prepare(
    `select ${columns} from intents where ${isUnsettled} and action = ? and target = ? order by id`,
  )
  const wasIntended = database.prepare('select 1 from intents where action = ? and (target = ? or target like ?)')
  const isBound = database.prepare('select 1 from bindings where machine_id = ? and alive = 1')
  const isHeld = database.prepare('select 1 from assets where kind = ? and id = ? and alive = 1')
  const bound = database.prepare('select machine_id from bindings where alive = 1 order by machine_id')
  const epoch = database.prepare('select max(epoch) as epoch from shard_lease')
  const spec = database.prepare('select generation, document from resources where ref = ?')
  const volumes = database.prepare("select * from assets where kind = 'volume' order by id")
  const isBeingDeleted = database.prepare('select 1 from resources where ref = ? and deletion_requested_at is not null')
  const waiting = database.prepare(`select ref from resources where status like '%"reason":"NeedsConfirmation"%'`)
  const wasConfirmed = database.prepare(`select 1 from events where kind = 'Confirmed' limit 1`)
  const rowsWritten = database.prepare('select total_changes() as count')

  return {
    unsettled: () => unsettled.all() as IntentRow[],
    unsettledFor: (action, target) => unsettledFor.all(action, target) as IntentRow[],
    wasIntended: (action, target) => wasIntended.get(action, target, `${target} @%`) !== undefined,
    isBound: (machineId) => isBound.get(machineId) !== undefined,
    isHeld: (kind, id) => isHeld.get(kind, id) !== undefined,
    bound: () => bound.all().map((row) => String(row.machine_id)),
    volumes: () =>
      volumes.all().map((row): VolumeRow => {
        const facts = JSON.parse(String(row.facts)) as {
          readonly quarantined?: string
          readonly left?: object
          readonly keepForMs: number
        }
        return {
          ref: String(row.ref) as Ref,
          id: String(row.id),
          name: String(row.name),
          slot: String(row.slot),
          isAlive: row.alive === 1,
          idleSince: row.idle_since === null ? null : String(row.idle_since),
          isQuarantined: facts.quarantined !== undefined,
          isLeft: facts.left !== undefined,
          keepForMs: facts.keepForMs,
        }
      }),
    isBeingDeleted: (ref) => isBeingDeleted.get(ref) !== undefined,
    waitingForConsent: () => waiting.all().map((row) => row.ref as Ref),
    wasConfirmed: () => wasConfirmed.get() !== undefined,
    epoch: () => Number(epoch.get()?.epoch),
    spec(ref) {
      const row = spec.get(ref)
      return row && { generation: Number(row.generation), resource: JSON.parse(String(row.document)) as Resource }
    },
    rowsWritten: () => Number(rowsWritten.get()?.count),
  }
}
