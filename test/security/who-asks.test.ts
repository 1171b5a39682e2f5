import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { aHouseWithLogin, publicUrl } from './a-house-with-login.ts'

/* The house with a login, asked over HTTP: by Machines, by holders of tokens, and by nobody. */

let house: Awaited<ReturnType<typeof aHouseWithLogin>>
beforeAll(async () => {
  house = await aHouseWithLogin({ specs: [anApp('shop'), anApp('bank')] })
})
afterAll(() => house.close())

describe('a Machine', () => {
  test('is its app, by the token from its own socket, and sees that app alone', async () => {
    const token = await house.machineToken('shop')
    expect((await house.ask('GET', '/v1/apps', token)).body.map(({ name }: { name: string }) => name)).toEqual(['shop'])
    expect(await house.ask('GET', '/v1/apps/bank', token)).toMatchObject({ status: 404 })
    expect(await house.ask('POST', '/v1/apps/shop/pause', token)).toMatchObject({ status: 403 })
    for (const path of ['/v1/access/tokens', '/metrics']) {
      expect(await house.ask('GET', path, token)).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } })
    }
    const spec = JSON.stringify(anApp('shop', { web: { count: 2 } }))
    expect(await house.ask('POST', '/v1/specs', token, { body: spec })).toMatchObject({ status: 200 })
    expect((await house.ask('GET', '/v1/apps/shop', token)).body.provenance).toMatchObject({
      user: 'app:shop',
      workload: { appId: expect.stringMatching(/^\d+$/) },
    })
    const events = await house.store.events({ ref: 'App/shop', limit: 1_000 })
    expect(events.filter(({ kind }) => kind === 'IdentityBound')).toHaveLength(1)
  })

  test('of an app that is not ours, or with a token for others, is told why not', async () => {
    const { world } = house.simulator
    world.createApp({ name: 'blog' })
    world.createMachine('blog', { config: { image: 'nginx' } })
    const stranger = await house.ask('GET', '/v1/apps', await house.machineToken('blog'))
    expect(stranger).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('blog') } } })
    const elsewhere = await house.ask('GET', '/v1/apps', await house.machineToken('shop', 'https://fly.io/demo'))
    expect(elsewhere).toMatchObject({ status: 401, body: { error: { code: 'Unauthenticated' } } })
  })

  test('whose app has the name of ours, but other ids, is nobody', async () => {
    const identity = { organizationId: '1', appId: '2' }
    await house.store.bindIdentity(house.fence, 'App/bank', identity, {
      ...{ ref: 'App/bank', at: '2026-01-01T00:00:00.000Z', generation: 1, kind: 'IdentityBound', by: 'controller' },
      ...{ message: 'it came first', detail: identity },
    })
    const impostor = await house.ask('GET', '/v1/apps/bank', await house.machineToken('bank'))
    expect(impostor).toMatchObject({
      status: 401,
      body: { error: { message: 'the token is that of another app of this name' } },
    })
    const events = await house.store.events({ ref: 'App/bank', limit: 1_000 })
    expect(events.map(({ kind }) => kind)).toContain('IdentityRefused')
  })
})

