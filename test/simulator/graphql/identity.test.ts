import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from '../a-fly.ts'
import { askGraphql, dataOf, organizationIdOf } from './ask.ts'

describe('orgs', () => {
  test('are those of the token', async () => {
    const fly = aFly()
    const { organizations } = await dataOf(
      fly,
      `query($admin: Boolean!) {
        organizations(admin: $admin) {
          nodes { id slug rawSlug name type paidPlan billable viewerRole internalNumericId }
        }
      }`,
      { admin: false },
    )

    expect(organizations.nodes).toMatchObject([{ id: await organizationIdOf(fly), slug: 'demo', rawSlug: 'demo' }])
  })

  test('of somebody else are not to be found', async () => {
    const { data, errors } = await askGraphql(aFly(), '{ organization(slug: "others") { id } }')

    expect(data).toEqual({ organization: null })
    expect(errors).toMatchObject([{ message: 'Could not find Organization' }])
  })
})

describe('orgs replay sources', () => {
  const allow = `mutation($input: SetAllowAllCrossNetworkReplaysInput!) {
    setAllowAllCrossNetworkReplays(input: $input) { organization { id slug name allowAllCrossNetworkReplays } }
  }`
  const input = { organizationSlug: 'demo', allow: true }

  test('are for an admin to say', async () => {
    const fly = aFly()
    const { data } = await askGraphql(fly, allow, { input }, sessionOf(fly, 'admin@demo.example'))

    expect(data.setAllowAllCrossNetworkReplays.organization.allowAllCrossNetworkReplays).toBe(true)
    expect(fly.world.organizations()).toMatchObject([{ slug: 'demo', allowAllCrossNetworkReplays: true }])
  })

  test.each([
    ['a member', (fly: AFly) => sessionOf(fly, 'member@demo.example')],
    ['a token of the organisation', (fly: AFly) => tokenOf(fly, 'deploy_organization')],
    ['a plain token', () => undefined],
  ])('are not for %s', async (_, who) => {
    const fly = aFly()

    const { errors } = await askGraphql(fly, allow, { input }, who(fly))

    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/^Not authorized/),
      extensions: { code: 'UNAUTHORIZED' },
    })
    expect(fly.world.organizations()).toMatchObject([{ allowAllCrossNetworkReplays: false }])
  })

  test('are added and removed by their slugs', async () => {
    const fly = aFly()
    const admin = sessionOf(fly, 'admin@demo.example')
    await askGraphql(
      fly,
      `mutation { addAllowedReplaySourceOrgs(input: { organizationSlug: "demo", allowedOrgSlugs: ["one", "two"] }) { organization { id } } }`,
      {},
      admin,
    )
    await askGraphql(
      fly,
      `mutation { removeAllowedReplaySourceOrgs(input: { organizationSlug: "demo", orgSlugsToRemove: ["one"] }) { organization { id } } }`,
      {},
      admin,
    )

    const { organization } = await dataOf(fly, '{ organization(slug: "demo") { allowedReplaySourceOrgSlugs } }')
    expect(organization.allowedReplaySourceOrgSlugs).toEqual(['two'])
  })
})

