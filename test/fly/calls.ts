import { expect } from 'vitest'
import {
  aCertificate,
  aMachine,
  anApp,
  anIp,
  aSecret,
  aSnapshot,
  aVolume,
  call,
  empty,
  json,
  type Scripted,
} from './scripted.ts'

const id = aMachine.id
const config = { image: 'registry.fly.io/shop@sha256:1' }
const create = { name: aMachine.name, region: 'ams', config }

const mounted = { ...config, mounts: [{ volume: aVolume.id, path: '/data' }] }
const withheld = { skip_service_registration: true, min_secrets_version: 42 }

type CallOfThePort = {
  readonly title: string
  readonly act: (fly: Scripted['fly']) => Promise<unknown>
  readonly answer: Response
  readonly sent: object
  readonly result: unknown
}

/** Every call of the port: what is sent, and what comes of the answer. */
export const calls: readonly CallOfThePort[] = [
  {
    title: 'an app is read',
    act: (fly) => fly.getApp('shop', call),
    answer: json(anApp),
    sent: { method: 'GET', path: '/v1/apps/shop' },
    result: anApp,
  },
  {
    title: 'the apps of the organisation are listed',
    act: (fly) => fly.listApps(call),
    answer: json({ total_apps: 1, apps: [anApp] }),
    sent: { method: 'GET', path: '/v1/apps?org_slug=our-org' },
    result: [anApp],
  },
  {
    title: 'an app is created with its own network',
    act: (fly) => fly.createApp({ name: 'shop', network: 'shop-net' }, call),
    answer: empty(201),
    sent: { method: 'POST', path: '/v1/apps', body: { name: 'shop', org_slug: 'our-org', network: 'shop-net' } },
    result: { result: 'done', value: undefined, requestId: '01TESTREQ123-iad' },
  },
  {
    title: 'an app is deleted',
    act: (fly) => fly.deleteApp('shop', call),
    answer: empty(202),
    sent: { method: 'DELETE', path: '/v1/apps/shop', body: undefined },
    result: { result: 'done' },
  },
  {
    title: 'the Machines of an app are listed, without those that are destroyed',
    act: (fly) => fly.listMachines('shop', call),
    answer: json([aMachine, { ...aMachine, id: 'other', state: 'destroyed' }]),
    sent: { method: 'GET', path: '/v1/apps/shop/machines' },
    result: [aMachine],
  },
  {
    title: 'a Machine is read',
    act: (fly) => fly.getMachine('shop', id, call),
    answer: json(aMachine),
    sent: { method: 'GET', path: `/v1/apps/shop/machines/${id}` },
    result: aMachine,
  },
  {
    title: 'a Machine is created',
    act: (fly) => fly.createMachine('shop', { ...create, skip_launch: true }, call),
    answer: json(aMachine),
    sent: { method: 'POST', path: '/v1/apps/shop/machines', body: { ...create, skip_launch: true } },
    result: { result: 'done', value: aMachine },
  },
  {
    title: 'a Machine is updated from the version that was read, under our lease',
    act: (fly) => fly.updateMachine('shop', id, { config, current_version: 'v1' }, { ...call, nonce: 'abc' }),
    answer: json({ ...aMachine, instance_id: 'v2' }),
    sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}`, body: { config, current_version: 'v1' } },
    result: { result: 'done', value: { instance_id: 'v2' } },
  },
  ...(['start', 'stop', 'restart', 'suspend', 'cordon', 'uncordon'] as const).map((verb) => ({
    title: `a Machine is asked to ${verb}`,
    act: (fly: Scripted['fly']) => fly[`${verb}Machine`]('shop', id, call),
    answer: json({ ok: true }),
    sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}/${verb}` },
    result: { result: 'done' },
  })),
  {
    title: 'a Machine is destroyed by force',
    act: (fly) => fly.destroyMachine('shop', id, call),
    answer: json({ ok: true }),
    sent: { method: 'DELETE', path: `/v1/apps/shop/machines/${id}?force=true` },
    result: { result: 'done' },
  },
  {
    title: 'metadata is written for the version that was read',
    act: (fly) => fly.putMetadata('shop', id, { a: 'b' }, 'v1', call),
    answer: empty(204),
    sent: {
      method: 'PUT',
      path: `/v1/apps/shop/machines/${id}/metadata`,
      body: { metadata: { a: 'b' }, machine_version: 'v1' },
    },
    result: { result: 'done' },
  },
  {
    title: 'a lease is taken, with its time in the query and in the body, and read though it is wrapped',
    act: (fly) => fly.acquireLease('shop', id, { description: 'us', ttlSeconds: 13 }, call),
    answer: json({ status: 'success', data: { nonce: 'abc', expires_at: 1, owner: 'me', version: 'v1' } }, 201),
    sent: {
      method: 'POST',
      path: `/v1/apps/shop/machines/${id}/lease?ttl=13`,
      body: { description: 'us', ttl: 13 },
    },
    result: { result: 'done', value: { nonce: 'abc', expires_at: 1, owner: 'me', version: 'v1' } },
  },
  {
    title: 'a lease is renewed, and read though it is not wrapped',
    act: (fly) => fly.refreshLease('shop', id, 'abc', 13, call),
    answer: json({ nonce: 'abc', expires_at: 2, owner: 'me' }),
    sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}/lease?ttl=13` },
    result: { result: 'done', value: { nonce: 'abc', expires_at: 2 } },
  },
  {
    title: 'a lease is given back',
    act: (fly) => fly.releaseLease('shop', id, 'abc', call),
    answer: json({ status: 'success', data: { ok: true } }),
    sent: { method: 'DELETE', path: `/v1/apps/shop/machines/${id}/lease` },
    result: { result: 'done' },
  },
  {
    title: "the organisation's Machines are listed",
    act: (fly) => fly.listOrgMachines({ includeDeleted: true, updatedAfter: '2026-01-01T00:00:00Z', limit: 7 }, call),
    answer: json({ machines: null, error_regions: null, next_cursor: 'c' }),
    sent: {
      method: 'GET',
      path: '/v1/orgs/our-org/machines?include_deleted=true&updated_after=2026-01-01T00%3A00%3A00Z&limit=7',
    },
    result: { machines: [], error_regions: [], next_cursor: 'c' },
  },
  {
    title: 'a Machine is created with a volume, hidden from the proxy, with secrets that are new enough',
    act: (fly) => fly.createMachine('shop', { ...create, config: mounted, ...withheld }, call),
    answer: json({ ...aMachine, config: mounted }),
    sent: { method: 'POST', path: '/v1/apps/shop/machines', body: { ...create, config: mounted, ...withheld } },
    result: { result: 'done', value: { config: mounted } },
  },
  {
    title: 'a Machine is updated hidden from the proxy, with secrets that are new enough',
    act: (fly) => fly.updateMachine('shop', id, { config, current_version: 'v1', ...withheld }, call),
    answer: json(aMachine),
    sent: { body: { config, current_version: 'v1', ...withheld } },
    result: { result: 'done' },
  },
  ...volumeCalls(),
  ...secretCalls(),
  ...addressCalls(),
  ...platformCalls(),
]

function volumeCalls(): readonly CallOfThePort[] {
  const { id } = aVolume
  const path = `/v1/apps/shop/volumes/${id}`
  const wanted = {
    name: 'data',
    region: 'ams',
    size_gb: 3,
    compute: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
    unique_zone_app_wide: true,
    snapshot_id: 'vs_1',
  } as const
  return [
    {
      title: 'the volumes of an app are listed, without those that leave',
      act: (fly) => fly.listVolumes('shop', call),
      answer: json([aVolume, { ...aVolume, id: 'other', state: 'pending_destroy' }]),
      sent: { method: 'GET', path: '/v1/apps/shop/volumes' },
      result: [aVolume],
    },
    {
      title: 'a volume is read, and nobody has it',
      act: (fly) => fly.getVolume('shop', id, call),
      answer: json({ ...aVolume, attached_machine_id: null, zone: null }),
      sent: { method: 'GET', path },
      result: { id, zone: '' },
    },
    {
      title: 'a volume is created from a snapshot, where its Machine fits',
      act: (fly) => fly.createVolume('shop', wanted, call),
      answer: json({ ...aVolume, state: 'creating' }),
      sent: { method: 'POST', path: '/v1/apps/shop/volumes', body: wanted },
      result: { result: 'done', value: { id, state: 'creating' } },
    },
    {
      title: 'the snapshots of a volume are to be kept for longer',
      act: (fly) => fly.updateVolume('shop', id, { snapshot_retention: 30 }, call),
      answer: json({ ...aVolume, snapshot_retention: 30 }),
      sent: { method: 'PUT', path, body: { snapshot_retention: 30 } },
      result: { result: 'done', value: { snapshot_retention: 30 } },
    },
    {
      title: 'a volume grows',
      act: (fly) => fly.extendVolume('shop', id, 10, call),
      answer: json({ volume: { ...aVolume, size_gb: 10 }, needs_restart: true }),
      sent: { method: 'PUT', path: `${path}/extend`, body: { size_gb: 10 } },
      result: { result: 'done', value: { volume: { size_gb: 10 }, needs_restart: true } },
    },
    {
      title: 'a volume is deleted',
      act: (fly) => fly.deleteVolume('shop', id, call),
      answer: json({ ...aVolume, state: 'scheduling_destroy' }),
      sent: { method: 'DELETE', path },
      result: { result: 'done', value: undefined },
    },
    {
      title: 'the snapshots of a volume are listed',
      act: (fly) => fly.listSnapshots('shop', id, call),
      answer: json([aSnapshot]),
      sent: { method: 'GET', path: `${path}/snapshots` },
      result: [aSnapshot],
    },
    {
      title: 'a snapshot is taken',
      act: (fly) => fly.createSnapshot('shop', id, call),
      answer: empty(200),
      sent: { method: 'POST', path: `${path}/snapshots` },
      result: { result: 'done' },
    },
    {
      title: "the organisation's volumes are listed",
      act: (fly) => fly.listOrgVolumes({ includeDeleted: true, cursor: 'c', limit: 7 }, call),
      answer: json({ volumes: [{ ...aVolume, app_name: 'shop', updated_at: '2026-05-07T10:11:12Z' }] }),
      sent: { method: 'GET', path: '/v1/orgs/our-org/volumes?include_deleted=true&cursor=c&limit=7' },
      result: { volumes: [{ id, app_name: 'shop' }] },
    },
  ]
}

function secretCalls(): readonly CallOfThePort[] {
  return [
    {
      title: 'the secrets of an app are listed, without the values that might come along',
      act: (fly) => fly.listSecrets('shop', call),
      answer: json({ secrets: [{ ...aSecret, value: 'romance' }] }),
      sent: { method: 'GET', path: '/v1/apps/shop/secrets' },
      result: [expect.not.objectContaining({ value: expect.anything() })],
    },
    {
      title: 'an app without secrets has none',
      act: (fly) => fly.listSecrets('shop', call),
      answer: json({}),
      sent: { method: 'GET', path: '/v1/apps/shop/secrets' },
      result: [],
    },
    {
      title: 'secrets are written and deleted in one go',
      act: (fly) => fly.setSecrets('shop', { KEY: 'romance', OLD: null }, call),
      answer: json({ secrets: [aSecret], version: 42, Version: 42 }),
      sent: { method: 'POST', path: '/v1/apps/shop/secrets', body: { values: { KEY: 'romance', OLD: null } } },
      result: { result: 'done', value: { secrets: [aSecret], version: 42 } },
    },
  ]
}

function addressCalls(): readonly CallOfThePort[] {
  const { hostname } = aCertificate
  const path = '/v1/apps/shop/certificates'
  const pair = { ip: null, ip_pair: { v4: '1.2.3.4', v6: '::1' }, type: 'egress_pair', region: 'ams' }
  return [
    {
      title: 'the addresses of an app are listed',
      act: (fly) => fly.listIps('shop', call),
      answer: json({ ips: [anIp, pair] }),
      sent: { method: 'GET', path: '/v1/apps/shop/ip_assignments' },
      result: [anIp, pair],
    },
    {
      title: 'an app without addresses has none',
      act: (fly) => fly.listIps('shop', call),
      answer: json({}),
      sent: { method: 'GET', path: '/v1/apps/shop/ip_assignments' },
      result: [],
    },
    {
      title: 'an app is given a private address for another network',
      act: (fly) => fly.assignIp('shop', { type: 'private_v6', network: 'back-office' }, call),
      answer: json({ ...anIp, network: { name: 'back-office', org_slug: 'our-org' } }, 201),
      sent: {
        method: 'POST',
        path: '/v1/apps/shop/ip_assignments',
        body: { type: 'private_v6', network: 'back-office' },
      },
      result: { result: 'done', value: { network: { name: 'back-office' } } },
    },
    {
      title: 'an address is released',
      act: (fly) => fly.releaseIp('shop', anIp.ip, call),
      answer: empty(204),
      sent: { method: 'DELETE', path: '/v1/apps/shop/ip_assignments/2a09%3A8280%3A1%3A%3A1' },
      result: { result: 'done' },
    },
    {
      title: 'the certificates of an app are listed',
      act: (fly) => fly.listCertificates('shop', call),
      answer: json({ certificates: [{ ...aCertificate, rate_limited_until: null }], next_cursor: '' }),
      sent: { method: 'GET', path: `${path}?limit=500` },
      result: [aCertificate],
    },
    {
      title: 'the certificate for a hostname is read, a wildcard included',
      act: (fly) => fly.getCertificate('shop', '*.example.com', call),
      answer: json({ ...aCertificate, hostname: '*.example.com', certificates: null }),
      sent: { method: 'GET', path: `${path}/%2A.example.com` },
      result: { hostname: '*.example.com', certificates: [] },
    },
    {
      title: 'a certificate is requested',
      act: (fly) => fly.requestCertificate('shop', hostname, call),
      answer: json({ ...aCertificate, certificates: [{ source: 'fly', status: 'pending_ownership' }] }, 201),
      sent: { method: 'POST', path: `${path}/acme`, body: { hostname } },
      result: { result: 'done', value: aCertificate },
    },
    {
      title: 'a certificate is checked',
      act: (fly) => fly.checkCertificate('shop', hostname, call),
      answer: json({ ...aCertificate, configured: true, dns_records: {} }),
      sent: { method: 'POST', path: `${path}/${hostname}/check` },
      result: { configured: true },
    },
    {
      title: 'the certificates for a hostname are deleted',
      act: (fly) => fly.deleteCertificate('shop', hostname, call),
      answer: empty(204),
      sent: { method: 'DELETE', path: `${path}/${hostname}` },
      result: { result: 'done' },
    },
  ]
}

function platformCalls(): readonly CallOfThePort[] {
  const region = { code: 'ams', name: 'Amsterdam', requires_paid_plan: false }
  const wish = { compute: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 }, region: 'ams,fra', count: 2 } as const
  const token = { token_id: 't', org_slug: 'our-org', apps: ['shop'], restricted_to_machine: id }
  return [
    {
      title: 'the regions are listed, with the capitals that Fly sends',
      act: (fly) => fly.listRegions(call),
      answer: json({ Regions: [region], Nearest: 'ams' }),
      sent: { method: 'GET', path: '/v1/platform/regions' },
      result: [region],
    },
    {
      title: 'the regions are listed, as the OpenAPI document has them',
      act: (fly) => fly.listRegions(call),
      answer: json({ regions: [region], nearest: 'ams' }),
      sent: { method: 'GET', path: '/v1/platform/regions' },
      result: [region],
    },
    {
      title: 'Fly is asked where there is room',
      act: (fly) => fly.askPlacements(wish, call),
      answer: json({ Regions: [{ Region: 'ams', Count: 2, Concurrency: 1 }] }),
      sent: { method: 'POST', path: '/v1/platform/placements', body: { ...wish, org_slug: 'our-org' } },
      result: [{ region: 'ams', count: 2, concurrency: 1 }],
    },
    {
      title: 'there is room nowhere',
      act: (fly) => fly.askPlacements(wish, call),
      answer: json({ Regions: null }),
      sent: { method: 'POST', path: '/v1/platform/placements' },
      result: [],
    },
    {
      title: 'the token is asked about',
      act: (fly) => fly.currentToken(call),
      answer: json({ tokens: [{ ...token, user: null }] }),
      sent: { method: 'GET', path: '/v1/tokens/current' },
      result: { tokens: [token] },
    },
  ]
}
