import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from '../a-fly.ts'
import { askGraphql, dataOf, organizationIdOf } from './ask.ts'

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

describe('certs', () => {
  const facts = `certificate {
    acmeDnsConfigured acmeAlpnConfigured configured certificateAuthority createdAt dnsProvider dnsValidationInstructions
    dnsValidationHostname dnsValidationTarget hostname id source clientStatus isApex isWildcard
    issued { nodes { type expiresAt } } validationErrors { errorCode message remediation timestamp }
  }
  check { aRecords aaaaRecords cnameRecords soa dnsProvider dnsVerificationRecord resolvedAddresses }`
  const add = `mutation($appId: ID!, $hostname: String!) { addCertificate(appId: $appId, hostname: $hostname) { ${facts} } }`
  const check = `mutation($input: CheckCertificateInput!) { checkCertificate(input: $input) { ${facts} } }`
  const list = `query($appName: String!) {
    appcertscompact: app(name: $appName) { certificates { nodes { createdAt hostname clientStatus } } }
  }`
  const shop = { appId: 'shop', hostname: 'www.shop.example' }

  test('add, check and wait for the certificate that follows the DNS', async () => {
    const fly = aFly()
    await fly.makeMachine({
      services: [{ protocol: 'tcp', internal_port: 80, ports: [{ port: 443, handlers: ['tls', 'http'] }] }],
    })
    await fly.ask('POST', '/v1/apps/shop/ip_assignments', { type: 'v6' })
    const [{ ip } = {}] = fly.world.addresses('shop')

    const { addCertificate: added } = await dataOf(fly, add, shop)
    fly.world.setDns('www.shop.example', { aaaa: [ip ?? ''] })
    const { checkCertificate: checked } = await dataOf(fly, check, { input: shop })
    await fly.clock.advance(10 * 60_000)
    const { app } = await dataOf(
      fly,
      '{ app(name: "shop") { certificate(hostname: "www.shop.example") { clientStatus issued { nodes { type } } } } }',
    )

    expect(added).toMatchObject({ certificate: { clientStatus: 'Awaiting configuration', configured: false } })
    expect(checked).toMatchObject({
      certificate: { clientStatus: 'Awaiting certificates', configured: true, acmeAlpnConfigured: true },
      check: { aaaaRecords: [ip], resolvedAddresses: [ip] },
    })
    expect(app.certificate).toEqual({ clientStatus: 'Ready', issued: { nodes: [{ type: 'ecdsa' }] } })
    expect((await dataOf(fly, list, { appName: 'shop' })).appcertscompact.certificates.nodes).toMatchObject([
      { hostname: 'www.shop.example', clientStatus: 'Ready' },
    ])
  })

  test.each([
    ['twice', { hostname: 'www.shop.example' }, 'Hostname already exists on app'],
    ['with what is no hostname', { hostname: 'shop' }, 'Validation failed: Hostname is invalid'],
    ['to an app that is none', { appId: 'none' }, 'Could not find App'],
  ])('add %s is refused', async (_, given, message) => {
    const fly = aFly()
    await fly.makeApp()
    await dataOf(fly, add, shop)

    const { data, errors } = await askGraphql(fly, add, { ...shop, ...given })

    expect(data).toEqual({ addCertificate: null })
    expect(errors[0]?.message).toBe(message)
  })

  test('remove leaves nothing', async () => {
    const fly = aFly()
    await fly.makeApp()
    await dataOf(fly, add, shop)
    const remove = `mutation($appId: ID!, $hostname: String!) {
      deleteCertificate(appId: $appId, hostname: $hostname) { app { name } certificate { hostname id } }
    }`

    const { deleteCertificate } = await dataOf(fly, remove, shop)

    expect(deleteCertificate).toMatchObject({ app: { name: 'shop' }, certificate: { hostname: 'www.shop.example' } })
    expect((await dataOf(fly, list, { appName: 'shop' })).appcertscompact.certificates.nodes).toEqual([])
    expect((await askGraphql(fly, remove, shop)).errors[0]?.message).toBe('Could not find Certificate')
  })
})

describe('volumes', () => {
  const ask = `query($id: ID!) {
    volume: volume(id: $id) {
      ... on Volume { app { name } state host { id } snapshots { nodes { id size digest createdAt retentionDays } } }
    }
  }`

  test('show and destroy find a volume without its app, and its snapshots', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/volumes', { name: 'data', region: 'ams', size_gb: 1 })
    await fly.clock.advance(60_000)
    await fly.ask('POST', `/v1/apps/shop/volumes/${body.id}/snapshots`)
    await fly.clock.advance(60_000)

    const { volume } = await dataOf(fly, ask, { id: body.id })

    expect(volume).toMatchObject({
      app: { name: 'shop' },
      state: 'created',
      snapshots: { nodes: [{ retentionDays: 5 }] },
    })
  })

  test('of somebody else are not to be found', async () => {
    const { data, errors } = await askGraphql(aFly(), ask, { id: 'vol_none' })

    expect(data).toEqual({ volume: null })
    expect(errors[0]?.message).toBe('Could not find Volume')
  })
})
