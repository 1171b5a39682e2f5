import { describe, expect, test } from 'vitest'
import { createClient } from '../../../controller/serve/cli/client.ts'

/** A client of a controller that answers every request in one way, and what was asked. */
function aClient(answer: (request: Request) => Response | Promise<Response>, signal = new AbortController().signal) {
  const requests: Request[] = []
  const client = createClient({
    url: 'http://127.0.0.1:4380',
    user: 'Zoë',
    signal,
    async fetch(url, init) {
      const request = new Request(url, init)
      requests.push(request)
      return await answer(request)
    },
  })
  return { client, requests }
}

const refused = () => Promise.reject(new TypeError('fetch failed'))

describe('the client of a controller', () => {
  test('says who asks, and by what', async () => {
    const { client, requests } = aClient(() => Response.json({}))
    await client.get('acme')
    expect(requests[0]?.headers.get('x-artifact-user')).toBe('Zo?')
    expect(requests[0]?.headers.get('x-artifact-via')).toBe('cli')
  })

  test('a name is never more than a name', async () => {
    const { client, requests } = aClient(() => Response.json({}))
    await client.get('../../v1/apps/other?x=1')
    expect(new URL(requests[0]?.url ?? '').pathname).toBe('/v1/apps/..%2F..%2Fv1%2Fapps%2Fother%3Fx%3D1')
  })

  test('asks for each operation as the API spells it', async () => {
    const { client, requests } = aClient(() => Response.json([]))
    await client.list(['plan=gold', 'region=eu'])
    await client.submit('text', 'a b.yaml', { dryRun: true })
    await client.submit('text', 'a.yaml', { planDigest: 'abc' })
    await client.waitFor('acme', 'Gone', 29_999.25)
    await client.events({ limit: 5 })
    await client.events({ name: 'acme', limit: 5 })
    await client.rollback('acme', 3)
    await client.change('acme', 'pause')
    await client.confirm('acme')
    await client.confirm('acme', { generation: 4 })
    await client.delete('acme')
    const asked = requests.map(({ method, url, headers }) =>
      [method, url.replace('http://127.0.0.1:4380', ''), headers.get('content-type')].join(' ').trim(),
    )
    expect(asked).toEqual([
      'GET /v1/apps?label=plan%3Dgold&label=region%3Deu',
      'POST /v1/specs?file=a+b.yaml&dryRun=1 application/yaml',
      'POST /v1/specs?file=a.yaml&planDigest=abc application/yaml',
      'GET /v1/apps/acme/wait?for=Gone&timeoutMs=30000',
      'GET /v1/events?limit=5',
      'GET /v1/apps/acme/events?limit=5',
      'POST /v1/apps/acme/rollback application/json',
      'POST /v1/apps/acme/pause application/json',
      'POST /v1/apps/acme/confirm application/json',
      'POST /v1/apps/acme/confirm?generation=4 application/json',
      'DELETE /v1/apps/acme',
    ])
  })

  test('repeats what the controller says, with its repair', async () => {
    const body = { error: { code: 'NotFound', message: 'there is no App acme', repair: 'see `artifact get`' } }
    const { client } = aClient(() => Response.json(body, { status: 404 }))
    await expect(client.get('acme')).rejects.toMatchObject({ ...body.error, exitCode: 1 })
  })

  test('says plainly that nobody answers, and what to do', async () => {
    const { client } = aClient(refused)
    await expect(client.info()).rejects.toMatchObject({
      message: 'no controller answers at http://127.0.0.1:4380',
      repair: 'start one with `artifact up`, or name another with --url or ARTIFACT_URL',
      exitCode: 4,
    })
  })

  test.each([
    ['a page of something else', () => new Response('<html>')],
    ['an error of something else', () => new Response('Bad gateway', { status: 502 })],
    ['JSON of something else', () => Response.json({ message: 'no' }, { status: 500 })],
  ])('%s is not taken for a controller', async (_, answer) => {
    await expect(aClient(answer).client.info()).rejects.toMatchObject({
      message: expect.stringContaining("is not a controller's"),
      exitCode: 4,
    })
  })

  test('who interrupts it gets the reason of that', async () => {
    const stop = new AbortController()
    const { client } = aClient(() => {
      stop.abort(new Error('SIGINT'))
      return refused()
    }, stop.signal)
    await expect(client.info()).rejects.toThrow('SIGINT')
  })

  test('follows events that come in pieces, and says when the controller has gone', async () => {
    const pieces = ['{"seq":1,"message":"grü', 'n"}\n\n{"seq":', '2}\n{"seq":3']
    const { client } = aClient(() => new Response(ReadableStream.from(pieces).pipeThrough(new TextEncoderStream())))
    const seen: unknown[] = []
    const following = (async () => {
      for await (const event of client.follow({ limit: 10 })) seen.push(event)
    })()
    await expect(following).rejects.toMatchObject({ message: expect.stringContaining('has gone'), exitCode: 4 })
    expect(seen).toEqual([{ seq: 1, message: 'grün' }, { seq: 2 }])
  })
})
