import { createFlyIdentity, type Tenants } from '../../controller/access/fly-identity.ts'
import { createKeySet } from '../../controller/access/key-set.ts'
import type { AppIdentity } from '../../controller/resource/ownership.ts'
import type { Ref } from '../../controller/resource/resource.ts'
import type { Log } from '../../controller/world.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { anIssuer } from './an-issuer.ts'

export const audience = 'https://artifact.example/mcp'

/** Fly's issuer of the organisation `acme`, whose app `shop` is ours, and somebody who checks its tokens. */
export function aFlyVerifier() {
  const clock = createVirtualClock()
  const issuer = anIssuer({ url: 'https://oidc.fly.io/acme', clock })
  const lines: object[] = []
  const write = (values: object) => void lines.push(values)
  const log: Log = { debug: write, info: write, warn: write, error: write }
  const bound = new Map<Ref, AppIdentity>()
  const mismatches: AppIdentity[] = []
  const fly = { idOf: async (_: string): Promise<string | undefined> => '11' }
  const tenants: Tenants = {
    ofFlyApp: async (app) => (app === 'shop' ? { ref: 'App/shop', identity: bound.get('App/shop') } : undefined),
    idAtFly: (app) => fly.idOf(app),
    async bind(ref, identity) {
      bound.set(ref, bound.get(ref) ?? identity)
      return bound.get(ref) ?? identity
    },
    tellMismatch: async (_, shown) => void mismatches.push(shown),
  }
  const keys = createKeySet({ issuer: issuer.url, fetch: issuer.fetch, clock, log })
  const verify = createFlyIdentity({ issuer: issuer.url, audience, keys, clock, log, tenants })

  return { clock, issuer, lines, bound, mismatches, fly, keys, verify, claims }
}

const claims = {
  aud: audience,
  sub: 'acme:shop:web-1',
  app_id: '11',
  app_name: 'shop',
  org_id: '7',
  org_name: 'acme',
  machine_id: '148e21ea7e46e8',
  machine_name: 'web-1',
  machine_version: '01K',
  region: 'ams',
}
