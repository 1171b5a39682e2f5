import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newApp } from '../../simulator/apps.ts'
import { type Caller, createCallers } from '../../simulator/callers.ts'
import { delaysOf } from '../../simulator/delays.ts'
import { createFlyTime } from '../../simulator/fly-time.ts'
import { actions } from '../../simulator/identity/access.ts'
import { type Caveat, only } from '../../simulator/identity/caveats.ts'
import {
  createLimitedAccessToken,
  deleteLimitedAccessToken,
  listLimitedAccessTokens,
} from '../../simulator/identity/limited-access-tokens.ts'
import { attenuate, parseToken, tokenOf } from '../../simulator/identity/macaroon.ts'
import { createMacaroonReader } from '../../simulator/identity/macaroon-reader.ts'
import { createMint } from '../../simulator/identity/mint.ts'
import {
  organizationId as idOf,
  newOrganization,
  organizationNumber,
  settleHome,
} from '../../simulator/identity/organizations.ts'
import { createLaws } from '../../simulator/laws.ts'
import { createTruth } from '../../simulator/truth.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { type AFly, aFly } from './a-fly.ts'

const invalid = { status: 401, body: { error: 'invalid token' } }
const refused = { status: 403, body: { error: 'unauthorized' } }
const home = organizationNumber('demo')

describe('tokens', () => {
  test('a plain text is a token of the organisation', async () => {
    const fly = aFly()
    for (const token of ['any', 'fm2_test', 'simulated']) {
      expect(await list(fly, `Bearer ${token}`)).toMatchObject({ status: 200 })
    }
  })

  test('only the one that was set is, when one was set; those that were made are as well', async () => {
    const fly = aFly({ token: 'secret' })
    const { token } = fly.world.createToken({ profile: 'deploy_organization' })
    expect(await list(fly, 'Bearer secret')).toMatchObject({ status: 200 })
    expect(await list(fly, 'Bearer any')).toMatchObject(invalid)
    expect(await list(fly, token)).toMatchObject({ status: 200 })
  })

  test.each(['FlyV1 {}', 'flyv1 {}', 'Bearer {}', 'bearer {}', '{}'])('the scheme %s', async (scheme) => {
    const fly = aFly()
    const token = fly.world.createToken({ profile: 'deploy_organization' }).token.replace('FlyV1 ', '')
    expect(await list(fly, scheme.replace('{}', token))).toMatchObject({ status: 200 })
  })

  test.each(['', 'FlyV1', 'Bearer FlyV1 {}', 'Basic {}', 'FlyV1 {} x'])('%j is no authorization', async (header) => {
    const fly = aFly({ token: 'secret' })
    const token = fly.world.createToken({ profile: 'deploy_organization' }).token.replace('FlyV1 ', '')
    expect(await list(fly, header.replace('{}', token))).toMatchObject(invalid)
  })

  test('one that is revoked or expired is refused from then on', async () => {
    const fly = aFly()
    const [one, other, brief] = [
      fly.world.createToken({ profile: 'deploy_organization' }),
      fly.world.createToken({ profile: 'deploy_organization' }),
      fly.world.createToken({ profile: 'deploy_organization', expiresInMs: 60_000 }),
    ]
    for (const { token } of [one, other, brief]) expect(await list(fly, token)).toMatchObject({ status: 200 })
    fly.world.revokeToken(one.id)
    fly.world.expireToken(other.id)
    await fly.clock.advance(61_000)
    for (const { token } of [one, other, brief]) expect(await list(fly, token)).toMatchObject(invalid)
    expect(fly.world.tokens().map(({ revokedAt }) => revokedAt !== undefined)).toEqual([true, false, false])
  })

  test('one that was damaged, or made elsewhere, is refused', async () => {
    const fly = aFly()
    const { token } = fly.world.createToken({ profile: 'deploy_organization' })
    const elsewhere = aFly({ seed: 2 }).world.createToken({ profile: 'deploy_organization' }).token
    for (const bad of [token.slice(0, -4), `${token.slice(0, 40)}A${token.slice(41)}`, elsewhere]) {
      expect(await list(fly, bad)).toMatchObject(invalid)
    }
  })

  test('one that an app was given goes with the app', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { token } = fly.world.createToken({ profile: 'deploy', app: 'shop' })
    expect(await as(fly, token, 'GET', '/v1/apps/shop')).toMatchObject({ status: 200 })
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(10_000)
    expect(await as(fly, token, 'GET', '/v1/tokens/current')).toMatchObject(invalid)
  })

  test('of several the one that is good for it counts', async () => {
    const fly = aFly()
    await fly.makeApp()
    await fly.makeApp('blog')
    const tokens = ['shop', 'blog'].map((app) => bare(fly.world.createToken({ profile: 'deploy', app }).token))
    const both = `FlyV1 fo1_old,${tokens.join(',')}`
    for (const app of ['shop', 'blog'])
      expect(await as(fly, both, 'GET', `/v1/apps/${app}`)).toMatchObject({ status: 200 })
    expect(await list(fly, both)).toMatchObject(refused)
    expect((await as(fly, both, 'GET', '/v1/tokens/current')).body.tokens).toMatchObject([
      { apps: ['shop'] },
      { apps: ['blog'] },
    ])
  })

  test('a seal is checked once, however often the token is used', async () => {
    const { truth, issue } = await anOffice().then(({ premises }) => ({ ...premises, ...premises.mint }))
    const { row, token } = issue({ name: 'busy', organization: 'demo', profile: 'deploy_organization' })
    let looks = 0
    truth.tables.token.put({
      ...row,
      get secret() {
        looks++
        return row.secret
      },
    })
    const read = createMacaroonReader(truth)
    for (let count = 0; count < 100; count++) expect(read(bare(token))).toHaveLength(1)
    expect(looks).toBe(1)
  })

  test('they outlive the process', async () => {
    const kept = new Map<string, string>()
    const storage = {
      load: () => [...kept],
      save: (key: string, json: string | undefined) => (json === undefined ? kept.delete(key) : kept.set(key, json)),
    }
    const { token, id } = aFly({ storage }).world.createToken({ profile: 'deploy_organization' })
    const fly = aFly({ storage })
    expect(await list(fly, token)).toMatchObject({ status: 200 })
    fly.world.revokeToken(id)
    expect(await list(aFly({ storage }), token)).toMatchObject(invalid)
  })

  test('whatever stands in Authorization is answered', async () => {
    const fly = aFly({ limits: false, token: 'secret' })
    const { token } = fly.world.createToken({ profile: 'deploy_organization' })
    const garbage = fc.oneof(
      fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)) }),
      fc.uint8Array({ maxLength: 90 }).map((bytes) => `FlyV1 fm2_${Buffer.from(bytes).toString('base64')}`),
      fc.tuple(fc.nat(token.length), fc.base64String()).map(([at, text]) => token.slice(0, at) + text),
      fc
        .array(fc.constantFrom('fm2_', ',', 'FlyV1 ', 'fo1_x', bare(token).slice(0, 60)))
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(garbage, async (header) => {
        if (header.trim() === token || header.trim() === 'secret') return
        expect((await list(fly, header)).status).toBe(401)
      }),
      { numRuns: 1_000, seed: 20_260_101 },
    )
  })
})

