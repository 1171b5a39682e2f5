import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tools } from '../../../controller/serve/mcp/server.ts'
import { anApp } from '../../support/builders.ts'
import { anInstallation } from '../an-installation.ts'
import { anAgent, endpoint, post } from './an-agent.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation({ specs: [anApp('shop')] })
})
afterEach(() => house.close())

const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }

describe('the list of tools', () => {
  test('takes less than 16 kB of a context, in the same order each time', async () => {
    const { client } = await anAgent(house)
    const listed = await client.listTools()
    expect(JSON.stringify(listed.tools).length).toBeLessThan(16_000)
    expect(listed.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name))
    expect(await client.listTools()).toEqual(listed)
  })

  test('says of each what it does to the world, and takes no argument that it does not know', async () => {
    const { client } = await anAgent(house)
    for (const { name, annotations, inputSchema, description } of (await client.listTools()).tools) {
      expect(name).toMatch(/^[a-z_]{1,40}$/)
      expect(description?.length).toBeGreaterThan(40)
      expect(Object.keys(annotations ?? {}).sort(), name).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
      ])
      expect(inputSchema, name).toMatchObject({ additionalProperties: false })
    }
  })
})

test('a client of the SDK before this one lists the tools and calls one', async () => {
  const client = new OldClient({ name: 'old', version: '1' })
  const transport = new OldTransport(new URL(endpoint), {
    fetch: async (url, init) => house.http.fetch(new Request(url, init)),
  })
  await house.run(client.connect(transport as Parameters<typeof client.connect>[0]))
  expect((await house.run(client.listTools())).tools).toHaveLength(tools.length)
  const told = await house.run(client.callTool({ name: 'get_app_status', arguments: { app: 'shop' } }))
  expect(told.structuredContent).toMatchObject({ apps: [{ app: 'shop', ready: 'Ready' }] })
})

describe('at the edge of HTTP', () => {
  test.each([
    ['GET', {}, 405],
    ['DELETE', { 'content-type': 'application/json' }, 405],
    ['POST', { 'content-type': 'text/plain' }, 415],
    ['POST', { 'content-type': 'application/yaml' }, 415],
    ['POST', { origin: 'https://evil.example' }, 403],
    ['POST', { host: 'evil.example' }, 403],
  ])('%s with %j is refused with %i', async (method, headers, status) => {
    expect((await post(house, listTools, { method, headers })).status).toBe(status)
  })

  test('what is too long, no JSON or a batch is refused before anybody reads it', async () => {
    expect((await post(house, ' '.repeat(600_000))).status).toBe(413)
    expect(await post(house, '{"jsonrpc"')).toMatchObject({ status: 400, text: expect.stringMatching(/-32700/) })
    expect(await post(house, [listTools])).toMatchObject({ status: 400, text: expect.stringMatching(/batches/) })
    expect((await post(house, '7')).status).toBe(400)
  })

  test('a method that is not there is not found', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/steal' }
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/steal', params: { _meta: meta } }
    expect(await post(house, body, { headers })).toMatchObject({ status: 404, text: expect.stringMatching(/-32601/) })
  })
})

test('what a tool says is all in its text and all in its structure', async () => {
  const { call } = await anAgent(house)
  const { text, data } = await call('plan_changes', { app: 'shop', revision: 1 })
  for (const fact of [data.plan_id, data.digest, data.expires_at, 'apply_plan']) {
    expect(text).toContain(String(fact))
    expect(JSON.stringify(data)).toContain(String(fact))
  }
})

test('a caller that calls too often is told how long to wait, and others are not', async () => {
  const { call } = await anAgent(house)
  const apply = () => call('apply_plan', { plan_id: 'plan-none', digest: 'x' })
  for (let times = 0; times < 12; times++) expect((await apply()).text).toMatch(/^NOT_FOUND/)
  expect((await apply()).text).toMatch(
    /^RATE_LIMITED: .*\nFix: .*\nThe same call may pass in \d+ s\.\nNothing was changed/,
  )
  const other = await anAgent(house, { as: 'bea' })
  expect((await other.call('apply_plan', { plan_id: 'plan-none', digest: 'x' })).text).toMatch(/^NOT_FOUND/)
  await house.clock.advance(10_000)
  expect((await apply()).text).toMatch(/^NOT_FOUND/)
})
