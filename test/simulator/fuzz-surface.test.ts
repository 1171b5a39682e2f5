import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { serveSimulator } from '../../simulator/serve.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { type AFly, aFly } from './a-fly.ts'
import { asked, statuses } from './surface.ts'

const seed = 20_261_125

describe('the whole API, whatever is asked of it', () => {
  test('answers as Fly would, in this process', async () => {
    const fly = aFly({ limits: false, delays: { appVisible: 0, machineVisible: 0, request: 0, answer: 0 } })
    const seen = new Set<number>()
    await fc.assert(
      fc.asyncProperty(
        asked((path) => fill(fly.world, path)),
        async ({ method, path, body, headers }) => {
          const { 'content-length': _, ...rest } = headers
          const answer = await fly.ask(method, path, body, rest)
          seen.add(answer.status)
          expect(statuses, `${method} ${path} ${body}: ${answer.text}`).toContain(answer.status)
          expect(answer.headers.get('fly-request-id')).toMatch(/-fra$/)
        },
      ),
      { seed, numRuns: 1_500 },
    )
    // Or else it was only asked for nonsense.
    for (const status of [200, 202, 400, 401, 403, 404, 405]) expect(seen).toContain(status)
    expect(fly.requests.deeds().filter(({ deed }) => deed === 'applied').length).toBeGreaterThan(5)
    fly.close()
  })

  test('answers on a socket as well, and goes on whatever is sent there', async () => {
    const simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none', limits: false })
    const server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1' })
    const port = Number(new URL(server.url).port)
    await fc.assert(
      fc.asyncProperty(
        asked((path) => fill(simulator.world, path).replace('/wait', '/waiting').replace('/exec', '/executing')),
        async ({ method, path, body, headers }) => {
          const status = await sendRaw(port, lines({ method, path, body, headers }))
          if (status !== undefined) expect([...statuses, 431], `${method} ${path}`).toContain(status)
        },
      ),
      { seed, numRuns: 250 },
    )
    for (const garbage of [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'PUT / HTTP/9.9\r\n\r\n',
      '\u0000\u0001',
      `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(20_000)}`,
    ]) {
      expect([undefined, 400, 431, 505]).toContain(await sendRaw(port, garbage))
    }
    const answer = await fetch(`${server.url}/v1/tokens/current`, { headers: { authorization: 'Bearer a' } })
    expect(answer.status).toBe(200)
    await server.close()
    simulator.close()
  })

  test('reads no more of a body than it takes', async () => {
    const simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none' })
    const server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1' })
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { authorization: 'Bearer a', 'content-type': 'application/json' }
    const request = { method: 'POST', body: endless, headers, duplex: 'half' } as const
    const answer = await fetch(`${server.url}/v1/apps`, request).then(
      ({ status }) => status,
      () => 'broken off',
    )
    expect([413, 'broken off']).toContain(answer)
    expect(sent).toBeLessThan(64 * 1_048_576)
    await server.close()
    simulator.close()
  })
})

/** Things that are there, made anew when they are gone. */
function fill(world: AFly['world'], path: string): string {
  if (world.app('shop') === undefined) world.createApp({ name: 'shop' })
  while (world.machines('shop').length < 5) world.createMachine('shop', { config: { image: 'nginx' } })
  const [machine] = world.machines('shop').slice(path.length % 5)
  return path
    .replace('{app}', 'shop')
    .replace('{id}', machine?.id ?? '')
    .replace('{volume}', 'vol_1')
}

function lines({
  method,
  path,
  body,
  headers,
}: {
  method: string
  path: string
  body: string | undefined
  headers: object
}): string {
  const all = {
    host: 'fly.test',
    authorization: 'Bearer a',
    connection: 'close',
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  }
  const head = Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return `${method} ${path} HTTP/1.1\r\n${head}\r\n${body ?? ''}`
}

/** The status; `undefined` when the connection ended without one. */
async function sendRaw(port: number, text: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const end = () => {
      socket.destroy()
      const [, status] = /^HTTP\/1.1 (\d{3})/.exec(answer) ?? []
      resolve(status === undefined ? undefined : Number(status))
    }
    socket.setTimeout(300, end)
    socket.on('data', (data) => {
      answer += data
      if (answer.includes('\r\n')) end()
    })
    socket.on('close', end)
    socket.on('error', end)
  })
}
