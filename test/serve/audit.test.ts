import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '../../controller/access/principal.ts'
import type { Identify } from '../../controller/serve/http-caller.ts'
import { HttpError } from '../../controller/serve/http-guard.ts'
import type { AuditAsk } from '../../controller/serve/operations.ts'
import type { SealedRecord } from '../../controller/status/audit-chain.ts'
import type { CallRecord } from '../../controller/status/audit-record.ts'
import { createAjv } from '../../schemas/ajv.ts'
import auditSchema from '../../schemas/audit.schema.json' with { type: 'json' }
import { anApp } from '../support/builders.ts'
import { anInstallation } from './an-installation.ts'

const blog: Principal = {
  kind: 'workload',
  name: 'app:blog',
  ref: 'App/blog',
  organizationId: 'org-1',
  appId: 'app-1',
  flyApp: 'blog',
  machineId: 'm-1',
}
const operator: Principal = { kind: 'token', name: 'token:ops', id: 't1', role: 'operator' }
const principals: Readonly<Record<string, Principal>> = { blog, operator }

const identify: Identify = async (request) => {
  const principal = principals[request.headers.get('authorization') ?? '']
  if (principal) return principal
  throw new HttpError('Unauthenticated', 'nobody knows who asks', 'send a token')
}

let house: Awaited<ReturnType<typeof anInstallation>>
/** Every mutating request that has reached the simulated Fly and was answered: its method and path by its request id. */
const mutations = new Map<string, string>()
beforeAll(async () => {
  house = await anInstallation({
    identify,
    async between(request, fly) {
      const response = await fly(request)
      const { pathname } = new URL(request.url)
      const isLease = pathname.endsWith('/lease')
      const id = response.headers.get('fly-request-id')
      if (request.method !== 'GET' && !isLease && id !== null) mutations.set(id, `${request.method} ${pathname}`)
      return response
    },
  })
})
afterAll(() => house.close())

async function send(as: string, method: string, path: string, body?: object) {
  const accept = 'application/json, text/event-stream'
  const headers = { authorization: as, accept, ...(method === 'POST' && { 'content-type': 'application/json' }) }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await house.run(Promise.resolve(house.http.request(`http://localhost${path}`, init)))
  const request = response.headers.get('x-request-id')
  await response.text()
  return { status: response.status, request }
}

async function recordsOf(request: string | null): Promise<readonly SealedRecord[]> {
  const all = await house.store.audit({ limit: 1_000 })
  return all.filter((record) => record.kind === 'decision' && (record.by?.request ?? record.request) === request)
}

