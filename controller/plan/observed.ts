import type { Guest, Machine, MachineConfig, MachineState } from '../fly/wire.ts'
import type { IpAssignment } from '../fly/wire-addresses.ts'
import type { Volume } from '../fly/wire-volumes.ts'
import type { Asset, Binding, Intent, Slot } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import type { ObservedSecrets, SecretSighting } from './held-secrets.ts'
import type { ObservedAddresses } from './observe-addresses.ts'
import type { ObservedDomains, SeenCertificate } from './observe-domains.ts'
import type { ObservedVolumes } from './observe-volumes.ts'
import type { ImagePins } from './pinned-image.ts'
import type { Refusal } from './refusal.ts'

/** What one look at Fly brought home for one App: reads only, nothing concluded. */
export type Sighting = {
  readonly app: 'present' | 'absent' | 'foreign'
  /** Of the app, when present. */
  readonly network: string | undefined
  /** Each Machine that was read, by list or by id; the fresher reading where there are two. */
  readonly machines: readonly Machine[]
  /** Ids that a read *by id* confirmed as gone. Absence from a list confirms nothing. */
  readonly gone: readonly string[]
  /** None when it is not said. */
  readonly full?: readonly FullRegion[]
  /** `undefined` where neither the spec nor the store has any. */
  readonly addresses?: readonly IpAssignment[]
  readonly certificates?: readonly SeenCertificate[]
  readonly refusals?: readonly Refusal[]
  readonly secrets?: SecretSighting | undefined
  /** `undefined` when nobody asked: the App has none, and wants none. */
  readonly volumes?: VolumeSighting | undefined
  /** None when it is not said. */
  readonly losses?: Losses
}

export type VolumeSighting = {
  /** Each volume that was read and is not on its way out. */
  readonly listed: readonly Volume[]
  /** Ids of ours that a read by id confirmed as gone, or on their way out. */
  readonly gone: readonly string[]
  /** Creations, by their intents, of which it is certain that nothing came of them and nothing will. */
  readonly unmade: readonly string[]
  /** The newest finished snapshot of each volume whose place another may take; without those of which there is none. */
  readonly snapshots?: ReadonlyMap<string, SnapshotOf>
}

/** What a volume held at a moment. */
export type SnapshotOf = {
  readonly id: string
  /** ms since 1970, by Fly's clock. */
  readonly at: number
  /** Of the volume then: what is made from it is at least as large. */
  readonly sizeGb: number
}

/** What the store says is ours. */
export type Holdings = {
  /** Whether we made (or adopted) the Fly app. */
  readonly ownsApp: boolean
  /** Living and dead: a dead one that is seen again must be known. */
  readonly bindings: readonly Binding[]
  /** Living and dead. */
  readonly assets: readonly Asset[]
  /** Those still `open` or `unknown`. */
  readonly intents: readonly Intent[]
}

/** What is on Fly for one App, as the planner needs it. */
export type Observed = {
  readonly ref: Ref
  readonly flyApp: string
  /** `foreign`: in another organisation. `unowned`: in ours, but not made by us. */
  readonly app: 'ours' | 'absent' | 'foreign' | 'unowned'
  readonly network: string | undefined
  /** Ours, in id order, without those that are gone. */
  readonly machines: readonly ObservedMachine[]
  /** Machines of the app that are not ours: reported, never touched. */
  readonly strangers: readonly ObservedStranger[]
  /** What the tags in use stand for, as far as is known. */
  readonly images: ImagePins
  /** `undefined` where neither the spec nor the store has any. */
  readonly addresses?: ObservedAddresses | undefined
  readonly domains?: ObservedDomains | undefined
  /** What Fly has refused lately, and would refuse again. */
  readonly refusals?: readonly Refusal[] | undefined
  /** `undefined` where there are none and never were. */
  readonly secrets: ObservedSecrets | undefined
  /** Creations whose outcome no observation has settled yet: to be tried again under the same name, or waited for. */
  readonly pending: readonly { readonly slot: Slot; readonly incarnation: string; readonly operation: string }[]
  readonly volumes: ObservedVolumes
  /** Regions in which Fly has lately refused to make Machines, ours or those of other Apps. */
  readonly full: readonly FullRegion[]
  readonly losses: Losses
}

export type ObservedStranger = Pick<ObservedMachine, 'id' | 'name' | 'state' | 'phase' | 'config'>

/** What hosts out of reach license. */
export type Losses = {
  /** Ids of Machines and volumes that have been out of Fly's reach for so long that others may take their places. */
  readonly due: readonly string[]
  /** So many are lost at once, of this App or of all, that it must be Fly's own trouble: then nothing is replaced. */
  readonly isStorm: boolean
  /** How many may still be replaced within the hour, of all Apps. */
  readonly mayReplace: number
  /** Slots whose volume is on a host that has had no room for their Machine for a while. */
  readonly crowded: readonly Slot[]
}

export const noLosses: Losses = { due: [], isStorm: false, mayReplace: 0, crowded: [] }

/** That Fly had no room in a region. */
export type FullRegion = {
  readonly region: string
  /** `NoCapacity`: no host takes it. `QuotaExceeded`: the organisation has used up its memory there. */
  readonly code: 'NoCapacity' | 'QuotaExceeded'
  /** What found no room: something smaller may find some. */
  readonly guest: Guest
  /** Of the first refusal in a row, by Fly's clock; ms since 1970. */
  readonly since: number
  /** Until it is asked again. */
  readonly againAfterMs: number
}

export type ObservedMachine = {
  readonly id: string
  readonly name: string
  readonly slot: Slot
  readonly incarnation: string
  /** `instance_id`: sent back with an update, which fails if another came first. */
  readonly version: string
  readonly region: string
  readonly state: MachineState
  /**
   * Fly's many states, as the planner needs them. `moving`: Fly is at work. `running`, `resting`: settled.
   * `broken`: failed for good, or stuck for longer than Fly's documentation calls normal. `unreachable`: its host is
   * gone. `unseen`: ours, not in the list, and nobody has confirmed that it is gone.
   */
  readonly phase: 'moving' | 'running' | 'resting' | 'broken' | 'unreachable' | 'unseen'
  /** When it entered that state, by Fly's events; ms since 1970. */
  readonly since: number
  /** When this version was made: the newest `launch` or `update` event; ms since 1970. */
  readonly versionSince: number
  /** Checks that pass, and all that Fly lists. */
  readonly checks: { readonly passing: number; readonly listed: number; readonly failing: readonly string[] }
  /** How its program last ended, if it did since this version was made. */
  readonly exit:
    | { readonly code: number; readonly requested: boolean; readonly oom: boolean; readonly at: number }
    | undefined
  /** The hash in its metadata: of the config that we last set. `undefined` when somebody removed it. */
  readonly hash: string | undefined
  /** The metadata keys that we last set besides our marks. */
  readonly metadataKeys: readonly string[]
  /** `undefined` when the host could not be asked: then nothing is said about drift. */
  readonly config: MachineConfig | undefined
  /** Out of the proxy's reach. */
  readonly cordoned: boolean
  /** Of the image that it runs. */
  readonly digest: string | undefined
  /** Of the app's secrets, when a call of ours last started it; `undefined` when none did, or somebody removed the mark. */
  readonly secretsVersion: number | undefined
  /** When its program last began to run, as far as Fly's events go back; ms since 1970. */
  readonly startedAt: number | undefined
}
