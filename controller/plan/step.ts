import type { Guest } from '../fly/wire.ts'
import type { AddressKind } from '../resource/address.ts'
import type { Slot } from '../resource/ownership.ts'
import type { DesiredMachine } from './desired.ts'
import type { SecretRecipe } from './desired-secrets.ts'
import type { DesiredVolume } from './desired-volume.ts'

/** One thing to be done to Fly. Plain data: it can be printed, hashed, stored and compared. */
export type Step =
  | (StepBase & { readonly kind: 'create-app'; readonly network: string; readonly because: 'AppMissing' })
  | SetSecrets
  | UnsetSecrets
  | (StepBase & {
      readonly kind: 'create-machine'
      readonly machine: DesiredMachine
      /** Set when an earlier try is not settled: the same name is used again, so that there is never a twin. */
      readonly retries: { readonly incarnation: string; readonly operation: string } | undefined
      /** Out of the proxy's reach until it is uncordoned. */
      readonly isCordoned?: true
      /** The volume that it is to have, if that is there already. */
      readonly volume?: string
      readonly because: 'Missing' | 'Replaces' | 'HostLost' | 'Successor'
    })
  | (StepBase & {
      readonly kind: 'update-machine'
      readonly id: string
      readonly version: string
      readonly machine: DesiredMachine
      /** `SecretsChanged`: it runs with older ones than those of now, and nothing else is to be another. */
      readonly because: 'SpecChanged' | 'SecretsChanged' | 'Drifted'
      readonly differences: readonly Difference[]
    })
  | (StepBase & {
      readonly kind: 'set-metadata'
      readonly id: string
      readonly version: string
      readonly machine: DesiredMachine
      readonly because: 'SpecChanged' | 'Drifted'
      readonly differences: readonly Difference[]
    })
  | (StepBase & {
      readonly kind: 'start-machine'
      readonly id: string
      readonly version: string
      readonly machine: DesiredMachine
      readonly because: 'Stopped' | 'Crashed'
    })
  | (StepBase & {
      readonly kind: 'cordon-machine'
      readonly id: string
      readonly slot: Slot
      readonly version: string
      readonly because: 'Succeeded' | 'DeletionRequested'
    })
  | (StepBase & {
      readonly kind: 'stop-machine'
      readonly id: string
      readonly slot: Slot
      readonly version: string
      readonly because: 'DeletionRequested'
    })
  | (StepBase & {
      readonly kind: 'uncordon-machine'
      readonly id: string
      readonly slot: Slot
      readonly version: string
      readonly because: 'AllWell' | 'Cordoned'
    })
  | (StepBase & {
      /**
       * Takes the Machine away, so that the next plan makes it anew on the volume of its slot: no update changes whether a
       * Machine has a volume, and no volume has two Machines.
       */
      readonly kind: 'replace-machine'
      readonly id: string
      readonly version: string
      readonly machine: DesiredMachine
      readonly because: 'SpecChanged' | 'Drifted' | 'Broken' | 'HostFull'
      readonly differences: readonly Difference[]
    })
  | (StepBase & {
      readonly kind: 'restart-machine'
      readonly id: string
      readonly version: string
      readonly machine: DesiredMachine
      readonly because: 'VolumeGrown'
    })
  | (StepBase & {
      readonly kind: 'destroy-machine'
      readonly id: string
      readonly slot: Slot
      readonly version: string
      readonly because: DestroyReason
    })
  | (StepBase & { readonly kind: 'assign-address'; readonly address: AddressKind; readonly because: 'Missing' })
  | (StepBase & {
      readonly kind: 'release-address'
      readonly ip: string
      readonly address: AddressKind
      readonly because: 'SpecChanged'
    })
  | (StepBase & {
      readonly kind: 'create-volume'
      readonly slot: Slot
      readonly region: string
      readonly volume: DesiredVolume
      /** Of the Machine that is to have it. */
      readonly guest: Guest | undefined
      /** The intent of an earlier try of which nothing came: the same name is used again. */
      readonly retries: string | undefined
      /** What it is made from; it is empty when there is nothing. */
      readonly from?: {
        /** Whose place it takes; a copy of that, when there is no snapshot. */
        readonly volume: string
        readonly snapshot?: string
        /** ISO time: what was written later is missing. */
        readonly takenAt?: string
      }
      readonly because: 'VolumeMissing' | 'HostLost' | 'VolumeLost' | 'HostFull'
    })
  | (StepBase & {
      readonly kind: 'extend-volume'
      readonly id: string
      readonly slot: Slot
      readonly from: number
      readonly sizeGb: number
      readonly because: 'SpecChanged'
    })
  | (StepBase & {
      readonly kind: 'update-volume'
      readonly id: string
      readonly slot: Slot
      readonly snapshotDays: number
      readonly autoBackup: boolean
      readonly because: 'SpecChanged' | 'Drifted'
      readonly differences: readonly Difference[]
    })
  | (StepBase & {
      readonly kind: 'create-snapshot'
      readonly id: string
      readonly slot: Slot
      readonly because: 'VolumeUnused'
    })
  | (StepBase & {
      readonly kind: 'delete-volume'
      readonly id: string
      readonly slot: Slot
      readonly because: 'VolumeUnused'
    })
  | (StepBase & { readonly kind: 'request-certificate'; readonly hostname: string; readonly because: 'Missing' })
  | (StepBase & { readonly kind: 'delete-certificate'; readonly hostname: string; readonly because: 'SpecChanged' })
  | (StepBase & { readonly kind: 'delete-app'; readonly because: 'DeletionRequested' })

