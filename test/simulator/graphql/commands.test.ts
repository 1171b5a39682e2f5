import { describe, expect, test } from 'vitest'
import { aFly } from '../a-fly.ts'
import { askGraphql, dataOf, organizationIdOf } from './ask.ts'

/*
 * What flyctl asks on the way to each of its commands, in a minimal spelling of our own, and what comes of it. What it
 * asks of the Machines API besides has tests of its own. Source: superfly/fly-go, resource_*.go; superfly/flyctl, gql and
 * internal/command
 */

const compact = `query($appName: String!) {
  appcompact: app(name: $appName) {
    id internalNumericId name hostname cnameTarget deployed network status appUrl platformVersion
    organization { id internalNumericId slug paidPlan }
    postgresAppRole: role { name }
  }
}`
const basic = `query($appName: String!) {
  appbasic: app(name: $appName) {
    id name platformVersion organization { id internalNumericId slug rawSlug paidPlan }
  }
}`
const whole = `query($appName: String!) {
  app(name: $appName) {
    id name hostname deployed status version appUrl platformVersion cnameTarget
    currentRelease { evaluationId status inProgress version }
    config { definition }
    organization { id slug paidPlan }
    services { description protocol internalPort ports { port handlers } }
    imageDetails { registry repository tag digest version }
    machines {
      nodes {
        id name config state region createdAt app { name } ips { nodes { family kind ip maskSize } }
      }
    }
    postgresAppRole: role { name }
  }
}`
const createApp = `mutation($input: CreateAppInput!) {
  createApp(input: $input) { app { id name organization { slug } config { definition } regions { name code } } }
}`

describe('apps list', () => {
  const list = `query($org: ID, $after: String) {
    apps(type: "container", first: 2, after: $after, organizationId: $org) {
      pageInfo { hasNextPage endCursor }
      nodes { id name deployed hostname platformVersion network organization { slug name } currentRelease { createdAt status } status }
    }
  }`

  test('reads page after page', async () => {
    const fly = aFly()
    for (const name of ['one', 'two', 'three']) fly.world.createApp({ name })
    fly.world.createApp({ name: 'theirs', organization: 'others' })
    const org = await organizationIdOf(fly)

    const { apps: first } = await dataOf(fly, list, { org })
    const { apps: second } = await dataOf(fly, list, { org, after: first.pageInfo.endCursor })

    expect(first.nodes).toMatchObject([
      { name: 'one', hostname: 'one.fly.dev', status: 'pending', deployed: false, organization: { slug: 'demo' } },
      { name: 'two' },
    ])
    expect(second).toMatchObject({ nodes: [{ name: 'three' }], pageInfo: { hasNextPage: false } })
  })

  test('can be empty although there is something, as the lists of REST can be', async () => {
    const fly = aFly()
    await fly.makeApp()
    fly.faults.emptyLists(true)

    expect((await dataOf(fly, list)).apps.nodes).toEqual([])
  })
})

describe('apps create', () => {
  test('by GraphQL makes an app that takes Machines only after a while', async () => {
    const fly = aFly()
    const organizationId = await organizationIdOf(fly)

    const { createApp: made } = await dataOf(fly, createApp, {
      input: { organizationId, name: 'shop', network: 'acme', machines: true },
    })
    await fly.clock.advance(1_000)
    const early = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx:1' } })
    await fly.clock.advance(10_000)
    const later = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx:1' } })

    expect(made.app).toMatchObject({ name: 'shop', organization: { slug: 'demo' }, config: { definition: {} } })
    expect(fly.world.app('shop')).toMatchObject({ id: made.app.id, network: 'acme', organization: 'demo' })
    expect(early).toMatchObject({ status: 422, body: { error: expect.stringContaining('Apps for machines must be') } })
    expect(later.status).toBe(200)
  })

  test.each([
    ['a taken name', { name: 'theirs' }, 'Validation failed: Name has already been taken', 'UNPROCESSABLE'],
    ['a bad name', { name: 'Shop!' }, /^Validation failed: Name under 63 chars/, 'UNPROCESSABLE'],
    ['a slug for an id', { organizationId: 'demo' }, 'Could not find Organization', 'NOT_FOUND'],
  ])('refuses %s', async (_, input, message, code) => {
    const fly = aFly()
    fly.world.createApp({ name: 'theirs', organization: 'others' })
    const organizationId = await organizationIdOf(fly)

    const { data, errors } = await askGraphql(fly, createApp, { input: { organizationId, name: 'shop', ...input } })

    expect(data).toEqual({ createApp: null })
    expect(errors[0]?.message).toMatch(message)
    expect(errors[0]).toMatchObject({ path: ['createApp'], extensions: { code } })
    expect(fly.world.apps()).toHaveLength(1)
  })

  test('makes up a name where none is wanted', async () => {
    const fly = aFly()
    const organizationId = await organizationIdOf(fly)

    const made = await dataOf(fly, createApp, { input: { organizationId, name: '' } })

    expect(fly.world.app(made.createApp.app.name)).toBeDefined()
  })

  test('by REST looks at the whole app, which GraphQL knows at once', async () => {
    const fly = aFly({ delays: { appVisible: 60_000 } })
    await fly.ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo' })

    expect((await dataOf(fly, whole, { appName: 'shop' })).app).toMatchObject({ status: 'pending', version: 0 })
  })
})