describe('what a token is good for', () => {
  test('one of an app: for all of the app, for nothing beside it', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await fly.makeApp('blog')
    const { token } = fly.world.createToken({ profile: 'deploy', app: 'shop' })
    const ask = (method: string, where: string, body?: object) => as(fly, token, method, where, body)
    expect(await ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' } })).toMatchObject({ status: 200 })
    expect(await ask('POST', `${path}/stop`)).toMatchObject({ status: 200 })
    for (const [method, where, body] of [
      ['GET', '/v1/apps?org_slug=demo'],
      ['POST', '/v1/apps', { name: 'new', org_slug: 'demo' }],
      ['GET', '/v1/apps/blog'],
      ['GET', '/v1/apps/blog/machines'],
      ['GET', '/v1/orgs/demo/machines'],
    ] as const) {
      expect(await ask(method, where, body)).toMatchObject(refused)
    }
  })

  test('one for reading: for nothing else', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { token } = fly.world.createToken({ profile: 'readonly' })
    for (const where of ['/v1/apps?org_slug=demo', '/v1/apps/shop', path, '/v1/orgs/demo/machines']) {
      expect(await as(fly, token, 'GET', where)).toMatchObject({ status: 200 })
    }
    for (const where of [path, `${path}/stop`, `${path}/lease`, '/v1/apps', '/v1/apps/shop/deploy_token']) {
      expect(await as(fly, token, 'POST', where, { name: 'x', org_slug: 'demo' })).toMatchObject(refused)
    }
    expect(await as(fly, token, 'DELETE', path)).toMatchObject(refused)
  })

  test('anybody can make one good for less, without asking Fly', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    const other = await fly.makeMachine()
    const { token } = fly.world.createToken({ profile: 'deploy_organization' })
    const seconds = Math.floor(fly.clock.now() / 1_000)
    const app = fly.world.app('shop')
    const number = (await fly.ask('GET', '/v1/apps/shop')).body.internal_numeric_id
    expect(app).toBeDefined()
    const volumes = '/v1/apps/shop/volumes'
    const volume = fly.world.createVolume('shop', { name: 'data', region: 'ams' }).id
    const cases: readonly [string, readonly Caveat[], string, string, number][] = [
      ['to reading', [only.organization(home, actions.read)], 'GET', path, 200],
      ['to reading, and writes', [only.organization(home, actions.read)], 'POST', `${path}/stop`, 403],
      ['to starts and stops', [only.action(actions.control)], 'POST', `${path}/restart`, 200],
      ['to starts and stops, and reads', [only.action(actions.control)], 'GET', path, 403],
      ['to another organisation', [only.organization(1)], 'GET', path, 403],
      ['to the app', [only.apps([number])], 'GET', path, 200],
      ['to another app', [only.apps([number + 99])], 'GET', path, 403],
      ['to the Machine', [only.machines([id])], 'GET', path, 200],
      ['to the Machine, for another', [only.machines([id])], 'GET', other.path, 403],
      ['to the Machine, for the list', [only.machines([id])], 'GET', '/v1/apps/shop/machines', 403],
      ['to the volume', [only.volumes([volume])], 'GET', `${volumes}/${volume}`, 200],
      ['to another volume', [only.volumes(['vol_1'])], 'GET', `${volumes}/${volume}`, 403],
      ['to the volume, for the list', [only.volumes([volume])], 'GET', volumes, 403],
      ['to a day that is over', [only.within(0, seconds - 100)], 'GET', path, 401],
      ['to a day to come', [only.within(seconds + 900, seconds + 1_000)], 'GET', path, 401],
      ['to today', [only.within(0, seconds + 1_000)], 'GET', path, 200],
      ['to a mutation', [only.mutations(['setSecrets'])], 'GET', path, 403],
      ['to a Machine that asks', [only.fromMachine(id)], 'GET', path, 403],
      ['to nothing that is understood', [{ type: 4_711, body: null }], 'GET', path, 403],
    ]
    for (const [what, caveats, method, where, status] of cases) {
      const answer = await as(fly, attenuated(token, ...caveats), method, where)
      expect([what, answer.status]).toEqual([what, status])
    }
  })

  test('a lease belongs to the token, by a name that stays when it is made good for less', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { token } = fly.world.createToken({ profile: 'deploy_organization' })
    const { body } = await as(fly, attenuated(token, only.apps([0])), 'POST', `${path}/lease?ttl=60`, {})
    const { token_id } = (await as(fly, token, 'GET', '/v1/tokens/current')).body.tokens[0]
    expect(body.data.owner).toBe(`${token_id}@tokens.fly.io`)
  })
})

