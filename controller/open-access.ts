import { createAuthenticate } from './access/authenticate.ts'
import { createFlyIdentity } from './access/fly-identity.ts'
import { createKeySet } from './access/key-set.ts'
import { createTokenIdentity, drawToken } from './access/operator-token.ts'
import { createProviderIdentity } from './access/provider-identity.ts'
import type { AccessConfig } from './access-config.ts'
import type { Fly } from './fly/fly.ts'
import { type Identify, identifyLocal } from './serve/http-caller.ts'
import { createIdentify } from './serve/identify.ts'
import { createTenants } from './serve/tenants.ts'
import type { Fence, Store } from './store/store.ts'
import type { World } from './world.ts'

/** How this house finds out who asks. */
export type Access = {
  readonly identify: Identify
  /** For whoever has the data directory; `undefined` where nobody needs a token. */
  readonly localToken: string | undefined
  /** What it tells clients about tokens; `undefined` where nobody but this machine comes. */
  readonly metadata: { readonly audience: string; readonly authorizationServers: readonly string[] } | undefined
}

export function openAccess(options: {
  readonly config: AccessConfig
  /** Of our organisation's Machines. */
  readonly flyIssuer: string
  readonly world: World
  readonly fly: Pick<Fly, 'getApp'>
  readonly store: Store
  readonly fence: Fence
  readonly fetch: (request: Request) => Promise<Response>
  readonly signal: AbortSignal
}): Access {
  const { config, flyIssuer, world, fly, store, fence, fetch, signal } = options
  const { url, provider, login } = config
  if (login === 'none') return { identify: identifyLocal, localToken: undefined, metadata: undefined }

  const { clock, log, secrecy } = world
  const keysOf = (issuer: string) => createKeySet({ issuer, fetch, clock, log })
  const local = drawToken(secrecy, localName)
  const kept = {
    id: localName,
    name: localName,
    role: 'admin',
    hash: local.hash,
    expiresAt: never,
    revokedAt: undefined,
  }
  const operatorToken = createTokenIdentity({
    find: async (id) => (id === localName ? kept : await store.token(id)),
    clock,
  })

  const issuers = new Map<string, ReturnType<typeof createAuthenticate>>()
  const audience = url && `${url}/mcp`
  if (audience !== undefined) {
    const idAtFly = async (flyApp: string) => {
      const app = await fly.getApp(flyApp, { signal, urgency: 'person' })
      return app?.internal_numeric_id === undefined ? undefined : String(app.internal_numeric_id)
    }
    const tenants = createTenants({ store, fence, clock, idAtFly })
    const expected = { issuer: flyIssuer, audience, keys: keysOf(flyIssuer), clock }
    issuers.set(flyIssuer, createFlyIdentity({ ...expected, tenants, log }))
  }
  if (provider) {
    const { issuer } = provider
    if (issuers.has(issuer)) throw new Error(`${issuer} gives out tokens for Machines, so it cannot do so for people`)
    issuers.set(issuer, createProviderIdentity({ ...provider, keys: keysOf(issuer), clock }))
  }
  return {
    identify: createIdentify({ authenticate: createAuthenticate({ operatorToken, issuers }), url }),
    localToken: local.text,
    // Fly's issuer is none that a client could ask, so it stands there only when there is no other.
    metadata: audience === undefined ? undefined : { audience, authorizationServers: [provider?.issuer ?? flyIssuer] },
  }
}

const localName = 'local'
// It ends with the process.
const never = '9999-12-31T23:59:59.999Z'
