import { aMachine, anApp, call, empty, json, type Scripted } from './scripted.ts'

const id = aMachine.id
const config = { image: 'registry.fly.io/shop@sha256:1' }
const create = { name: aMachine.name, region: 'ams', config }

/** Every call of the port: what is sent, and what comes of the answer. */
export const calls: readonly {
  readonly title: string
  readonly act: (fly: Scripted['fly']) => Promise<unknown>
  readonly answer: Response
  readonly sent: object
  readonly result: unknown
}[] = [
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
  ...(['start', 'stop', 'suspend', 'cordon', 'uncordon'] as const).map((verb) => ({
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
    title: 'the token is asked about',
    act: (fly) => fly.currentToken(call),
    answer: json({ tokens: [{ token_id: 't', org_slug: 'our-org' }] }),
    sent: { method: 'GET', path: '/v1/tokens/current' },
    result: { tokens: [{ token_id: 't', org_slug: 'our-org' }] },
  },
]
