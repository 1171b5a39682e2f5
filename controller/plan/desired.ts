import type { MachineConfig } from '../fly/wire.ts'
import type { Slot } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import type { DesiredAddress } from './desired-addresses.ts'
import type { DesiredSecret } from './desired-secrets.ts'
import type { DesiredVolume } from './desired-volume.ts'
import type { DriftRules } from './drift.ts'
import type { RolloutRules } from './rollout-rules.ts'

/** What a spec means on Fly. */
export type Desired = {
  readonly ref: Ref
  readonly generation: number
  readonly flyApp: string
  readonly network: string
  /** In slot order. */
  readonly machines: readonly DesiredMachine[]
  /** Nothing where Fly is to give it none. */
  readonly addresses: readonly DesiredAddress[]
  /** In order of names. */
  readonly secrets: readonly DesiredSecret[]
  /** Hostnames that the app is to answer to. */
  readonly domains: readonly string[]
  readonly rollout: RolloutRules
  /** What to do about a Machine that somebody else changed. */
  readonly drift: DriftRules
}

export type DesiredMachine = {
  readonly slot: Slot
  /** Where it is made. That of its slot, or another when that is full. */
  readonly region: string
  /** Where else it may be made, in the order in which they are tried. */
  readonly fallbackRegions?: readonly string[] | undefined
  /** Exactly what will be sent, without our marks in `metadata` and without the volume, which each has its own. */
  readonly config: MachineConfig
  readonly volume?: DesiredVolume | undefined
  /** Of the config without its metadata, which can change without a restart, and of where the volume is mounted. */
  readonly hash: string
  /**
   * Who decides whether it runs. `always`: we do, and it should. `proxy`: Fly's proxy stops and starts it (autostop).
   * `schedule`: Fly's scheduler does. `once`: it runs to its end and is left there (restart policy `no`).
   */
  readonly runs: 'always' | 'proxy' | 'schedule' | 'once'
  /** How many checks have to pass before it counts as healthy. From the config: Fly's own list may be empty at first. */
  readonly checks: number
}