describe('over MCP', () => {
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
  const asked = (token: string | undefined) => {
    const headers = {
      accept: 'application/json, text/event-stream',
      ...(token && { authorization: `Bearer ${token}` }),
    }
    return house.http.fetch(
      new Request(`${publicUrl}/mcp`, {
        method: 'POST',
        body: list,
        headers: { ...headers, 'content-type': 'application/json' },
      }),
    )
  }

  test('a Machine asks with the same token, and nobody without one', async () => {
    const answer = await asked(await house.machineToken('shop'))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('plan_changes')
    for (const token of [undefined, 'artifact_none_x', await house.machineToken('shop', publicUrl)]) {
      const refused = await asked(token)
      expect(refused.status).toBe(401)
      expect(refused.headers.get('www-authenticate')).toMatch(/resource_metadata="/)
      expect(await refused.text()).not.toContain('plan_changes')
    }
  })
})

describe('whoever shows nothing', () => {
  test.each(['/v1/info', '/v1/apps', '/v1/apps/shop', '/v1/nothing', '/metrics'])(
    'gets nothing of %s but where to begin',
    async (path) => {
      const { status, headers, body } = await house.ask('GET', path)
      expect({ status, body }).toMatchObject({ status: 401, body: { error: { code: 'Unauthenticated' } } })
      const metadata = `${publicUrl}/.well-known/oauth-protected-resource/mcp`
      expect(headers.get('www-authenticate')).toBe(
        `Bearer realm="artifact", scope="artifact:read", resource_metadata="${metadata}"`,
      )
    },
  )

  test.each([
    ['another scheme', 'Basic YTpi'],
    ['no token', 'Bearer '],
    ['two', 'Bearer a, Bearer b'],
    ['a quote', 'Bearer a"b'],
  ])('is told so also with %s', async (_, authorization) => {
    const { status, headers } = await house.ask('GET', '/v1/info', undefined, { headers: { authorization } })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toMatch(/error="invalid_token"/)
  })

  test('can read what is for everybody: health, and who gives out tokens', async () => {
    expect((await house.ask('GET', '/healthz')).status).toBe(200)
    for (const path of ['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp']) {
      const { status, body, headers } = await house.ask('GET', path, undefined, {
        headers: { origin: 'https://a.example' },
      })
      expect({ status, body }).toMatchObject({ status: 200, body: { resource: `${publicUrl}/mcp` } })
      expect(body.authorization_servers).toEqual(['https://oidc.fly.io/demo'])
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect((await house.ask('HEAD', path)).status).toBe(200)
      expect((await house.ask('OPTIONS', path)).status).toBe(204)
      expect((await house.ask('POST', path)).status).toBe(405)
    }
  })
})

describe('an operator token', () => {
  const made = async (wish: object) =>
    await house.ask('POST', '/v1/access/tokens', house.admin, { body: JSON.stringify(wish) })

  test('is shown once, lets in with its role, and ends when it is revoked', async () => {
    const { status, body } = await made({ name: 'ci', role: 'viewer', expiresInMs: 3_600_000 })
    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'ci', role: 'viewer' } })
    expect(body.token).toMatch(/^artifact_[a-z0-9]{12}_[A-Za-z0-9]{43}$/)
    expect((await house.ask('GET', '/v1/apps', body.token)).body).toHaveLength(2)
    expect((await house.ask('POST', '/v1/apps/shop/pause', body.token)).status).toBe(403)
    expect((await house.ask('GET', '/v1/access/tokens', body.token)).status).toBe(403)

    const { text } = await house.ask('GET', '/v1/access/tokens', house.admin)
    expect(JSON.parse(text)).toMatchObject([{ name: 'ci', id: body.id, createdBy: { user: 'token:local' } }])
    expect(text).not.toContain(body.token.split('_')[2])
    expect(text).not.toContain('hash')

    expect((await house.ask('DELETE', '/v1/access/tokens/ci', house.admin)).status).toBe(200)
    expect(await house.ask('GET', '/v1/apps', body.token)).toMatchObject({
      status: 401,
      body: { error: { message: 'the token has been revoked' } },
    })
  })

  test('ends what it has open when it is revoked: nobody looks on with it', async () => {
    const { body } = await made({ name: 'onlooker', role: 'viewer', expiresInMs: 3_600_000 })
    const headers = { authorization: `Bearer ${body.token}` }
    const asked = new Request(`${publicUrl}/v1/events?follow=1&limit=1`, { headers })
    const stream = await house.patiently(Promise.resolve(house.http.fetch(asked)))
    expect(stream.status).toBe(200)
    const told = stream.text()

    await house.ask('DELETE', '/v1/access/tokens/onlooker', house.admin)
    await house.clock.advance(5_000)
    const { body: paused } = await house.ask('POST', '/v1/apps/shop/pause', house.admin)
    expect(paused).toMatchObject({ paused: true })
    await house.ask('POST', '/v1/apps/shop/resume', house.admin)

    expect(await house.patiently(told)).not.toContain('Paused')
  })

  test('expires', async () => {
    const { body } = await made({ name: 'short', role: 'admin', expiresInMs: 60_000 })
    expect((await house.ask('GET', '/v1/info', body.token)).status).toBe(200)
    await house.clock.advance(60_001)
    expect((await house.ask('GET', '/v1/info', body.token)).body.error.message).toBe('the token has expired')
  })

  test('has a name of its own until it is revoked', async () => {
    await made({ name: 'twice', role: 'viewer', expiresInMs: 60_000 })
    expect((await made({ name: 'twice', role: 'viewer', expiresInMs: 60_000 })).status).toBe(409)
    await house.ask('DELETE', '/v1/access/tokens/twice', house.admin)
    expect((await made({ name: 'twice', role: 'viewer', expiresInMs: 60_000 })).status).toBe(201)
    expect((await house.ask('DELETE', '/v1/access/tokens/nobody', house.admin)).status).toBe(404)
  })

  test.each([
    [400, {}],
    [400, { name: 'a', role: 'viewer', expiresInMs: '90d' }],
    [400, { name: 'a', role: 'viewer', expiresInMs: 60_000, id: 'local' }],
    [422, { name: 'Not A Name', role: 'viewer', expiresInMs: 60_000 }],
    [422, { name: 'local', role: 'viewer', expiresInMs: 60_000 }],
    [422, { name: 'a', role: 'god', expiresInMs: 60_000 }],
    [422, { name: 'a', role: 'viewer', expiresInMs: 59_999 }],
    [422, { name: 'a', role: 'viewer', expiresInMs: 400 * 86_400_000 }],
  ])('is refused with %i when it is asked for as %j', async (status, wish) => {
    expect((await made(wish)).status).toBe(status)
  })

  test.each<[string, (token: string) => string]>([
    ['another secret', (token) => `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`],
    ['another id', (token) => token.replace(/_[a-z0-9]+_/, '_zzzzzzzzzzzz_')],
    ['a piece missing', (token) => token.slice(0, -1)],
    ['more at its end', (token) => `${token}a`],
    ['no secret', (token) => token.replace(/_[^_]*$/, '_')],
  ])('with %s is none', async (_, spoil) => {
    expect((await house.ask('GET', '/v1/info', house.admin)).status).toBe(200)
    expect((await house.ask('GET', '/v1/info', spoil(house.admin))).status).toBe(401)
  })
})

describe('T16: a token', () => {
  test('is taken from no URL, and stands in no line of the log, no event and no answer', async () => {
    const tokens = [house.admin, await house.machineToken('shop')]
    for (const token of tokens) {
      expect((await house.ask('GET', `/v1/info?access_token=${token}`)).status).toBe(401)
      expect((await house.ask('GET', `/v1/info?token=${token}`)).status).toBe(401)
    }
    const forged = `${tokens[1]?.slice(0, -8)}AAAAAAAA`
    const refused = await house.ask('GET', '/v1/info', forged)
    expect(refused.status).toBe(401)
    const told = [
      ...house.lines,
      refused.text,
      JSON.stringify([...refused.headers]),
      JSON.stringify(await house.store.events({ limit: 1_000 })),
      JSON.stringify(await house.store.tokens()),
    ].join('\n')
    for (const token of [...tokens, forged]) expect(told).not.toContain(token.slice(-40))
  })
})
