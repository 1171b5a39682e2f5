import type { MachineState } from '../fly/wire.ts'
import type { Price } from '../plan/price.ts'
import type { Slot } from '../resource/ownership.ts'

/** What is told about one App. Written only when it differs from what was told before. */
export type Status = {
  /** The generation that these words are about. */
  readonly observedGeneration: number
  /**
   * Exactly one of each type, in this order: Ready, Reconciling, Stalled; then SecretsLive, for Apps with secrets, and
   * DomainsReady, for Apps with domains.
   */
  readonly conditions: readonly Condition[]
  /** The digest of the last plan that had something to do or to wait for; of the empty plan when converged. */
  readonly planDigest: string | undefined
  readonly machines: readonly MachineStatus[]
  /** In order of names; absent for Apps without any. */
  readonly secrets?: readonly SecretStatus[]
  /** Names of secrets of the app that are not ours; absent where there are none, or nobody has looked. */
  readonly foreignSecrets?: readonly string[]
  /** Machines in the app that are not ours. */
  readonly strangers: readonly StrangerStatus[]
  /** Only of an App that has some. */
  readonly addresses?: readonly AddressStatus[]
  /** Of an App that has volumes: all that are there, those that nothing has a use for as well. */
  readonly volumes?: readonly VolumeStatus[]
  readonly domains?: readonly DomainStatus[]
  /** The next step in words, and when (ISO time) if by the clock: «looks again when Fly or the spec changes». */
  readonly next: { readonly what: string; readonly at: string | undefined }
  /** The last generation that was Ready as a whole. */
  readonly lastReadyGeneration: number | undefined
}

export type MachineStatus = {
  readonly slot: Slot
  readonly id: string
  readonly name: string
  readonly region: string
  readonly state: MachineState
  readonly healthy: boolean
  /** Whether it runs what the spec says. */
  readonly current: boolean
  readonly image: string | undefined
}

export type StrangerStatus = {
  readonly id: string
  readonly name: string
  readonly state: MachineState
  /** What it costs a month as it is; absent where an older Artifact told of it. */
  readonly price?: Price
}

export type AddressStatus = {
  readonly ip: string
  /** Fly's word for it. */
  readonly type: string
  /** From where a private one is reached. */
  readonly network?: string
  /** Made for the spec; the others are somebody else's, and left alone. */
  readonly ours: boolean
  /** What it costs a month; absent where that is nothing. */
  readonly price?: Price
}

export type VolumeStatus = {
  /** `undefined` for one in the app that is not ours. */
  readonly slot: Slot | undefined
  readonly id: string
  readonly sizeGb: number
  /** Fly's word, or `gone`, or `unseen`. */
  readonly state: string
  /** The Machine that has it. */
  readonly attachedTo: string | undefined
  readonly snapshotDays: number | undefined
  /**
   * `used`: the spec has its slot. `kept`: it has not, and the volume goes after a while. `quarantined`: nobody knows what
   * is in it, so it stays until a person deletes it. `left`: it was lost, and another has its place; it stays until the
   * spec gives up the slot. `stranger`: not ours.
   */
  readonly use: 'used' | 'kept' | 'quarantined' | 'left' | 'stranger'
  /** What it costs a month, used or not; absent where an older Artifact told of it. */
  readonly price?: Price
  /** Of one that took the place of another. */
  readonly restored?: {
    /** The other one. */
    readonly of: string
    /** It is a copy: nothing is missing in it. */
    readonly isFork?: true
    /** ISO time of the snapshot: what was written later is missing. Absent of a copy, and when Fly's answer was lost. */
    readonly takenAt?: string
  }
}

/** A secret that the spec asks for. Of what it is nothing is told, nor anything by which it could be guessed. */
export type SecretStatus = {
  readonly name: string
  readonly source: 'provided' | 'generated'
  /** ISO time by Fly's clock; `undefined`: not set. */
  readonly setAt: string | undefined
  /** On how many Machines that run it is what it is now. */
  readonly live: number
  /** ISO time from which on another takes its place. */
  readonly nextRotationAt: string | undefined
}

export type DomainStatus = {
  readonly hostname: string
  /** Its certificate is there. */
  readonly active: boolean
  /** In words. */
  readonly state: string
  /** Asked for by us; the others are somebody else's, and left alone. */
  readonly ours: boolean
  /** What its owner has to put into the DNS, as long as it is not active. */
  readonly records: readonly DnsRecord[]
  /** What went wrong, in Fly's words. */
  readonly problem?: string
  /** ISO time before which nothing can come of it. */
  readonly limitedUntil?: string
  /** Another app at Fly has it. */
  readonly isTaken?: true
}

export type DnsRecord = {
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'TXT'
  readonly name: string
  readonly value: string
}

/** In the manner of Flux and kstatus: tools know how to read them. */
export type Condition = {
  readonly type: ConditionType
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: Reason
  /** A sentence for a person: what is so, and what to do. */
  readonly message: string
  readonly observedGeneration: number
  /** ISO time. Moves only when `status` does. */
  readonly lastTransitionTime: string
}

export type ConditionType = 'Ready' | 'Reconciling' | 'Stalled' | 'SecretsLive' | 'DomainsReady'

export type Reason =
  | 'Converged'
  | 'Progressing' // steps are being done, or will be in a moment
  | 'Waiting' // Fly is at work, or a backoff runs
  | 'RolloutStopped'
  | 'NeedsConfirmation' // the spec takes away so much that somebody has to agree to it
  | 'RolledBack' // the spec failed, and an earlier generation runs in its place
  | 'CrashLooping'
  | 'HostUnreachable'
  | 'VolumeLost' // somebody else deleted a volume, with the data in it
  | 'Drifted' // reported, not repaired, or not yet
  | 'Contested' // two writers fight over a Machine; we stopped writing
  | 'StepFailed'
  | 'ForeignAuthor' // an app stands as the author that may not edit this App: nothing is done for it
  | 'SpecRejected' // Fly refuses what the spec asks for
  | 'NoCapacity'
  | 'QuotaExceeded'
  | 'RateLimited'
  | 'Unauthorized'
  | 'FlyUnavailable'
  | 'AppForeign'
  | 'AppUnowned'
  | 'NetworkDiffers'
  | 'AddressRefused' // Fly gives the App no such address
  | 'SecretMissing' // nobody has handed it in
  | 'HostnameTaken' // another app at Fly answers to a domain of the spec
  | 'DomainRefused'
  | 'DomainPending' // its owner has something to do
  | 'Paused'
  | 'Protected'
  | 'StrangersInApp'
  | 'Deleting'
  | 'DeletionBlocked' // something at Fly keeps refusing to go
  | 'ObserveOnly' // the store is older than the cloud: nothing is written to Fly until somebody releases it
  | 'StoreFull' // the disk of the store is full: nothing is written to Fly until there is room again
  | 'InternalError'
