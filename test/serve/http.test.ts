import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { anApp } from '../support/builders.ts'
import { anInstallation } from './an-installation.ts'

const shop = anApp('shop')

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation({ specs: [shop] })
})
afterEach(() => house.close())

async function ask(method: string, path: string, init: { body?: string; headers?: Record<string, string> } = {}) {
  const headers = { ...(method === 'POST' && { 'content-type': 'application/yaml' }), ...init.headers }
  const request = new Request(`http://127.0.0.1:4380${path}`, {
    method,
    headers,
    ...(init.body && { body: init.body }),
  })
  const response = await house.run(Promise.resolve(house.http.fetch(request)))
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
}

describe('the HTTP API', () => {
  test('takes a spec as YAML, says who sent it, and tells how it stands', async () => {
    const body = parseDocument(JSON.stringify(anApp('store'))).toString()
    const accepted = await ask('POST', '/v1/specs', {
      body,
      headers: { 'x-artifact-user': 'bea', 'x-artifact-via': 'cli' },
    })
    expect(accepted).toMatchObject({ status: 200 })
    const [{ operation, ref }] = accepted.json()
    expect(ref).toBe('App/store')

    const waited = await ask('GET', '/v1/apps/store/wait?for=Ready&timeoutMs=60000')
    expect(waited.json()).toEqual({ name: 'store', condition: 'Ready', generation: 1 })
    const view = await ask('GET', '/v1/apps/store')
    expect(view.json()).toMatchObject({ ready: { status: 'True' }, provenance: { from: 'cli', user: 'bea' } })
    const followed = await ask('GET', `/v1/operations/${operation.id}`)
    expect(followed.json()).toMatchObject({ state: 'succeeded' })
    const status = await ask('GET', '/v1/apps/store/status')
    expect(status.json().machines).toHaveLength(1)
  })

  test('tells what an App costs, and what all of them do', async () => {
    const price = (await ask('GET', '/v1/apps/shop/price')).json()
    expect(price).toMatchObject({ ref: 'App/shop', lines: [{ subject: 'web' }], total: { mostUsd: 2.02 } })
    expect((await ask('GET', '/v1/price')).json()).toEqual([price])
    expect((await ask('GET', '/v1/apps/shop/plan')).json().price.after).toEqual(price.total)
    expect((await ask('GET', '/v1/apps/nobody/price')).status).toBe(404)
  })

  test('spells every change of an App', async () => {
    expect((await ask('POST', '/v1/apps/shop/pause')).json()).toMatchObject({ paused: true })
    expect((await ask('POST', '/v1/apps/shop/resume')).json()).toMatchObject({ paused: false })
    expect((await ask('POST', '/v1/apps/shop/refresh')).status).toBe(200)
    expect((await ask('POST', '/v1/apps/shop/confirm')).json()).toMatchObject({ error: { code: 'Conflict' } })
    expect((await ask('POST', '/v1/apps/shop/confirm?generation=9')).text).toContain('generation 1, not 9')
    expect((await ask('POST', '/v1/apps/shop/confirm?generation=x')).status).toBe(400)
    expect((await ask('POST', '/v1/apps/shop/rollback', { body: '{"to": 1}' })).json()).toMatchObject({
      changed: false,
    })
    expect((await ask('DELETE', '/v1/apps/shop')).status).toBe(202)
    expect((await ask('POST', '/v1/apps/shop/undelete')).json()).not.toHaveProperty('deletionRequestedAt')
    const events = (await ask('GET', '/v1/apps/shop/events?limit=1000')).json() as { kind: string; by: object }[]
    const told = events.filter(({ by }) => typeof by === 'object' && 'user' in by).map(({ kind }) => kind)
    expect(told).toEqual(['Accepted', 'Paused', 'Resumed', 'DeletionRequested', 'DeletionWithdrawn'])
  })

  test('shows plans: of an App, of all, and of what is sent', async () => {
    expect((await ask('GET', '/v1/apps/shop/plan')).json()).toMatchObject({ ref: 'App/shop', waves: [] })
    expect((await ask('GET', '/v1/plan')).json()).toHaveLength(1)
    const [plan] = (await ask('POST', '/v1/plan', { body: JSON.stringify(anApp('store')) })).json()
    expect(plan.waves.flat().map(({ kind }: { kind: string }) => kind)).toContain('create-app')
  })

  test('selects Apps by label', async () => {
    expect((await ask('GET', '/v1/apps?label=plan=gold')).json()).toEqual([])
    expect((await ask('GET', '/v1/apps?label=plan')).status).toBe(400)
  })

  test('says what is wrong with a spec, where, and what to do', async () => {
    const refused = await ask('POST', '/v1/specs?file=shop.yaml', { body: 'kind: App\nspec: 7\n' })
    expect(refused.status).toBe(422)
    const { error } = refused.json()
    expect(error).toMatchObject({ code: 'Invalid', repair: expect.any(String) })
    expect(error.problems[0].at.file).toBe('shop.yaml')
  })

  test.each([
    ['GET', '/v1/apps/nobody', 404, 'NotFound'],
    ['GET', '/v1/operations/op-1', 404, 'NotFound'],
    ['GET', '/v1/nothing', 404, 'NoSuchRoute'],
    ['GET', '/v1/apps/shop/wait?for=Rain', 400, 'BadRequest'],
    ['GET', '/v1/apps/shop/wait?timeoutMs=-1', 400, 'BadRequest'],
    ['GET', '/v1/events?limit=many', 400, 'BadRequest'],
    ['POST', '/v1/apps/shop/rollback', 400, 'BadRequest'],
    ['POST', '/v1/specs', 422, 'Invalid'],
  ])('answers %s %s with %i %s', async (method, path, status, code) => {
    const answer = await ask(method, path)
    expect(answer.status).toBe(status)
    expect(answer.json().error).toMatchObject({ code, message: expect.any(String), repair: expect.any(String) })
  })

  test('follows events, one a line, until the house closes', async () => {
    const request = new Request('http://127.0.0.1/v1/events?follow=1&after=0')
    const response = await house.http.fetch(request)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const { value } = await house.run(reader.read())
    expect(JSON.parse(new TextDecoder().decode(value).split('\n')[0] ?? '')).toMatchObject({ kind: 'Accepted' })
    await reader.cancel()
  })
})

