import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { exchange } from '../../controller/fly/exchange.ts'
import { createTransport, type Transport } from '../../controller/fly/transport.ts'
import type { Clock } from '../../controller/world.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function aServer(handle: Handler): Promise<{ readonly url: string; requests(): number }> {
  let requests = 0
  const server = createServer(async (request, response) => {
    requests++
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    handle(request, response, Buffer.concat(chunks).toString())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests }
}

function aTransport(): Transport {
  const transport = createTransport()
  open.push(() => transport.close())
  return transport
}

const patientClock: Clock = {
  now: () => 0,
  monotonic: () => 0,
  sleep: (_ms, signal) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true })),
}

function send(transport: Transport, url: string, method = 'GET', signal = new AbortController().signal) {
  const init = { method, headers: { authorization: 'FlyV1 fm2_x' }, ...(method === 'POST' && { body: '{"a":"ä"}' }) }
  return exchange({ fetch: transport.fetch, clock: patientClock, url, init, timeoutMs: 1_000, signal })
}

describe('the transport', () => {
  test('carries method, path, headers and body there, and status, headers and body back', async () => {
    const server = await aServer(({ method, url, headers }, response, body) => {
      response.writeHead(201, { 'fly-request-id': 'r1', 'set-cookie': ['a=1', 'b=2'] })
      response.end(JSON.stringify({ method, url, authorization: headers.authorization, body }))
    })
    const end = await send(aTransport(), `${server.url}/a%2Fb?c=d`, 'POST')
    if (end.ended !== 'answered') throw new Error(end.why)
    expect(end.status).toBe(201)
    expect(end.headers.get('fly-request-id')).toBe('r1')
    expect(JSON.parse(end.body)).toEqual({
      method: 'POST',
      url: '/a%2Fb?c=d',
      authorization: 'FlyV1 fm2_x',
      body: '{"a":"ä"}',
    })
  })

  test('brings answers without a body', async () => {
    const server = await aServer((_, response) => response.writeHead(204).end())
    expect(await send(aTransport(), server.url, 'PUT')).toMatchObject({ ended: 'answered', status: 204, body: '' })
  })

  test('follows no redirect', async () => {
    const server = await aServer((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
    expect(await send(aTransport(), server.url)).toMatchObject({ ended: 'answered', status: 302 })
    expect(server.requests()).toBe(1)
  })

  test.each(['GET', 'PUT', 'POST', 'DELETE'])(
    'sends a %s only once, also when the connection breaks',
    async (method) => {
      const transport = aTransport()
      let isFirst = true
      const server = await aServer((request, response) => {
        if (!isFirst) request.socket.destroy()
        else response.end('{}')
        isFirst = false
      })
      // The second goes over a connection that was used before: the case in which libraries like to repeat.
      await send(transport, server.url, method)
      expect(await send(transport, server.url, method)).toMatchObject({ ended: 'silent', wasSent: true })
      expect(server.requests()).toBe(2)
    },
  )

  test('says when nobody was there', async () => {
    const server = await aServer(() => undefined)
    await open.pop()?.()
    expect(await send(aTransport(), server.url)).toMatchObject({ ended: 'silent', wasSent: false })
  })

  test('says when the body broke off', async () => {
    const server = await aServer((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(await send(aTransport(), server.url)).toMatchObject({ ended: 'cut', status: 200 })
  })

  test('lets go of the connection when the caller gives up', async () => {
    const caller = new AbortController()
    const isClosed = Promise.withResolvers<void>()
    const server = await aServer((request) => {
      request.socket.on('close', () => isClosed.resolve())
      caller.abort(new Error('enough'))
    })
    await expect(send(aTransport(), server.url, 'GET', caller.signal)).rejects.toThrow('enough')
    await isClosed.promise
  })
})
