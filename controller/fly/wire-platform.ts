import type { Guest } from './wire.ts'

/**
 * The platform, as it goes over the wire. The live API begins the outer names, and those of placements, with capitals,
 * against Fly's OpenAPI document. Source: superfly/fly-go, flaps_platform.go; seen live
 */

export type Region = {
  readonly code: string
  readonly name: string
  readonly geo_region?: string
  readonly deprecated?: boolean
  readonly gateway_available?: boolean
  readonly requires_paid_plan?: boolean
}

export type AskPlacements = {
  readonly org_slug: string
  readonly compute?: Guest
  /** `lhr,eu`; without it any. */
  readonly region?: string
  readonly count?: number
  readonly volume_name?: string
  readonly volume_size_bytes?: number
  readonly weights?: Readonly<Record<string, number>>
}

/** Where Machines would fit. A region that is full is not there. */
export type Placement = { readonly region: string; readonly count: number; readonly concurrency?: number }
