import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect as connectTo } from 'node:net'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { realClock } from '../../controller/real-clock.ts'
import type { Program } from '../../simulator/images.ts'
import { serveEdge } from '../../simulator/proxy/serve-edge.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { web } from './an-edge.ts'

let simulator: Simulator
let server: Awaited<ReturnType<typeof serveEdge>>
let routed: string[]
beforeEach(async () => {
  routed = []
  simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none', images: { router, chat: chat() } })
  server = await serveEdge(simulator.edge, { port: 0, host: '127.0.0.1' })
  await open('router', 'router')
  await open('chat', 'chat')
})
afterEach(async () => {
  await server.close()
  simulator.close()
})

/** Leads everything to the chat, and upgrades nothing itself. */
const router: Program = {
  serve: (request) => {
    routed.push(`${request.method} ${new URL(request.url).pathname} ${request.headers.get('upgrade')}`)
    return new Response(null, { status: 307, headers: { 'fly-replay': 'app=chat;state=room 7' } })
  },
}

/** Says back what it hears, and from where it was led here. */
function chat(): Program {
  const rooms = new WebSocketServer({ noServer: true })
  const http = createServer((_, response) => response.end('no upgrade'))
  http.on('upgrade', (request, socket, first) => {
    rooms.handleUpgrade(request, socket, first, (client) => {
      client.send(`${request.headers['fly-replay-src'] ?? 'direct'}`)
      client.on('message', (said) => client.send(`heard ${said}`))
    })
  })
  return { connect: (connection) => http.emit('connection', connection), serve: () => new Response('chat') }
}

