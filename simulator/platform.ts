import { nearest, regions } from './regions.ts'
import type { Route } from './routes.ts'

/** The platform and the token. */
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
    {
      method: 'GET',
      path: '/v1/tokens/current',
      action: 'current-token',
      countedBy: 'organization',
      isDeed: false,
      answer: ({ caller: { owner, organization } }) => ({
        status: 200,
        body: { tokens: [{ token_id: owner.split('@')[0], org_slug: organization, organization }] },
      }),
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
