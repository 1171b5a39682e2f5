import { nearest, regions } from './regions.ts'
import type { Route } from './routes.ts'

/** The platform. */
export function platformRoutes(): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/platform/regions',
      action: 'list-regions',
      countedBy: 'organization',
      isDeed: false,
      // The outer names begin with capitals, against Fly's OpenAPI document. Source: superfly/fly-go, flaps_platform.go
      answer: () => ({ status: 200, body: { Regions: regions.map(regionView), Nearest: nearest } }),
    },
  ]
}

function regionView({ code, name, area, hasGateway }: (typeof regions)[number]): object {
  return {
    code,
    name,
    geo_region: area,
    deprecated: false,
    gateway_available: hasGateway,
    requires_paid_plan: false,
  }
}
