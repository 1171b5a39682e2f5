import type { Ref } from './resource.ts'

/**
 * What makes a Machine ours. Not its name and not its metadata, which anybody can write, but a row in the store that
 * binds its id. The row exists because an intent was committed before the call that created it.
 */

/** The place that a Machine fills: `group/region/number`. It outlives every Machine that fills it. */
export type Slot = `${string}/${string}/${number}`

/** A Machine at Fly that we made (or adopted) to fill a slot. */
export type Binding = {
  readonly ref: Ref
  readonly slot: Slot
  /** The part of the Machine's name that is drawn anew for each Machine and never used twice: `k3f9q2`. */
  readonly incarnation: string
  /** `web-ams-0-k3f9q2` */
  readonly name: string
  readonly machineId: string
  /** The intent that created it; also in the Machine's metadata. */
  readonly operation: string
  /** `false` once a read by id has confirmed that the Machine is gone. Kept, so that one that comes back is known. */
  readonly alive: boolean
}

/**
 * Something of an App at Fly besides its Machines that we made or adopted. What has no such row is somebody else's: told,
 * never touched.
 */
export type Asset = {
  readonly ref: Ref
  readonly kind: AssetKind
  /** Fly's word for it: `vol_…`, the address, the hostname, the secret's name; an image's reference. */
  readonly id: string
  /** A volume's own name, which no other ever has unless others gave it; an address's type; an image's digest; otherwise the same as `id`. */
  readonly name: string
  /** Of a volume: the slot whose data it holds. */
  readonly slot: Slot | undefined
  /** The intent that made it. */
  readonly operation: string
  /** `false` once a read has confirmed that it is gone. Kept, so that one that comes back is known. */
  readonly alive: boolean
  /** ISO time since which the spec has no use for it; `undefined` while it has. */
  readonly idleSince: string | undefined
  /** What else has to be remembered of its kind. Never a secret's value. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type AssetKind = 'volume' | 'address' | 'certificate' | 'secret' | 'image'

/** What may be done to Fly. One word per mutating call; an intent and a step of a plan are named by it. */
export type Action =
  | 'create-app'
  | 'delete-app'
  | 'set-secrets'
  | 'unset-secrets'
  | 'create-machine'
  | 'update-machine'
  | 'set-metadata'
  | 'start-machine'
  | 'stop-machine'
  | 'cordon-machine'
  | 'uncordon-machine'
  | 'destroy-machine'
  | 'assign-address'
  | 'release-address'
  | 'restart-machine'
  | 'create-volume'
  | 'extend-volume'
  | 'update-volume'
  | 'create-snapshot'
  | 'delete-volume'
  | 'request-certificate'
  | 'delete-certificate'

/**
 * What is about to be done, committed before the call.
 *
 * `open`: the call may be on its way. `unknown`: its answer was lost; it may have been done, and may still be.
 * Both block the slot until an observation settles them as `done` or `refused`.
 */
export type Intent = {
  /** Unique for ever. Written into the Machine's metadata by the call, so that the deed can be recognised. */
  readonly id: string
  readonly ref: Ref
  readonly generation: number
  readonly action: Action
  readonly flyApp: string
  /** The thing's id at Fly; for `create-machine` and `create-volume` its fresh name; for an app the app's name. */
  readonly target: string
  readonly slot: Slot | undefined
  readonly incarnation: string | undefined
  readonly because: string
  /** ISO time. */
  readonly openedAt: string
  readonly state: 'open' | 'unknown' | 'done' | 'refused'
}

/** `web/ams/0` and `k3f9q2` make `web-ams-0-k3f9q2`. */
export function machineName(slot: Slot, incarnation: string): string {
  return `${slot.replaceAll('/', '-')}-${incarnation}`
}

/**
 * `web/ams/0` and `k3f9q2` make `web_ams_0_k3f9q2`. A long group is cut short: what tells volumes apart is the incarnation.
 * Fly takes 30 lower-case letters, digits and underscores. Source: superfly/docs, volumes/overview
 */
export function volumeName(slot: Slot, incarnation: string): string {
  const group = groupOf(slot)
  const rest = `${slot.slice(group.length)}-${incarnation}`
  return `${group.slice(0, longestVolumeName - rest.length)}${rest}`.replaceAll(/[/-]/g, '_')
}

const longestVolumeName = 30

/** In the place of the part of a name that is drawn: an adopted Machine keeps the name that others gave it. */
export function incarnationOfAdopted(machineId: string): string {
  return `adopted-${machineId}`
}

/** Whether others made the Machine. */
export function isAdopted(incarnation: string): boolean {
  return incarnation.startsWith('adopted-')
}

/** `web` of `web/ams/0`. */
export function groupOf(slot: Slot): string {
  return slot.slice(0, slot.indexOf('/'))
}

/** By what Fly tells an app from all others, those included that have had its name or will have it. */
export type AppIdentity = { readonly organizationId: string; readonly appId: string }