/** Writes values of which the plan knows the names alone; those that Artifact makes are made when it is done. */
export type SetSecrets = StepBase & {
  readonly kind: 'set-secrets'
  readonly secrets: readonly DueSecret[]
  readonly because: 'SecretsDue'
}

export type DueSecret = {
  readonly name: string
  /** `Missing`: there is none that is known to be ours. `Drifted`: somebody else has changed it, or taken it away. */
  readonly because: 'Missing' | 'HandedIn' | 'Rotated' | 'SpecChanged' | 'Drifted'
  /** `undefined`: somebody has handed it in. */
  readonly recipe: SecretRecipe | undefined
}

export type UnsetSecrets = StepBase & {
  readonly kind: 'unset-secrets'
  readonly names: readonly string[]
  readonly because: 'SpecChanged' | 'Asked'
}

type StepBase = {
  readonly flyApp: string
  /** The worst that comes of it for those who use the App. */
  readonly effect: Effect
}

/**
 * `none`: nobody notices. `restart`: the program starts anew. `replace`: another Machine takes over or none does.
 * `data-loss`: something is gone for good. `public`: the world can reach what it could not. `cost`: Fly bills more.
 *
 * An update is a `restart` if the Machine runs, and `none` if it rests. A destruction is `none` if a successor stands in
 * the slot, and `replace` otherwise. Secrets are a `restart` where something runs, and `data-loss` where they are unset. A
 * creation is `cost`. Deleting an app is `data-loss`: its name, addresses and secrets go with it. An address that the world
 * reaches is `public`; one that is released is `data-loss`, since Fly gives it to others, but for a shared one. Starting what the spec wants to run, making an empty app and setting metadata are `none`. A
 * volume is `cost` when it is made or grows, and `data-loss` when it is deleted, or made from a snapshot in the place of one
 * that is lost.
 */
export type Effect = 'none' | 'restart' | 'replace' | 'data-loss' | 'public' | 'cost'

/**
 * The closed list of reasons that license a destruction.
 *
 * `SlotRemoved`: the spec no longer has the slot. `Replaced`: a healthy successor has taken the slot. `Broken`: failed or
 * stuck beyond repair, a successor stands. `DeletionRequested`: somebody said that the App is to go. `HandsOver`: its
 * successor needs the volume of the slot, or does without it from now on, and so can only be made when this one is gone.
 */
export type DestroyReason = 'SlotRemoved' | 'Replaced' | 'Broken' | 'DeletionRequested' | 'HandsOver'

/** One difference between what is wanted and what is there. `undefined` means that the side has nothing there. */
export type Difference = {
  /** JSON pointer into the Machine's config: `/env/LOG_LEVEL`. */
  readonly path: string
  readonly want: unknown
  readonly have: unknown
}

/** Why the plan does less than the spec asks for: something must happen first. */
export type Wait = {
  readonly reason: WaitReason
  /** A slot, or the Fly app's name. */
  readonly subject: string
  /** A sentence for a person: what is waited for, and what would end it. */
  readonly message: string
  /** When to look again; `undefined`: only a change by a person helps. */
  readonly recheckAfterMs: number | undefined
}

export type WaitReason =
  | 'MachineMoving' // Fly is at work on it
  | 'MachineUnseen' // ours, not listed, not confirmed gone
  | 'NotYetHealthy' // a new version is still within its time
  | 'InTrash' // its deletion was asked for, and it can still be brought back
  | 'OldKept' // the new Machines have taken over, and the old ones stand by
  | 'OnTrial' // all have the new version, and its smoke window is open
  | 'RolloutStopped' // a new version did not become healthy in time, or all of it took too long: the rest is left alone
  | 'NeedsConfirmation' // the spec takes away so much that somebody has to agree to it
  | 'NoCapacity' // no region where it may stand has room
  | 'QuotaExceeded' // the organisation has used up what it may have in each of these regions
  | 'CrashLooping' // its program keeps ending: started again after a while
  | 'HostUnreachable' // Fly cannot ask its host
  | 'DriftReported' // somebody changed it, and the spec says to leave it
  | 'DriftHeld' // somebody changed it, and it is not yet time to put it back
  | 'AddressUnsettled' // what became of asking for it, or of releasing it, is not known
  | 'AddressUnseen' // ours, not listed, and not certainly gone
  | 'AddressRefused' // Fly gives none, and would not the next time
  | 'VolumeAwaited' // Fly is at work on it, or nobody knows yet whether it is there
  | 'VolumeUnreachable' // Fly cannot ask the host that has it
  | 'VolumeLost' // somebody else deleted it, with the data in it
  | 'VolumesKept' // the app is to go, and the data in it is kept for a while
  | 'SecretMissing' // nobody has handed it in
  | 'HostnameTaken' // another app at Fly answers to it
  | 'DomainRefused' // Fly would not let the app answer to it, the next time either
  | 'DomainUnsettled' // what became of removing it is not known
  | 'DomainPending' // its certificate is not there yet
  | 'AppForeign' // the name belongs to another organisation
  | 'AppUnowned' // an app of that name is in ours, but we did not make it
  | 'NetworkDiffers' // the app stands in another network, which cannot be changed
  | 'StrangersInApp' // Machines that are not ours stand in the way of deleting the app
  | 'Paused'
  | 'Protected' // deletion was asked for, and protection stands against it
