import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bridge } from '../../../controller/serve/cli/mcp-bridge.ts'
import { anApp } from '../../support/builders.ts'
import { anInstallation } from '../an-installation.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation({ specs: [anApp('shop')] })
})
afterEach(() => house.close())

/** What comes back for these lines, one JSON value each, by id. `sent` are the headers of each request. */
async function bridged(
  lines: readonly string[],
  fetch = async (url: string, init: RequestInit) => house.http.fetch(new Request(url, init)),
) {
  const written: string[] = []
  const sent: Headers[] = []
  async function* input() {
    for (const line of lines) {
      yield line
      // A client waits for the answer to `initialize` before it goes on.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const working = bridge({
    lines: input(),
    write: (line) => void written.push(line),
    url: 'http://127.0.0.1:4380',
    token: 'secret-token',
    user: 'anna',
    fetch: async (url, init) => {
      sent.push(new Headers(init.headers))
      return fetch(url, init)
    },
    signal: house.never,
  })
  await house.run(working)
  return { answers: written.map((line) => JSON.parse(line)), sent }
}

const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
}
const status = { name: 'get_app_status', arguments: { app: 'shop' } }

describe('artifact mcp', () => {
  test('passes messages of the newest revision on, with the token and the headers that say them again', async () => {
    const { answers, sent } = await bridged([
      JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params: { ...status, _meta: meta } }),
    ])
    expect(answers).toMatchObject([{ id: 7, result: { structuredContent: { apps: [{ app: 'shop' }] } } }])
    expect(sent[0]?.get('authorization')).toBe('Bearer secret-token')
    expect(sent[0]?.get('mcp-name')).toBe('get_app_status')
  })

  test('passes messages of older revisions on, each with the one that was agreed on', async () => {
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'old', version: '1' } }
    const { answers, sent } = await bridged([
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello }),
      JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
      JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: status }),
    ])
    expect(answers).toMatchObject([
      { id: 1, result: { protocolVersion: '2025-06-18' } },
      { id: 2, result: { structuredContent: { apps: [{ app: 'shop' }] } } },
    ])
    expect(sent[2]?.get('mcp-protocol-version')).toBe('2025-06-18')
  })

  test('writes nothing but JSON-RPC, whatever comes in and whatever is not there', async () => {
    const nobody = async () => Promise.reject(new TypeError('fetch failed'))
    const { answers } = await bridged(['{', '[]', '{"jsonrpc":"2.0","id":1,"method":"ping"}'], nobody)
    expect(answers).toMatchObject([
      { jsonrpc: '2.0', id: null, error: { code: -32_700 } },
      { jsonrpc: '2.0', id: null, error: { code: -32_700 } },
      { jsonrpc: '2.0', id: 1, error: { message: expect.stringMatching(/no controller answers/) } },
    ])
    const closed = async () => Response.json({ error: { message: 'nobody knows who asks', repair: 'send a token' } })
    const refused = await bridged(['{"jsonrpc":"2.0","id":1,"method":"ping"}'], closed)
    expect(refused.answers).toMatchObject([{ id: 1, error: { message: 'nobody knows who asks: send a token' } }])
  })
})