describe('the audit', () => {
  test('leads from each call to Fly to the request that asked for it, and to whoever sent that', async () => {
    const { status, request } = await send('operator', 'POST', '/v1/specs', anApp('shop', { web: { count: 2 } }))
    expect([status, request]).toEqual([200, expect.stringMatching(/^req_[2-9a-z]{16}$/)])
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    expect(await recordsOf(request)).toMatchObject([
      {
        ...{ kind: 'decision', outcome: 'allowed', operation: 'submit', ref: 'App/shop', generation: 1 },
        by: { from: 'http', user: 'token:ops', request },
      },
    ])

    const calls = (await house.store.audit({ limit: 1_000 })).filter((record) => record.kind === 'call')
    const told = new Map(calls.map((call) => [call.flyRequest, call.action]))
    expect([...mutations.keys()].filter((id) => !told.has(id)).map((id) => mutations.get(id))).toEqual([])
    expect(mutations.size).toBeGreaterThanOrEqual(3)
    for (const call of calls) {
      expect(call).toMatchObject({ ref: 'App/shop', generation: 1, cause: { user: 'token:ops', request } })
      expect(call.plan).toMatch(/^[0-9a-f]{32}$/)
      expect(await house.store.intent(call.intent)).toMatchObject({ state: 'done', action: call.action })
    }
  })

  test('names the controller, and who sent the spec, where it puts back what somebody else has changed', async () => {
    const before = (await house.store.audit({ limit: 1, last: true }))[0]?.seq ?? 0
    const [machine] = house.simulator.world.machines('shop')
    house.simulator.world.stop('shop', machine?.name ?? '')
    await house.clock.advance(60_000)
    const calls = await house.store.audit({ after: before, limit: 9 })
    expect(calls).toMatchObject([
      { kind: 'call', outcome: 'done', by: 'controller', action: 'start-machine', cause: { user: 'token:ops' } },
    ])
    expect((calls[0] as CallRecord).because).toBe('Stopped')
  })

  test.each<[string, string, string, string, object]>([
    ['a change of the App of another', 'blog', 'POST', '/v1/apps/shop/pause', { operation: 'pause', ref: 'App/shop' }],
    ['a reading of it', 'blog', 'GET', '/v1/apps/shop', { operation: 'get', ref: 'App/shop', code: 'NotFound' }],
    ['what only others may', 'blog', 'GET', '/v1/import/shop', { operation: 'importApp', code: 'Forbidden' }],
  ])('tells that somebody was refused: %s', async (_, as, method, path, about) => {
    const { request } = await send(as, method, path)
    const workload = { organizationId: 'org-1', appId: 'app-1', machineId: 'm-1' }
    expect(await recordsOf(request)).toMatchObject([
      { ...about, outcome: 'refused', by: { user: 'app:blog', workload, from: 'http', request } },
    ])
  })

  test('is told of by each answer, by an id that it makes itself', async () => {
    for (const [method, path] of [
      ['GET', '/v1/apps'],
      ['GET', '/v1/nothing'],
      ['GET', '/healthz'],
      ['POST', '/mcp'],
    ] as const) {
      const headers = { 'x-request-id': 'theirs', 'content-type': 'application/json' }
      const response = await house.run(
        Promise.resolve(house.http.request(`http://localhost${path}`, { method, headers })),
      )
      expect([path, response.headers.get('x-request-id')]).toEqual([path, expect.stringMatching(/^req_/)])
      await response.text()
    }
  })

  test('tells what was asked through MCP', async () => {
    const params = { name: 'get_app_status', arguments: { app: 'shop' } }
    const { request } = await send('blog', 'POST', '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params })
    expect(await recordsOf(request)).toMatchObject([
      { outcome: 'refused', ref: 'App/shop', by: { from: 'mcp', user: 'app:blog', request } },
    ])
  })

  test('tells that a stream was refused', async () => {
    const stream = house.operationsFor({ principal: blog, via: 'mcp', request: 'req_stream' })
    await expect(stream.follow({ name: 'shop' }, house.never)[Symbol.asyncIterator]().next()).rejects.toThrow(/no App/)
    expect(await recordsOf('req_stream')).toMatchObject([{ operation: 'follow', outcome: 'refused', ref: 'App/shop' }])
  })

  test('tells what was allowed and not done for another reason, and nothing of readings', async () => {
    const protectedSpec = anApp('kept', {}, { deletion: { protect: true, requested: false, keepFor: '1d' } })
    await send('operator', 'POST', '/v1/specs', protectedSpec)
    const refused = await send('operator', 'DELETE', '/v1/apps/kept')
    expect(refused.status).toBe(409)
    const [record, ...more] = await recordsOf(refused.request)
    expect(more).toEqual([])
    expect(record).toMatchObject({ outcome: 'failed', operation: 'delete', ref: 'App/kept', code: 'Protected' })
    expect(record).not.toHaveProperty('message')
    for (const path of ['/v1/apps', '/v1/apps/shop', '/v1/apps/nobody', '/v1/specs']) {
      expect(await recordsOf((await send('operator', 'GET', path)).request)).toEqual([])
    }
    const rehearsal = await send('operator', 'POST', '/v1/specs?dryRun=1', anApp('shop'))
    expect([rehearsal.status, await recordsOf(rehearsal.request)]).toEqual([200, []])
  })

  test('keeps no name that can be none', async () => {
    const { request } = await send('blog', 'POST', '/v1/apps/Fo1_secret%20words/pause')
    const [record] = await recordsOf(request)
    expect(record).toMatchObject({ outcome: 'refused', operation: 'pause' })
    expect(JSON.stringify(record)).not.toContain('secret')
  })

  test('counts strangers instead of keeping each of them, and all that somebody is refused too often', async () => {
    await house.clock.advance(61_000)
    const before = (await house.store.audit({ limit: 1, last: true }))[0]?.seq ?? 0
    for (let count = 0; count < 20; count++) await send('stranger', 'GET', '/v1/apps/shop')
    for (let count = 0; count < 40; count++) await send('blog', 'GET', '/v1/apps/shop')
    const during = await house.store.audit({ after: before, limit: 1_000 })
    expect(during.filter(({ outcome }) => outcome === 'unauthenticated')).toMatchObject([
      { operation: 'enter', code: 'Unauthenticated' },
    ])
    expect(during.filter(({ outcome }) => outcome === 'refused')).toHaveLength(30)
    await house.clock.advance(61_000)
    const after = await house.store.audit({ after: during.at(-1)?.seq ?? 0, limit: 9 })
    expect(after.toSorted((one, other) => one.outcome.localeCompare(other.outcome))).toMatchObject([
      { outcome: 'refused', operation: 'get', by: { user: 'app:blog' }, count: 10 },
      { outcome: 'unauthenticated', operation: 'enter', count: 19 },
    ])
  })

  test('shows an operator all of it, an app what is of its own, and nobody who else has asked about one', async () => {
    const ask = async (as: Principal, query: AuditAsk = {}) =>
      house.operationsFor({ principal: as, via: 'http' }).audit({ limit: 1_000, ...query })
    expect((await ask(operator)).length).toBeGreaterThan(20)
    expect((await ask(operator, { user: 'app:blog', outcome: 'refused', ref: 'App/shop', limit: 2 })).length).toBe(2)
    expect(await ask(blog)).toEqual([])
    await expect(ask(blog, { ref: 'App/shop' })).rejects.toMatchObject({ code: 'NotFound' })
    const seen = await ask({ ...blog, name: 'app:shop', ref: 'App/shop', appId: 'app-2' } as Principal)
    expect(seen.length).toBeGreaterThan(5)
    expect(JSON.stringify(seen)).not.toContain('blog')
    const verify = house.operationsFor({ principal: blog, via: 'http' }).verifyAudit()
    await expect(verify).rejects.toMatchObject({ code: 'Forbidden' })
  })

  test('is exported as the published schema says, all of it, and only to whom it may be shown', async () => {
    const get = async (as: string, path: string) => {
      const init = { headers: { authorization: as } }
      const response = await house.run(Promise.resolve(house.http.request(`http://localhost${path}`, init)))
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
    }
    const { text, type } = await get('operator', '/v1/audit?export=1')
    expect(type).toBe('application/x-ndjson')
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records).toEqual(await house.store.audit({ limit: 1_000 }))
    const isRecord = createAjv().compile(auditSchema)
    expect(records.filter((record) => !isRecord(record))).toEqual([])
    expect(isRecord({ ...records[0], token: 'x' })).toBe(false)
    expect((await get('blog', '/v1/audit?export=1&ref=App/shop')).status).toBe(404)
    expect((await get('operator', '/v1/audit?outcome=maybe')).status).toBe(400)
    expect(JSON.parse((await get('operator', '/v1/audit/verify')).text)).toEqual({
      count: expect.any(Number),
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('is whole after all that', async () => {
    expect(await house.store.verifyAudit()).toMatchObject({ brokenAt: undefined })
  })
})
