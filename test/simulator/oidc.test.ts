import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { serveSimulator } from '../../simulator/serve.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { type AFly, aFly } from './a-fly.ts'

const audience = 'https://fly.io/demo'
const issuer = 'https://oidc.fly.io/demo'

describe('an OIDC token', () => {
  test('says all of the Machine, for ten minutes', async () => {
    const fly = aFly()
    const { id, version } = await fly.makeMachine({ image: 'registry.fly.io/shop:v1' }, { name: 'web-1' })
    const { internal_numeric_id } = (await fly.ask('GET', '/v1/apps/shop')).body
    const { text, status, headers } = await inside(fly, id, {})
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    const seconds = expect.any(Number)
    const claims = decodeJwt(text)
    expect(claims).toEqual({
      iss: issuer,
      sub: 'demo:shop:web-1',
      aud: audience,
      exp: seconds,
      iat: seconds,
      nbf: seconds,
      jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      app_id: String(internal_numeric_id),
      app_name: 'shop',
      org_id: expect.stringMatching(/^\d+$/),
      org_name: 'demo',
      machine_id: id,
      machine_name: 'web-1',
      machine_version: version,
      image: 'registry.fly.io/shop:v1',
      image_digest: fly.world.machines()[0]?.imageDigest,
      region: 'ams',
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600)
    expect(claims.iat).toBe(Math.floor((fly.clock.now() - 5) / 1_000))
  })

  test('names whom it is for, and AWS what it wants to know', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const { text } = await inside(fly, id, { aud: 'sts.amazonaws.com', aws_principal_tags: true })
    expect(decodeJwt(text)).toMatchObject({
      aud: 'sts.amazonaws.com',
      'https://aws.amazon.com/tags': { principal_tags: { app_name: ['shop'], org_name: ['demo'], region: ['ams'] } },
    })
    for (const body of [{ aud: 5 }, { aws_principal_tags: 'yes' }])
      expect((await inside(fly, id, body)).status).toBe(400)
  })

  test('is verified with what the issuer publishes, and only for whom and as long as it is good', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const { text } = await inside(fly, id, { aud: 'artifact' })
    const verify = await verifierOf(fly)
    expect((await verify(text, 'artifact')).payload.machine_id).toBe(id)
    await expect(verify(text, audience)).rejects.toMatchObject({ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' })
    await expect(verify(`${text.slice(0, -6)}AAAAAA`, 'artifact')).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    })
    await fly.clock.advance(601_000)
    await expect(verify(text, 'artifact')).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
  })

  test('is the same for the same seed, and never twice', async () => {
    const tokens = async () => {
      const fly = aFly({ limits: false })
      const { id } = await fly.makeMachine()
      return [(await inside(fly, id, {})).text, (await inside(fly, id, {})).text]
    }
    const [first, second] = [await tokens(), await tokens()]
    expect(first).toEqual(second)
    expect(first[0]).not.toBe(first[1])
  })

  test('is for Machines only', async () => {
    const fly = aFly({ limits: false })
    const { id } = await fly.makeMachine()
    const bound = fly.world.createToken({ profile: 'machine', app: 'shop', machine: id }).token
    for (const authorization of [
      'Bearer any',
      fly.world.createToken({ profile: 'deploy', app: 'shop' }).token,
      bound,
    ]) {
      const answer = await fly.ask('POST', '/v1/tokens/oidc', {}, { authorization })
      expect(answer).toMatchObject({ status: 403, body: { error: 'unauthorized' } })
    }
    expect((await inside(fly, id, {}, bound)).status).toBe(200)
    const other = await fly.makeMachine()
    expect((await inside(fly, other.id, {}, bound)).status).toBe(403)
  })
})

