import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from '../a-fly.ts'
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
const createRelease = `mutation CreateRelease($input: CreateReleaseInput!) {
  createRelease(input: $input) { release { id version } }
}`
const updateRelease = `mutation UpdateRelease($input: UpdateReleaseInput!) {
  updateRelease(input: $input) { release { id } }
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

describe('deploy of a ready image', () => {
  test('resolves the image, writes a release down, and how it ended', async () => {
    const fly = aFly()
    await fly.makeApp()
    const image = `query($appName: String!, $imageRef: String!) {
      app(name: $appName) { id image(ref: $imageRef) { id digest ref compressedSize: compressedSizeFull manifest } }
    }`
    const { createBuild } = await dataOf(
      fly,
      'mutation($input: CreateBuildInput!) { createBuild(input: $input) { id status } }',
      {
        input: {
          appName: 'shop',
          builderType: 'local',
          strategiesAvailable: ['docker'],
          imageOpts: { imageRef: 'nginx:1' },
        },
      },
    )
    const resolved = await dataOf(fly, image, { appName: 'shop', imageRef: 'nginx:1' })
    await fly.clock.advance(1_500)
    const { finishBuild } = await dataOf(
      fly,
      'mutation($input: FinishBuildInput!) { finishBuild(input: $input) { id status wallclockTimeMs } }',
      { input: { appName: 'shop', buildId: createBuild.id, status: 'completed' } },
    )
    const made = await dataOf(fly, createRelease, {
      input: aRelease({ image: 'nginx:1', definition: { app: 'shop' } }),
    })
    const { id, version } = made.createRelease.release
    await dataOf(fly, updateRelease, { input: { releaseId: id, status: 'running' } })
    const before = await currentOf(fly)
    await dataOf(fly, updateRelease, { input: { releaseId: id, status: 'complete', metadata: { a: 1 } } })

    const machine = await fly.makeMachine()
    const { body } = await fly.ask('GET', machine.path)
    expect(resolved.app.image).toMatchObject({
      ref: 'nginx:1',
      digest: body.image_ref.digest,
      manifest: { schemaVersion: 2 },
    })
    expect(finishBuild).toMatchObject({ id: createBuild.id, status: 'completed' })
    expect(finishBuild.wallclockTimeMs).toBeGreaterThan(1_500)
    expect(version).toBe(1)
    expect(before).toMatchObject({
      currentRelease: null,
      newest: { version: 1, status: 'running', imageRef: 'nginx:1' },
    })
    expect(await currentOf(fly)).toMatchObject({
      currentRelease: { version: 1, status: 'complete', inProgress: false },
      newest: { configDefinition: { app: 'shop' } },
      config: { definition: { app: 'shop' } },
    })
  })

  test('is told that the registry has no such image', async () => {
    const fly = aFly()
    await fly.makeApp()

    expect(await dataOf(fly, '{ app(name: "shop") { image(ref: "nginx:missing") { id } } }')).toEqual({
      app: { image: null },
    })
  })

  test('is told by createBuild that there is no app', async () => {
    const input = { appName: 'shop', builderType: 'local', strategiesAvailable: [] }

    const { errors } = await askGraphql(
      aFly(),
      'mutation($input: CreateBuildInput!) { createBuild(input: $input) { id } }',
      { input },
    )

    expect(errors).toMatchObject([{ message: 'Could not find App', path: ['createBuild'] }])
  })

  test.each([
    ['a release that is none', { releaseId: 'x', status: 'failed' }, 'Could not find Release'],
    ['a state that is none', { status: 'great' }, 'Validation failed: Status is not included in the list'],
  ])('refuses %s', async (_, change, message) => {
    const fly = aFly()
    await fly.makeApp()
    const { createRelease: made } = await dataOf(fly, createRelease, { input: aRelease() })

    const { errors } = await askGraphql(fly, updateRelease, { input: { releaseId: made.release.id, ...change } })

    expect(errors[0]?.message).toBe(message)
  })

  test('bluegreen asks whether it may', async () => {
    const fly = aFly()
    await fly.makeApp()
    const ask = 'query($appName: String!) { canPerformBluegreenDeployment(name: $appName) }'

    expect(await dataOf(fly, ask, { appName: 'shop' })).toEqual({ canPerformBluegreenDeployment: true })
    expect((await askGraphql(fly, ask, { appName: 'none' })).errors[0]?.message).toBe('Could not find App "none"')
  })
})

describe('releases', () => {
  const list = `query($appName: String!, $limit: Int!, $status: String) {
    app(name: $appName) {
      releases: releasesUnprocessed(first: $limit, status: $status) {
        nodes { id version description reason status imageRef stable user { id email name } createdAt }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }`

  test('are listed with the newest first, and go with their app', async () => {
    const fly = aFly()
    await fly.makeApp()
    for (let nth = 0; nth < 3; nth++) await dataOf(fly, createRelease, { input: aRelease() })
    const { app } = await dataOf(fly, list, { appName: 'shop', limit: 2 })
    const rest = await dataOf(
      fly,
      'query($after: String) { app(name: "shop") { releasesUnprocessed(after: $after) { nodes { version } } } }',
      { after: app.releases.pageInfo.endCursor },
    )

    expect(app.releases).toMatchObject({
      nodes: [{ version: 3, status: 'pending', stable: false }, { version: 2 }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    })
    expect(app.releases.nodes[0].user.email).toMatch(/@tokens\.fly\.io$/)
    expect(rest.app.releasesUnprocessed.nodes).toEqual([{ version: 1 }])

    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(60_000)
    await fly.makeApp()
    expect((await dataOf(fly, list, { appName: 'shop', limit: 2 })).app.releases.nodes).toEqual([])
  })

  test('are looked through by scale count for the last that was completed', async () => {
    const fly = aFly()
    await fly.makeApp()
    const made = await dataOf(fly, createRelease, { input: aRelease() })
    await dataOf(fly, updateRelease, { input: { releaseId: made.createRelease.release.id, status: 'complete' } })
    await dataOf(fly, createRelease, { input: aRelease() })

    const { app } = await dataOf(fly, list, { appName: 'shop', limit: 1, status: 'complete' })

    expect(app.releases.nodes).toMatchObject([{ version: 1, stable: true }])
  })
})

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

const aRelease = (more: object = {}) => ({
  appId: 'shop',
  image: 'nginx:1',
  platformVersion: 'machines',
  strategy: 'ROLLING',
  definition: {},
  // As genqlient sends it: what is not given is empty, not absent.
  clientMutationId: '',
  buildId: '',
  ...more,
})

async function currentOf(fly: AFly) {
  const { app } = await dataOf(
    fly,
    `{
      app(name: "shop") {
        currentRelease { version status inProgress }
        newest: currentReleaseUnprocessed { id version status imageRef configDefinition }
        config { definition }
      }
    }`,
  )
  return app
}

describe('ips', () => {
  const allocate = `mutation($input: AllocateIPAddressInput!) {
    allocateIpAddress(input: $input) { ipAddress { id address type region createdAt } }
  }`
  const allocateShared = `mutation($input: AllocateIPAddressInput!) {
    allocateIpAddress(input: $input) { app { sharedIpAddress } }
  }`
  const list = `query($appName: String!) {
    app(name: $appName) {
      ipAddresses { nodes { id address type region createdAt network { name organization { slug } } serviceName } }
      sharedIpAddress
    }
  }`
  const asked = (more: object) => ({ input: { appId: 'shop', region: '', ...more } })

  test('allocate-v4 and -v6 give what REST shows as well', async () => {
    const fly = aFly()
    await fly.makeApp()

    const v4 = await dataOf(fly, allocate, asked({ type: 'v4', region: 'ams' }))
    const v6 = await dataOf(fly, allocate, asked({ type: 'v6' }))

    const [one, other] = fly.world.addresses('shop')
    expect(one).toMatchObject({ ip: v4.allocateIpAddress.ipAddress.address, type: 'v4', region: 'ams' })
    expect(other).toMatchObject({ ip: v6.allocateIpAddress.ipAddress.address, type: 'v6', region: 'global' })
    expect((await dataOf(fly, list, { appName: 'shop' })).app).toMatchObject({
      ipAddresses: { nodes: [{ type: 'v4' }, { type: 'v6', region: 'global', network: null }] },
      sharedIpAddress: null,
    })
  })

  test('allocate-v4 --shared answers no address; it stands in the app', async () => {
    const fly = aFly()
    await fly.makeApp()

    const { allocateIpAddress: silent } = await dataOf(fly, allocate, asked({ type: 'shared_v4' }))
    const { allocateIpAddress: told } = await dataOf(fly, allocateShared, asked({ type: 'shared_v4' }))

    const [{ ip } = {}, ...others] = fly.world.addresses('shop')
    expect(silent).toEqual({ ipAddress: null })
    expect(told.app.sharedIpAddress).toBe(ip)
    expect(others).toEqual([])
    expect((await dataOf(fly, list, { appName: 'shop' })).app).toEqual({
      ipAddresses: { nodes: [] },
      sharedIpAddress: ip,
    })
  })

  test('allocate-v6 --private is reached from the network that is named', async () => {
    const fly = aFly()
    await fly.makeApp()
    await fly.ask('POST', '/v1/apps', { name: 'acme', org_slug: 'demo', network: 'acme' })
    const organizationId = await organizationIdOf(fly)

    await dataOf(fly, allocate, asked({ type: 'private_v6', organizationId, network: 'acme' }))
    const { errors } = await askGraphql(fly, allocate, asked({ type: 'private_v6', network: 'none' }))

    expect((await dataOf(fly, list, { appName: 'shop' })).app.ipAddresses.nodes).toMatchObject([
      { type: 'private_v6', network: { name: 'acme', organization: { slug: 'demo' } } },
    ])
    expect(errors[0]?.message).toBe('network not found')
  })

  test.each([
    ['in an app that is just made', { delays: { appVisible: 1_000 } }],
    ['when Fly will have it so', {}],
  ])('%s allocate nothing, and say nothing', async (_, options) => {
    const fly = aFly(options)
    if (!('delays' in options)) fly.faults.nullAddresses(true)
    await fly.ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo' })

    const data = await dataOf(fly, allocate, asked({ type: 'v6' }))

    expect(data).toEqual({ allocateIpAddress: { ipAddress: null } })
    expect(fly.world.addresses('shop')).toEqual([])
  })

  test('release takes an address, or its id', async () => {
    const fly = aFly()
    await fly.makeApp()
    const release = 'mutation($input: ReleaseIPAddressInput!) { releaseIpAddress(input: $input) { clientMutationId } }'
    const { allocateIpAddress: one } = await dataOf(fly, allocate, asked({ type: 'v4' }))
    const { allocateIpAddress: other } = await dataOf(fly, allocate, asked({ type: 'v6' }))

    await dataOf(fly, release, { input: { appId: 'shop', ip: one.ipAddress.address, ipAddressId: null } })
    await dataOf(fly, release, { input: { ipAddressId: other.ipAddress.id } })
    const { errors } = await askGraphql(fly, release, { input: { appId: 'shop', ip: one.ipAddress.address } })

    expect(fly.world.addresses('shop')).toEqual([])
    expect(errors[0]?.message).toBe('Could not find IPAddress')
  })

  test('allocate-egress gives a pair to the app, and release-egress takes it', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { allocateEgressIpAddress: pair } = await dataOf(
      fly,
      'mutation($input: AllocateEgressIPAddressInput!) { allocateEgressIpAddress(input: $input) { v4, v6 } }',
      { input: { appId: 'shop', machineId: '', region: 'ams' } },
    )
    const { app } = await dataOf(
      fly,
      '{ app(name: "shop") { egressIpAddresses { nodes { id ip version region updatedAt } } ipAddresses { totalCount } } }',
    )
    const released = await dataOf(
      fly,
      'mutation($input: ReleaseEgressIPAddressInput!) { releaseEgressIpAddress(input: $input) { v4 v6 clientMutationId } }',
      { input: { appId: 'shop', machineId: '', ip: pair.v6 } },
    )

    expect(app.egressIpAddresses.nodes).toMatchObject([
      { ip: pair.v4, version: 4, region: 'ams' },
      { ip: pair.v6, version: 6, region: 'ams' },
    ])
    expect(app.ipAddresses.totalCount).toBe(0)
    expect(released.releaseEgressIpAddress).toMatchObject(pair)
    expect(fly.world.addresses('shop')).toEqual([])
  })
})

describe('secrets', () => {
  const set = `mutation SetSecrets($input: SetSecretsInput!) {
    setSecrets(input: $input) {
      release { id version reason description user { id email name } evaluationId createdAt }
    }
  }`
  const unset = 'mutation($input: UnsetSecretsInput!) { unsetSecrets(input: $input) { release { id } } }'
  const given = (more: object) => ({ input: { appId: 'shop', clientMutationId: '', replaceAll: false, ...more } })
  const names = (fly: AFly) => fly.world.secrets('shop').secrets.map(({ name }) => name)

  test('set and unset write a new version, of which no Machine has anything yet', async () => {
    const fly = aFly()
    await fly.makeApp()

    const done = await dataOf(
      fly,
      set,
      given({
        secrets: [
          { key: 'A', value: 'a' },
          { key: 'B', value: 'b' },
        ],
      }),
    )
    await dataOf(fly, unset, { input: { appId: 'shop', keys: ['A', 'C'] } })
    await fly.clock.advance(5_000)

    expect(done.setSecrets.release).toBeNull()
    expect(fly.world.secrets('shop').version).toBe(2)
    expect(fly.world.hasSecret('shop', 'B', 'b')).toBe(true)
    const { app } = await dataOf(fly, '{ app(name: "shop") { secrets { name digest createdAt } } }')
    const [secret] = fly.world.secrets('shop').secrets
    expect(app.secrets).toEqual([{ name: 'B', digest: secret?.digest, createdAt: secret?.created_at }])
  })

  test('set with replaceAll leaves nothing else', async () => {
    const fly = aFly()
    await fly.makeApp()
    fly.world.setSecret('shop', 'OLD', 'x')

    await dataOf(fly, set, given({ replaceAll: true, secrets: [{ key: 'NEW', value: 'y' }] }))

    expect(names(fly)).toEqual(['NEW'])
  })

  test.each([
    ['set', set, given({ secrets: [{ key: 'A', value: 'a' }] })],
    ['unset', unset, { input: { appId: 'shop', keys: ['B'] } }],
  ])('%s that changes nothing is said to be UNCHANGED', async (_, mutation, variables) => {
    const fly = aFly()
    await fly.makeApp()
    fly.world.setSecret('shop', 'A', 'a')

    const { errors } = await askGraphql(fly, mutation, variables)

    expect(errors[0]?.extensions).toEqual({ code: 'UNCHANGED' })
    expect(fly.world.secrets('shop').version).toBe(1)
  })

  test('of a bad name are refused, all of them', async () => {
    const fly = aFly()
    await fly.makeApp()

    const { errors } = await askGraphql(
      fly,
      set,
      given({
        secrets: [
          { key: 'GOOD', value: 'x' },
          { key: 'not-good', value: 'x' },
        ],
      }),
    )

    expect(errors[0]).toMatchObject({ path: ['setSecrets'], extensions: { code: 'UNPROCESSABLE' } })
    expect(names(fly)).toEqual([])
  })
})
