import { nearest, type Region, regions } from '../regions.ts'
import type { Fields } from './scene.ts'

export const platformTypes = `
  extend type Queries {
    platform: FlyPlatform!
    nearestRegion(wireguardGateway: Boolean): Region!
  }
  type FlyPlatform { regions: [Region!]! requestRegion: String }
  type Region {
    code: String!
    name: String!
    latitude: Float
    longitude: Float
    gatewayAvailable: Boolean!
    requiresPaidPlan: Boolean!
    deprecated: Boolean!
  }
`

export const platformQueries: Fields = {
  platform: () => ({ regions: regions.map(regionNode), requestRegion: nearest }),
  nearestRegion: () => regionNode(regionCalled(nearest) as Region),
}

/** Where a region is on the globe is not known here. */
export function regionNode({ code, name, hasGateway }: Region): object {
  return { code, name, gatewayAvailable: hasGateway, requiresPaidPlan: false, deprecated: false }
}

export function regionCalled(code: string): Region | undefined {
  return regions.find((region) => region.code === code)
}