describe('a WebSocket', () => {
  test('is taken by the Machine that the host leads to', async () => {
    const client = await connected('chat.fly.dev')
    expect(await client.next()).toBe('direct')
    client.socket.send('one')
    client.socket.send('x'.repeat(200_000))
    expect(await client.next()).toBe('heard one')
    expect(await client.next()).toHaveLength(200_006)
    client.socket.close(4001, 'enough')
    expect((await once(client.socket, 'close'))[0]).toBe(4001)
  })

  test('is led on by a router that does not take it itself', async () => {
    const client = await connected('router.fly.dev')
    expect(await client.next()).toMatch(/^instance=\w{14};region=fra;t=\d+;state=room 7$/)
    client.socket.send('two')
    expect(await client.next()).toBe('heard two')
    expect(routed).toEqual(['GET /room websocket'])
    client.socket.terminate()
  })

  test('counts as load until it ends', async () => {
    const busy = await connected('chat.fly.dev')
    const { id } = simulator.world.machines('chat')[0] ?? { id: '' }
    simulator.world.edit('chat', id, (config) => ({
      ...config,
      services: [web({ concurrency: { type: 'connections', hard_limit: 1 } })],
    }))
    await expect.poll(() => simulator.world.machines('chat')[0]?.state).toBe('started')
    const waiting = ask('chat.fly.dev')
    const early = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))])
    expect(early).toBe('waits')
    busy.socket.terminate()
    expect((await waiting).split('\r\n')[0]).toBe('HTTP/1.1 200 OK')
  })

  test('ends with the edge', async () => {
    const client = await connected('chat.fly.dev')
    const closed = once(client.socket, 'close')
    await server.close()
    expect((await closed)[0]).toBe(1006)
  })

  test.each([
    ['nobody.fly.dev', 404],
    ['plain.fly.dev', 200],
  ])('to %s gets an answer instead: %i', async (host, status) => {
    await open('plain', 'nginx')
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/room`, { headers: { host } })
    const [, answer] = await once(socket, 'unexpected-response')
    expect(answer.statusCode).toBe(status)
    answer.resume()
    await once(answer, 'close')
  })
})

describe('on a socket', () => {
  test('the host says which app is meant, also for browsers', async () => {
    await open('plain', 'nginx')
    const said = await ask('plain.fly.dev')
    expect(said).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(said).toMatch(/"x-forwarded-proto":"https"/)
    expect(await ask('plain.fly.dev.localhost:4281')).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(await ask('plain.fly.dev', 'X-Simulated-Port: 8443')).toMatch(/^HTTP\/1\.1 404/)
  })

  test.each([
    [
      'two lengths',
      'GET / HTTP/1.1\r\nHost: chat.fly.dev\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'another length twice',
      'POST / HTTP/1.1\r\nHost: chat.fly.dev\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    ],
    ['a strange coding', 'POST / HTTP/1.1\r\nHost: chat.fly.dev\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : chat.fly.dev\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: chat.fly.dev/../x\r\n\r\n'],
    ['another host in its target', 'GET http://other.fly.dev/ HTTP/1.1\r\nHost: chat.fly.dev\r\n\r\n'],
    ['a body where none may be', 'GET / HTTP/1.1\r\nHost: chat.fly.dev\r\nContent-Length: 1\r\n\r\na'],
    [
      'an upgrade with a body',
      'GET / HTTP/1.1\r\nHost: chat.fly.dev\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\na',
    ],
    ['a method of proxies', 'TRACE / HTTP/1.1\r\nHost: chat.fly.dev\r\n\r\n'],
  ])('a request with %s is refused', async (_, raw) => {
    expect(await send(raw)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('another protocol than WebSocket is not spoken', async () => {
    const raw =
      'GET / HTTP/1.1\r\nHost: chat.fly.dev\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n'
    expect(await send(raw)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\r\nchat\r\n/)
  })

  test('it survives whatever is sent, and answers the next', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 20 })), {
          maxLength: 12,
        }),
        async (parts) => {
          await send(parts.join(''), 20)
        },
      ),
      { numRuns: 60 },
    )
    expect(await ask('chat.fly.dev')).toMatch(/^HTTP\/1\.1 200 OK/)
  }, 30_000)
})

const fragments = [
  'GET / HTTP/1.1\r\n',
  'POST /%00/..//a?b#c HTTP/1.1\r\n',
  'Host: chat.fly.dev\r\n',
  'Host: router.fly.dev\r\n',
  'Host: [::1]:99999\r\n',
  'Connection: upgrade\r\n',
  'Upgrade: websocket\r\n',
  'Content-Length: 3\r\n',
  'Transfer-Encoding: chunked\r\n',
  '\r\n',
  '0\r\n\r\n',
  'fly-force-region: ,,\r\n',
  'fly-force-instance-id: \x7f\r\n',
  'fly-replay-src: a\r\n',
  'Cookie: =;=;;\r\n',
  'X-Simulated-Port: 1e9\r\n',
  'Connection: host, cookie\r\n',
]

async function open(app: string, image: string): Promise<void> {
  simulator.world.createApp({ name: app })
  const body = JSON.stringify({ type: 'shared_v4' })
  const headers = { authorization: 'Bearer any' }
  await simulator.fetch(new Request(`http://fly/v1/apps/${app}/ip_assignments`, { method: 'POST', body, headers }))
  simulator.world.createMachine(app, { config: { image, services: [web()] } })
}

/** A client, and what it hears, one after the other. */
async function connected(host: string): Promise<{ socket: WebSocket; next: () => Promise<string> }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/room`, { headers: { host } })
  const heard: string[] = []
  socket.on('message', (said) => heard.push(String(said)))
  await once(socket, 'open')
  return {
    socket,
    async next() {
      while (heard.length === 0) await once(socket, 'message')
      return heard.shift() ?? ''
    },
  }
}

function ask(host: string, ...headers: string[]): Promise<string> {
  return send(['GET / HTTP/1.1', `Host: ${host}`, ...headers, 'Connection: close', '', ''].join('\r\n'))
}

/** Everything that comes back, until the other side ends it or nothing happens any more. */
async function send(raw: string, patienceMs = 5_000): Promise<string> {
  const socket = connectTo(Number(new URL(server.url).port), '127.0.0.1')
  socket.setTimeout(patienceMs, () => socket.end())
  socket.write(Buffer.from(raw, 'latin1'))
  return text(socket).catch(() => '')
}
