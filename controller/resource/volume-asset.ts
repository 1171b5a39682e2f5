import type { Asset, Slot } from './ownership.ts'

/** A row of the store that is about a volume. */
export type VolumeAsset = Asset & { readonly kind: 'volume'; readonly slot: Slot }

/** What has to be remembered of a volume. Each is as we last set or read it; times are ms since 1970, by Fly's clock. */
export type VolumeFacts = {
  readonly sizeGb: number
  readonly snapshotDays: number
  readonly autoBackup: boolean
  /** As the spec said when it last said something of it. */
  readonly keepForMs: number
  /** It grew then, and its Machine sees that only after a restart. */
  readonly grownAt?: number
  /** Taken since nothing had a use for it, and finished. */
  readonly snapshot?: { readonly id: string; readonly at: number }
  /**
   * Why no Machine of ours may have it, although it may hold data: it is never attached and never deleted. `twin`: another
   * has its name and its slot. `moved`: Fly has moved its data to another volume.
   */
  readonly quarantined?: 'twin' | 'moved'
  /** Others named it, and may have given the name to several: whatever has it too is no twin for that. */
  readonly isNameShared?: true
  /** It was made to take the place of another, from a snapshot or as a copy. */
  readonly restored?: Restored
  /**
   * Another has taken its place. It is kept until the spec gives up the slot; or for `keepFor`, where all that was in it is
   * in the other as well, since its host was only full.
   */
  readonly left?: { readonly because: ReasonToLeave; readonly at: number }
}

export type ReasonToLeave = 'HostLost' | 'VolumeLost' | 'HostFull'

export type Restored = {
  /** The volume whose place it takes. */
  readonly of: string
  readonly isFork?: true
  /** Which snapshot it was made from, and when that was taken; `undefined` for a fork, and when Fly's answer was lost. */
  readonly snapshot?: { readonly id: string; readonly at: number }
  /** A Machine has had it: from then on it holds what the other does not. */
  readonly isUsed?: true
}

/** Whether it may hold the data of its slot: the others of its slot are there to be looked at, or to be kept. */
export function mayKeep({ quarantined, left }: VolumeFacts): boolean {
  return quarantined === undefined && left === undefined
}

export function volumesIn(assets: readonly Asset[]): readonly VolumeAsset[] {
  return assets.filter((asset): asset is VolumeAsset => asset.kind === 'volume' && asset.slot !== undefined)
}

export function factsOf({ facts }: VolumeAsset): VolumeFacts {
  return facts as VolumeFacts
}

/** The row with other facts. */
export function withFacts(asset: VolumeAsset, change: Partial<VolumeFacts>): Omit<VolumeAsset, 'ref'> {
  const { ref: _, ...row } = asset
  return { ...row, facts: { ...asset.facts, ...change } }
}