describe('the issuer', () => {
  test('is called by the raw slug', async () => {
    const fly = aFly({ organization: 'personal', oidcIssuer: 'https://issuer.example' })
    fly.world.changeOrganization('personal', { rawSlug: 'jo-doe' })
    fly.world.createApp({ name: 'shop' })
    const { id } = fly.world.createMachine('shop', { config: { image: 'nginx' } })
    const { text } = await inside(fly, id, {})
    expect(decodeJwt(text)).toMatchObject({ iss: 'https://issuer.example/jo-doe', org_name: 'jo-doe' })
    const { body } = await fly.ask('GET', '/jo-doe/.well-known/openid-configuration')
    expect(body).toMatchObject({
      issuer: 'https://issuer.example/jo-doe',
      jwks_uri: 'https://issuer.example/jo-doe/.well-known/jwks',
      id_token_signing_alg_values_supported: ['RS256'],
    })
    for (const path of ['/personal/.well-known/jwks', '/oidc/other/.well-known/openid-configuration']) {
      expect((await fly.ask('GET', path)).status).toBe(404)
    }
  })

  test('needs no token, and tells no secrets', async () => {
    const fly = aFly({ token: 'secret' })
    const { body } = await fly.ask('GET', '/oidc/demo/.well-known/jwks', undefined, { authorization: '' })
    expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  test('changes its key: the one before is good for a while, then for nothing', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const old = (await inside(fly, id, {})).text
    fly.world.rotateOidcKeys(60_000)
    const fresh = (await inside(fly, id, {})).text
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid)
    const early = await verifierOf(fly)
    for (const token of [old, fresh]) expect((await early(token, audience)).payload.machine_id).toBe(id)
    await fly.clock.advance(61_000)
    const late = await verifierOf(fly)
    await expect(late(old, audience)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
    expect((await late(fresh, audience)).payload.machine_id).toBe(id)
  })

  test('changes its key as often as one likes', async () => {
    const fly = aFly()
    for (let count = 0; count < 7; count++) fly.world.rotateOidcKeys()
    const { body } = await fly.ask('GET', '/demo/.well-known/jwks')
    const kids = body.keys.map(({ kid }: { kid: string }) => kid)
    expect(new Set(kids).size).toBe(kids.length)
    const { id } = await fly.makeMachine()
    expect(kids).toContain(decodeProtectedHeader((await inside(fly, id, {})).text).kid)
  })

  test('is the same after a start anew', async () => {
    const kept = new Map<string, string>()
    const storage = {
      load: () => [...kept],
      save: (key: string, json: string | undefined) => (json === undefined ? kept.delete(key) : kept.set(key, json)),
    }
    const before = aFly({ storage })
    before.world.rotateOidcKeys(0)
    const kids = async (fly: AFly) => (await fly.ask('GET', '/demo/.well-known/jwks')).text
    expect(await kids(aFly({ storage }))).toBe(await kids(before))
  })
})

describe('on a socket', () => {
  const ends: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  test('the issuer is where the simulator is', async () => {
    const simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none' })
    ends.push(() => simulator.close())
    const server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1' })
    ends.push(() => server.close())
    simulator.world.createApp({ name: 'shop' })
    const { id } = simulator.world.createMachine('shop', { config: { image: 'nginx' } })
    const asked = new Request('http://flaps/v1/tokens/oidc', { method: 'POST', body: '{"aud":"artifact"}' })
    const token = await (await simulator.machineFetch(id)(asked)).text()
    const { iss = '' } = decodeJwt(token)
    expect(iss).toBe(`${server.url}/oidc/demo`)
    const discovery = (await (await fetch(`${iss}/.well-known/openid-configuration`)).json()) as Discovery
    expect(discovery.issuer).toBe(iss)
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(discovery.jwks_uri)), {
      issuer: iss,
      audience: 'artifact',
      algorithms: ['RS256'],
    })
    expect(payload.machine_id).toBe(id)
  })
})

type Discovery = { readonly issuer: string; readonly jwks_uri: string }

/** Asks for a token as the Machine does. */
async function inside(fly: AFly, machineId: string, body: object, authorization?: string) {
  const request = new Request('http://localhost/v1/tokens/oidc', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: authorization === undefined ? {} : { authorization },
  })
  const response = await fly.clock.runUntil(fly.machineFetch(machineId)(request), 60_000)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** As somebody verifies who knows no more than the issuer's URL, and what it publishes now. */
async function verifierOf(fly: AFly) {
  const fetched = (url: string) => fly.clock.runUntil(fly.fetch(new Request(url)), 60_000)
  const discovery = await fetched(`${issuer}/.well-known/openid-configuration`)
  const { jwks_uri } = (await discovery.json()) as Discovery
  const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: (url: string) => fetched(url) })
  return (token: string, aud: string) =>
    jwtVerify(token, keys, { issuer, audience: aud, algorithms: ['RS256'], currentDate: new Date(fly.clock.now()) })
}