test('launch asks whether a name is free', async () => {
  const fly = aFly()
  fly.world.createApp({ name: 'theirs', organization: 'others' })

  const free = await dataOf(fly, '{ theirs: appNameAvailable(name: "theirs") ours: appNameAvailable(name: "ours") }')

  expect(free).toEqual({ theirs: false, ours: true })
})

test('apps destroy by GraphQL takes the app along some seconds later', async () => {
  const fly = aFly()
  await fly.makeMachine()

  const done = await dataOf(fly, 'mutation($appId: ID!) { deleteApp(appId: $appId) { organization { id } } }', {
    appId: 'shop',
  })
  const still = await dataOf(fly, basic, { appName: 'shop' })
  await fly.clock.advance(60_000)

  expect(done.deleteApp.organization.id).toBe(await organizationIdOf(fly))
  expect(still.appbasic.name).toBe('shop')
  expect(fly.world.apps()).toEqual([])
  expect((await askGraphql(fly, basic, { appName: 'shop' })).errors[0]?.message).toBe('Could not find App "shop"')
})

describe('machine run, update, stop, start, destroy', () => {
  test('look at the app, its network and the Machine', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()

    const { appcompact } = await dataOf(fly, compact, { appName: 'shop' })
    const { app } = await dataOf(fly, 'query($appName: String!) { app(name: $appName) { network } }', {
      appName: 'shop',
    })
    const { gqlmachine } = await dataOf(
      fly,
      `query($machineId: String!) {
        gqlmachine: machine(machineId: $machineId) { id name app { name organization { id slug } } }
      }`,
      { machineId: id },
    )

    const { body } = await fly.ask('GET', '/v1/apps/shop')
    expect(appcompact).toMatchObject({ id: body.id, internalNumericId: body.internal_numeric_id, deployed: true })
    expect(app.network).toBe('default')
    expect(gqlmachine).toMatchObject({ id, app: { name: 'shop', organization: { slug: 'demo' } } })
  })

  test('find no Machine that is destroyed, or of somebody else', async () => {
    const fly = aFly()
    const { id, path } = await fly.makeMachine()
    fly.world.createApp({ name: 'theirs', organization: 'others' })
    const theirs = fly.world.createMachine('theirs', { config: { image: 'nginx' } })
    await fly.ask('DELETE', `${path}?force=true`)
    await fly.clock.advance(10_000)

    for (const machineId of [id, theirs.id]) {
      const { errors } = await askGraphql(fly, `{ machine(machineId: "${machineId}") { id } }`)
      expect(errors[0]).toMatchObject({ message: 'Could not find Machine', extensions: { code: 'NOT_FOUND' } })
    }
  })
})

describe('status', () => {
  test('shows the Machines as they were a while ago', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine({
      services: [{ protocol: 'tcp', internal_port: 8080, ports: [{ port: 443, handlers: ['tls', 'http'] }] }],
    })
    fly.world.stop('shop', id)
    await fly.clock.advance(100)

    const { app } = await dataOf(fly, whole, { appName: 'shop' })

    const machine = fly.world.machines('shop')[0]
    expect(machine?.state).toBe('stopping')
    expect(app.machines.nodes).toMatchObject([
      {
        id,
        state: 'started',
        region: 'ams',
        config: { image: 'nginx:1' },
        ips: { nodes: [{ ip: machine?.privateIp }] },
      },
    ])
    expect(app.services).toMatchObject([
      { protocol: 'TCP', internalPort: 8080, ports: [{ port: 443, handlers: ['TLS', 'HTTP'] }] },
    ])
    expect(app.imageDetails).toMatchObject({ repository: 'library/nginx', tag: '1', digest: machine?.imageDigest })
  })

  test('asks what is the matter with the hosts', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const issues = () =>
      dataOf(
        fly,
        `query($appName: String!) {
          apphostissues: app(name: $appName) { hostIssues { nodes { internalId message createdAt updatedAt } } }
        }`,
        { appName: 'shop' },
      )
    const before = await issues()
    fly.world.setHostStatus('shop', id, 'unreachable')
    await fly.clock.advance(1_000)

    expect(before.apphostissues.hostIssues.nodes).toEqual([])
    expect((await issues()).apphostissues.hostIssues.nodes).toMatchObject([{ internalId: id }])
  })
})

test('whoami is a token', async () => {
  const { viewer } = await dataOf(
    aFly(),
    '{ viewer { __typename ... on User { id email enablePaidHobby } ... on Macaroon { email } } }',
  )

  expect(viewer).toEqual({ __typename: 'Macaroon', email: expect.stringMatching(/@tokens\.fly\.io$/) })
})

test('platform regions are those of REST', async () => {
  const fly = aFly()
  const { platform, nearestRegion } = await dataOf(
    fly,
    `{
      platform { requestRegion regions { name code latitude longitude gatewayAvailable requiresPaidPlan deprecated } }
      nearestRegion(wireguardGateway: true) { code name gatewayAvailable deprecated }
    }`,
  )
  const { body } = await fly.ask('GET', '/v1/platform/regions')

  const codes = (regions: readonly { readonly code: string }[]) => regions.map(({ code }) => code)
  expect(codes(platform.regions)).toEqual(codes(body.Regions))
  expect(platform.requestRegion).toBe(body.Nearest)
  expect(nearestRegion.code).toBe(body.Nearest)
})