describe('the door of the HTTP API', () => {
  test.each([
    ['a name that somebody else leads to this machine', { host: 'evil.example:4380' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is closed to %s', async (_who, headers) => {
    const answer = await ask('GET', '/v1/apps', { headers })
    expect(answer.status).toBe(403)
    expect(answer.json().error.code).toBe('Forbidden')
  })

  test.each(['localhost:4380', '127.0.0.1:1', '[::1]:4380'])('is open to %s', async (host) => {
    expect((await ask('GET', '/v1/apps', { headers: { host } })).status).toBe(200)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'does not take a POST of %s, which a form could send',
    async (type) => {
      const answer = await ask('POST', '/v1/apps/shop/pause', { headers: { 'content-type': type } })
      expect(answer.status).toBe(415)
      expect(await house.operations.get('shop')).toMatchObject({ paused: false })
    },
  )

  test('takes no more than 1 MiB', async () => {
    const answer = await ask('POST', '/v1/specs', { body: 'x'.repeat(1_048_577) })
    expect(answer.status).toBe(413)
  })

  test('lets no browser guess what an answer is, nor read it from elsewhere', async () => {
    const { headers } = await ask('GET', '/v1/apps')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('health and figures', () => {
  test('it is alive, and ready when Fly was read and the store takes writes', async () => {
    expect((await ask('GET', '/healthz')).json()).toEqual({ ok: true })
    expect((await ask('GET', '/readyz')).json()).toEqual({ ready: true, reasons: [] })
  })

  test('it is not ready, and says why, when Fly has not answered for a while', async () => {
    house.simulator.faults.down(true)
    await house.clock.advance(60_000)
    const answer = await ask('GET', '/readyz')
    expect(answer.status).toBe(503)
    expect(answer.json().reasons).toEqual([expect.stringContaining('Fly')])
  })

  test('it is not ready when another process has taken the store over', async () => {
    await house.store.take('another')
    const answer = await ask('GET', '/readyz')
    expect(answer.status).toBe(503)
    expect(answer.json().reasons[0]).toContain('the store takes no writes')
  })

  test('it is not ready while the disk of the store is full', async () => {
    house.store.hasRoom = async () => false
    await house.clock.advance(10_000)
    const answer = await ask('GET', '/readyz')
    expect(answer.status).toBe(503)
    expect(answer.json().reasons).toEqual([expect.stringContaining('disk of the store is full')])
    expect((await ask('GET', '/metrics')).text).toContain('artifact_store_has_room 0')
  })

  test('Prometheus is told of Apps, steps and calls', async () => {
    const { text, headers } = await ask('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toContain('artifact_apps{ready="True"} 1')
    expect(text).toContain('artifact_steps_total{step="create-machine",result="done"} 1')
    expect(text).toMatch(/artifact_fly_calls_total\{action="POST machines",status="200"\} 1/)
    expect(text).toMatch(/artifact_observation_age_seconds [0-9.]+/)
  })
})