describe('what a token says', () => {
  test.each([
    ['deploy_organization', {}, {}],
    ['deploy', { app: 'shop' }, { apps: ['shop'] }],
    ['user', { user: 'jo@example.com' }, { user: 'jo@example.com' }],
  ] as const)('%s', async (profile, wish, more) => {
    const fly = aFly()
    await fly.makeApp()
    const { token } = fly.world.createToken({ profile, ...wish })
    const { body } = await as(fly, token, 'GET', '/v1/tokens/current')
    const [{ token_id, ...rest }] = body.tokens
    expect(token_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rest).toEqual({ org_slug: 'demo', organization: 'demo', ...more })
  })

  test('is told to who has it, caveat by caveat', async () => {
    const fly = aFly()
    const { token } = fly.world.createToken({ profile: 'deploy_organization', expiresInMs: 3_600_000 })
    const less = attenuated(token, only.action(actions.read))
    const answer = await asNobody(fly, '/v1/tokens/authenticate', {
      header: `${less},${bare(token).slice(0, -8)}AAAAAAA=`,
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject([
      {
        header: less,
        permission_token: bare(less).slice(4),
        caveats: [
          { type: 'ValidityWindow', body: { not_after: expect.any(Number), not_before: expect.any(Number) } },
          { type: 'Organization', body: { id: home, mask: 'rwcdC' } },
          { type: 'IsMember', body: {} },
          { type: 'Action', body: 'r' },
        ],
      },
    ])
    expect(await asNobody(fly, '/v1/tokens/authenticate', { header: 'x' })).toMatchObject({ status: 400 })
    expect(await asNobody(fly, '/v1/tokens/authenticate', {})).toMatchObject({ status: 400 })
  })

  test.each<[object, number]>([
    [{ action: 'r', org_slug: 'demo' }, 403],
    [{ action: 'rw', app_name: 'shop' }, 200],
    [{ action: 'rw', app_name: 'blog' }, 403],
    [{ action: 'C', machine_id: '{id}' }, 200],
    [{ action: 'r', machine_id: '{id}', machine_feature: 'metadata' }, 200],
    [{ action: 'r', machine_id: '{id}', command: ['ls'] }, 200],
    [{ action: 'r', machine_id: 'none' }, 400],
    [{ action: 'r', app_name: 'none' }, 400],
    [{ action: 'r', machine_feature: 'oidc', app_name: 'shop' }, 400],
    [{ action: 'r', app_name: 'shop', org_feature: 'wg' }, 400],
    [{ action: 'r', app_name: 'shop', org_slug: 'other' }, 400],
    [{ action: 'x', app_name: 'shop' }, 400],
    [{ action: 'r' }, 400],
    [{ action: 1, app_name: 'shop' }, 400],
  ])('is asked whether it is good for %j: %i', async (access, status) => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    await fly.makeApp('blog')
    const { token: header } = fly.world.createToken({ profile: 'deploy', app: 'shop' })
    const asked = JSON.parse(JSON.stringify(access).replace('{id}', id))
    const answer = await asNobody(fly, '/v1/tokens/authorize', { header, access: asked })
    expect(answer.status).toBe(status)
    if (status === 200) {
      expect(answer.body).toMatchObject({ access: { orgid: home }, verified_token: { header } })
      expect(answer.body.access.action).toBe(asked.action)
    }
  })
})

describe('a deploy token', () => {
  test('is made for the app and the time that are asked for', async () => {
    const fly = aFly({ delays: { tokenUsable: 0 } })
    await fly.makeApp()
    const { status, body } = await fly.ask('POST', '/v1/apps/shop/deploy_token', { expiry: '1h' })
    expect(status).toBe(200)
    expect(body.token).toMatch(/^FlyV1 fm2_/)
    expect(await as(fly, body.token, 'GET', '/v1/apps/shop')).toMatchObject({ status: 200 })
    expect(await list(fly, body.token)).toMatchObject(refused)
    await fly.clock.advance(3_600_000)
    expect(await as(fly, body.token, 'GET', '/v1/apps/shop')).toMatchObject(invalid)
  })

  test('is refused for a moment after it was made', async () => {
    const fly = aFly({ delays: { tokenUsable: 500 } })
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/deploy_token', {})
    expect(await as(fly, body.token, 'GET', '/v1/apps/shop')).toMatchObject(invalid)
    await fly.clock.advance(500)
    expect(await as(fly, body.token, 'GET', '/v1/apps/shop')).toMatchObject({ status: 200 })
  })

  test('is not made for a time that is none', async () => {
    const fly = aFly()
    await fly.makeApp()
    for (const expiry of ['soon', '-1h', '0']) {
      expect(await fly.ask('POST', '/v1/apps/shop/deploy_token', { expiry })).toMatchObject({ status: 400 })
    }
  })
})

describe('limited access tokens', () => {
  const organizationId = idOf('demo')
  const wish = { name: 'mine', organizationId, profile: 'deploy_organization' }

  test('are made by people, not by other tokens', async () => {
    const fly = await anOffice()
    const made = createLimitedAccessToken(fly.premises, fly.admin, { ...wish, expiry: '720h0m0s' })
    expect(made).toMatchObject({ name: 'mine', revokedAt: null, user: { email: 'admin@demo.example' } })
    expect(made.tokenHeader).toBe(`FlyV1 ${made.token}`)
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(720 * 3_600_000)
    for (const caller of [fly.scoped, fly.plain]) {
      expect(() => createLimitedAccessToken(fly.premises, caller, wish)).toThrow('Not authorized')
    }
  })

  test('are made by other tokens as well where the organisation lets them', async () => {
    const fly = await anOffice()
    const row = newOrganization('demo', 0, { mayScopedTokensMint: true })
    fly.premises.truth.tables.organization.put(row)
    expect(createLimitedAccessToken(fly.premises, fly.scoped, wish)).toMatchObject({ name: 'mine', user: null })
    expect(createLimitedAccessToken(fly.premises, fly.plain, wish)).toMatchObject({ name: 'mine' })
  })

  test('of an app name it by its node id, and are shown with it', async () => {
    const fly = await anOffice()
    const made = createLimitedAccessToken(fly.premises, fly.admin, {
      ...wish,
      profile: 'deploy',
      profileParams: { app_id: 'shop' },
    })
    createLimitedAccessToken(fly.premises, fly.admin, wish)
    const ids = (app?: string) =>
      listLimitedAccessTokens(fly.premises, fly.admin, {
        organization: 'demo',
        app: app === undefined ? undefined : fly.premises.truth.app(app),
      }).map(({ id }) => id)
    expect(ids('shop')).toEqual([made.id])
    expect(ids()).toHaveLength(3)
    expect(() =>
      listLimitedAccessTokens(fly.premises, { ...fly.admin, organization: 'other' }, { organization: 'demo' }),
    ).toThrow('Not authorized')
  })

  test('are revoked by id or by text, once and for all', async () => {
    const fly = await anOffice()
    const one = createLimitedAccessToken(fly.premises, fly.admin, wish)
    const other = createLimitedAccessToken(fly.premises, fly.admin, wish)
    const revoked = deleteLimitedAccessToken(fly.premises, fly.admin, { id: one.id })
    expect(revoked).toMatchObject({ revokedBy: 'admin@demo.example' })
    await fly.clock.advance(60_000)
    expect(deleteLimitedAccessToken(fly.premises, fly.admin, { token: one.tokenHeader })).toEqual(revoked)
    expect(() => deleteLimitedAccessToken(fly.premises, fly.scoped, { token: other.token })).toThrow('Not authorized')
    expect(() => deleteLimitedAccessToken(fly.premises, fly.admin, { id: 'none' })).toThrow('Could not find')
  })

  test.each([
    [{ organizationId: 'none' }, 'Could not find Organization'],
    [{ profile: 'god' }, 'Unknown profile'],
    [{ profile: 'deploy', profileParams: { app_id: 'none' } }, 'Could not find App'],
    [{ expiry: 'soon' }, 'Expiry is invalid'],
  ])('are not made of %j', async (part, words) => {
    const fly = await anOffice()
    expect(() => createLimitedAccessToken(fly.premises, fly.admin, { ...wish, ...part })).toThrow(words)
  })
})

/** Where tokens are made: an app `shop`, somebody's session, a token of the organisation, and a plain one. */
async function anOffice() {
  const clock = createVirtualClock()
  const truth = createTruth(createFlyTime(clock, 0))
  const laws = createLaws({ truth, seed: 1, delays: delaysOf('none'), images: {} })
  const mint = createMint({ truth, laws, seed: 1 })
  settleHome(truth, 'demo')
  truth.putApp(newApp({ truth, laws }, { name: 'shop', organization: 'demo', network: 'default', visibleAt: 0 }))
  const callers = createCallers({ truth, organization: 'demo', token: undefined })
  const callerWith = (authorization: string): Caller => {
    const [caller] = callers.of(new Headers({ authorization }), undefined)
    if (caller === undefined) throw new Error(`${authorization} is refused`)
    return caller
  }
  const session = mint.issue({ name: '', organization: 'demo', profile: 'user', user: 'admin@demo.example' })
  const scoped = mint.issue({ name: 'ci', organization: 'demo', profile: 'deploy_organization' })
  return {
    clock,
    premises: { truth, laws, mint },
    admin: callerWith(session.token),
    scoped: callerWith(scoped.token),
    plain: callerWith('Bearer any'),
  }
}

function as(fly: AFly, authorization: string, method: string, path: string, body?: object) {
  return fly.ask(method, path, body, { authorization })
}

function list(fly: AFly, authorization: string) {
  return as(fly, authorization, 'GET', '/v1/apps?org_slug=demo')
}

function asNobody(fly: AFly, path: string, body: object) {
  return as(fly, '', 'POST', path, body)
}

function bare(token: string): string {
  return token.replace('FlyV1 ', '')
}

function attenuated(token: string, ...caveats: readonly Caveat[]): string {
  const macaroon = parseToken(bare(token))
  if (macaroon === undefined) throw new Error(`${token} is no macaroon`)
  return `FlyV1 ${tokenOf(attenuate(macaroon, ...caveats))}`
}