describe('tokens', () => {
  // As genqlient writes it: the input stands in the document, not in a variable.
  const create = `mutation CreateLimitedAccessToken($name: String!, $organizationId: ID!, $profile: String!, $profileParams: JSON, $expiry: String!) {
    createLimitedAccessToken(input: {name: $name, organizationId: $organizationId, profile: $profile, profileParams: $profileParams, expiry: $expiry}) {
      limitedAccessToken { id tokenHeader expiresAt user { email } }
    }
  }`
  const revoke =
    'mutation($input: DeleteLimitedAccessTokenInput!) { deleteLimitedAccessToken(input: $input) { token } }'
  const list = `query($slug: String!) {
    orgLimitedAccessTokens: organization(slug: $slug) {
      limitedAccessTokens { nodes { id name expiresAt revokedAt user { email } } }
    }
  }`

  test('create org makes a token that is good until it is revoked', async () => {
    const fly = aFly({ token: 'secret' })
    const admin = sessionOf(fly, 'admin@demo.example')
    const organizationId = (await askGraphql(fly, '{ organization(slug: "demo") { id } }', {}, admin)).data.organization
      .id
    const wish = { name: 'ci', organizationId, profile: 'deploy_organization', profileParams: {}, expiry: '720h0m0s' }

    const { data } = await askGraphql(fly, create, wish, admin)
    const { id, tokenHeader } = data.createLimitedAccessToken.limitedAccessToken
    await fly.clock.advance(60_000)
    const isGood = async () =>
      (await askGraphql(fly, '{ viewer { email } }', {}, { authorization: tokenHeader })).status
    const before = await isGood()
    await askGraphql(fly, revoke, { input: { id } }, admin)

    expect(tokenHeader).toMatch(/^FlyV1 fm2_/)
    expect([before, await isGood()]).toEqual([200, 401])
    expect((await askGraphql(fly, list, { slug: 'demo' }, admin)).data.orgLimitedAccessTokens).toMatchObject({
      limitedAccessTokens: { nodes: [{ id, name: 'ci', revokedAt: expect.any(String) }] },
    })
  })

  test('create deploy makes one for an app, which sees no other', async () => {
    const fly = aFly()
    await fly.makeApp('shop')
    await fly.makeApp('blog')
    const admin = sessionOf(fly, 'admin@demo.example')
    const { app } = await dataOf(fly, '{ app(name: "shop") { id organization { id } } }')
    const params = { app_id: app.id }

    const { data } = await askGraphql(
      fly,
      create,
      { name: 'd', organizationId: app.organization.id, profile: 'deploy', profileParams: params, expiry: '1h0m0s' },
      admin,
    )
    await fly.clock.advance(60_000)
    const authorization = data.createLimitedAccessToken.limitedAccessToken.tokenHeader
    const seen = await askGraphql(
      fly,
      '{ shop: app(name: "shop") { name } blog: app(name: "blog") { name } }',
      {},
      { authorization },
    )
    const listed = await askGraphql(fly, '{ apps { nodes { name } } }', {}, { authorization })

    expect(seen.data).toEqual({ shop: { name: 'shop' }, blog: null })
    expect(seen.errors[0]?.message).toBe('Could not find App "blog"')
    expect(listed.errors[0]?.message).toMatch(/^Not authorized/)
  })

  test('create is refused to a scoped token, unless the organisation has it otherwise', async () => {
    const fly = aFly()
    const scoped = tokenOf(fly, 'deploy_organization')
    const organizationId = await organizationIdOf(fly)
    const wish = { name: 'next', organizationId, profile: 'deploy_organization', profileParams: {}, expiry: '' }

    const refused = await askGraphql(fly, create, wish, scoped)
    fly.world.changeOrganization('demo', { mayScopedTokensMint: true })
    const made = await askGraphql(fly, create, wish, scoped)

    expect(refused.errors[0]).toMatchObject({
      message: expect.stringMatching(/^Not authorized/),
      extensions: { code: 'UNAUTHORIZED' },
    })
    expect(made.errors).toEqual([])
  })

  test('readonly may read, and change nothing', async () => {
    const fly = aFly()
    await fly.makeApp()
    const readonly = tokenOf(fly, 'readonly')

    const read = await askGraphql(fly, '{ app(name: "shop") { name } }', {}, readonly)
    const done = await askGraphql(fly, 'mutation { deleteApp(appId: "shop") { organization { id } } }', {}, readonly)

    expect(read.data.app.name).toBe('shop')
    expect(done.errors[0]?.message).toMatch(/^Not authorized/)
    expect(fly.world.app('shop')?.isDeleting).toBe(false)
  })

  test('one of a Machine changes nothing, although the app is its own', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const { token } = fly.world.createToken({ profile: 'machine', app: 'shop', machine: id })

    const done = await askGraphql(
      fly,
      'mutation { deleteApp(appId: "shop") { organization { id } } }',
      {},
      { authorization: token },
    )

    expect(done.errors[0]?.message).toMatch(/^Not authorized/)
    expect(fly.world.app('shop')?.isDeleting).toBe(false)
  })
})

describe('whoami', () => {
  const ask =
    '{ viewer { __typename ... on User { id email enablePaidHobby } ... on Macaroon { email } } currentUser { email } }'

  test('is a person in a session', async () => {
    const fly = aFly()

    const { data } = await askGraphql(fly, ask, {}, sessionOf(fly, 'admin@demo.example'))

    expect(data).toMatchObject({
      viewer: { __typename: 'User', email: 'admin@demo.example' },
      currentUser: { email: 'admin@demo.example' },
    })
  })

  test('is nobody for a token', async () => {
    const { data, errors } = await askGraphql(aFly(), ask)

    expect(data).toBeNull()
    expect(errors[0]).toMatchObject({ path: ['currentUser'], extensions: { code: 'UNAUTHORIZED' } })
  })
})

function sessionOf(fly: AFly, user: string): { readonly authorization: string } {
  return { authorization: fly.world.createToken({ profile: 'user', user }).token }
}

function tokenOf(fly: AFly, profile: 'deploy_organization' | 'readonly'): { readonly authorization: string } {
  return { authorization: fly.world.createToken({ profile }).token }
}
