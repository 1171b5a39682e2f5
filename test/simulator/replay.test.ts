import { describe, expect, test } from 'vitest'
import type { Serve } from '../../simulator/proxy/program.ts'
import { type AnEdge, anEdge, web } from './an-edge.ts'

describe('an app that answers with fly-replay', () => {
  test.each([
    ['app=shop', { app: 'shop' }],
    ['app=shop;region="nowhere,nrt,any"', { app: 'shop', region: 'nrt' }],
    ['region=iad', { app: 'router', region: 'iad' }],
    ['elsewhere=true', { app: 'router', region: 'iad' }],
    ['app=shop;prefer_instance=00000000000000', { app: 'shop' }],
  ])('%s', async (said, answered) => {
    const fly = await aRouter(() => replay(said))
    expect((await fly.visit('https://router.fly.dev/a')).body).toMatchObject({ ...answered, request: { path: '/a' } })
  })

  test('names one Machine, also one that sleeps, and is answered by that', async () => {
    let target = ''
    const fly = await aRouter(() => replay(`app=shop;instance=${target}`))
    target = fly.machine('shop', { region: 'syd', state: 'stopped', service: { autostart: true } }).id
    expect((await fly.visit('https://router.fly.dev/')).body.machine).toBe(target)
    target = '00000000000000'
    expect((await fly.visit('https://router.fly.dev/')).status).toBe(503)
  })

  test('sends the whole request on, and says where it comes from', async () => {
    const fly = await aRouter(() => replay('app=shop;state=customer 7'), {
      shop: async (request, { machine }) =>
        Response.json({ app: machine.app, text: await request.text(), headers: Object.fromEntries(request.headers) }),
    })
    const { body } = await fly.visit('https://router.fly.dev/', {
      method: 'POST',
      body: 'x'.repeat(900_000),
      headers: { 'x-mine': '1' },
    })
    const [source] = fly.world.machines('router')
    expect(body.text).toHaveLength(900_000)
    expect(body.headers).toMatchObject({ 'x-mine': '1', 'fly-replay-cache-status': 'miss', host: 'router.fly.dev' })
    expect(body.headers['fly-replay-src']).toMatch(
      new RegExp(`^instance=${source?.id};region=fra;t=\\d{16};state=customer 7$`),
    )
  })

  test('can say it as a document, and change the request', async () => {
    const fly = await aRouter(() =>
      document({
        app: 'shop',
        transform: {
          path: '/tenant?a=b',
          delete_headers: ['cookie'],
          set_headers: [{ name: 'x-tenant', value: 'acme' }],
        },
      }),
    )
    const { body } = await fly.visit('https://router.fly.dev/', { headers: { cookie: 'a=b' } })
    expect(body.request).toMatchObject({ path: '/tenant?a=b', headers: { 'x-tenant': 'acme' } })
    expect(body.request.headers).not.toHaveProperty('cookie')
  })

  test.each([
    [replay('timeout=never;app=shop'), /timeout/],
    [replay(';;='), /target/],
    [replay('app=shop;fallback=me'), /fallback/],
    [document([]), /object/],
    [document({ app: 'shop', transform: { path: 'http://evil' } }), /transform/],
    [document({ app: 'shop', transform: { path: '/ HTTP/1.1' } }), /transform/],
    [document({ app: 'shop', transform: { set_headers: [{ name: 'content-length', value: '1' }] } }), /transform/],
    [document({ app: 'shop', transform: { set_headers: [{ name: 'a', value: 'b\r\nc: d' }] } }), /transform/],
    [replay('app=nobody'), /not allowed/],
  ])('gets nowhere with what makes no sense (%#)', async (answer, why) => {
    const fly = await aRouter(() => answer.clone() as Response)
    const { status, text } = await fly.visit('https://router.fly.dev/')
    expect([status, text]).toEqual([502, expect.stringMatching(why)])
  })

  test('cannot have more than a megabyte replayed', async () => {
    const fly = await aRouter(async (request) => {
      expect((await request.text()).length).toBe(1_200_000)
      return replay('app=shop')
    })
    expect((await fly.visit('https://router.fly.dev/', { method: 'POST', body: 'x'.repeat(1_200_000) })).status).toBe(
      502,
    )
  })

  test('needs the http handler', async () => {
    const fly = await aRouter(() => replay('app=shop'))
    await fly.ask('POST', '/v1/apps/router/ip_assignments', { type: 'v4' })
    fly.machine('router', { config: { image: 'router', services: [web({ ports: [{ port: 5000, handlers: [] }] })] } })
    const { headers } = await fly.visit('http://router.fly.dev:5000/')
    expect(headers.get('fly-replay')).toBe('app=shop')
  })

  test('that never ends is ended', async () => {
    let asked = 0
    const there = () => replay(++asked % 2 === 1 ? 'app=shop' : 'app=router')
    const fly = await aRouter(there, { shop: there })
    expect((await fly.visit('https://router.fly.dev/')).status).toBe(502)
    expect(asked).toBe(6)
  })
})

describe('a replay that fails', () => {
  test.each(['force_self', 'prefer_self'])('comes back with %s, and says why', async (fallback) => {
    const fly = await aRouter((request) => {
      const failed = request.headers.get('fly-replay-failed')
      return failed === null ? replay(`app=shop;timeout=3s;fallback=${fallback}`) : new Response(failed)
    })
    for (const { id } of fly.world.machines('shop')) fly.world.setHostStatus('shop', id, 'unreachable')
    const [source] = fly.world.machines('router')
    const { text } = await fly.visit('https://router.fly.dev/')
    expect(text).toBe(`app=shop;replay_source=${source?.id};reason=no_candidate;elapsed_ms=0`)
  })

  test('in time, when it has one', async () => {
    const fly = await aRouter((request) => {
      const failed = request.headers.get('fly-replay-failed')
      return failed === null ? replay('app=slow;timeout=3s;fallback=force_self') : new Response(failed)
    })
    await fly.open('slow', 'none')
    fly.machine('slow', { config: { image: 'nginx:unhealthy', services: [web({ checks: [{ type: 'tcp' }] })] } })
    const { text } = await fly.visit('https://router.fly.dev/')
    expect(text).toMatch(/^app=slow;replay_source=\w+;reason=timeout;elapsed_ms=3000$/)
  })

  test('does not go on from its fallback', async () => {
    const fly = await aRouter(() => replay('app=nowhere-ready;fallback=force_self'))
    await fly.open('nowhere-ready', 'none')
    fly.machine('nowhere-ready', { state: 'stopped' })
    expect((await fly.visit('https://router.fly.dev/')).status).toBe(502)
  })
})

describe('from one private network to another', () => {
  test('nothing is replayed, unless the organisation says so', async () => {
    const fly = await aRouter(() => replay('app=tenant'))
    await fly.open('tenant', 'none', { network: 'tenant' })
    fly.machine('tenant')
    expect((await fly.visit('https://router.fly.dev/')).text).toMatch(/not allowed/)
    fly.world.changeOrganization('demo', { allowAllCrossNetworkReplays: true })
    expect((await fly.visit('https://router.fly.dev/')).body.app).toBe('tenant')
  })

  test('nor to an app of another organisation, unless that names ours', async () => {
    const fly = await aRouter(() => replay('app=foreign'))
    fly.world.createOrganization('others')
    await fly.open('foreign', 'none', { organization: 'others' })
    fly.machine('foreign')
    fly.world.changeOrganization('demo', { allowAllCrossNetworkReplays: true })
    expect((await fly.visit('https://router.fly.dev/')).text).toMatch(/not allowed/)
    fly.world.changeOrganization('others', { allowedReplaySourceOrgSlugs: ['demo'] })
    expect((await fly.visit('https://router.fly.dev/')).body.app).toBe('foreign')
  })
})

describe('a cached replay', () => {
  test('spares asking the router, for its paths and its time', async () => {
    let asked = 0
    const headers = {
      'fly-replay-cache': '/t/*',
      'fly-replay-cache-ttl-secs': '60',
      'fly-replay-cache-allow-bypass': 'yes',
    }
    const fly = await aRouter(() => {
      asked++
      return replay('app=shop', headers)
    })
    const status = async (path: string, more = {}) => {
      const { body } = await fly.visit(`https://router.fly.dev${path}`, { headers: more })
      const { 'fly-replay-cache-status': how, 'fly-replay-src': source } = body.request.headers
      return `${how} ${asked} ${source === undefined ? 'unsaid' : 'said'}`
    }
    expect(await status('/t/a')).toBe('miss 1 said')
    expect(await status('/t/b?c')).toBe('hit 1 unsaid')
    expect(await status('/t')).toBe('hit 1 unsaid')
    expect(await status('/tea')).toBe('miss 2 said')
    expect(await status('/t/a', { 'fly-replay-cache-control': 'skip' })).toBe('bypass 3 said')
    await fly.clock.advance(60_000)
    expect(await status('/t/a')).toBe('miss 4 said')
  })

  test('belongs to a session where the port says so, until the target gives it back', async () => {
    let asked = 0
    let isMoved = false
    const router: Serve = (request) => {
      if (request.headers.has('fly-replay-src')) return new Response('back at the router')
      asked++
      return replay('app=shop')
    }
    const shop: Serve = () =>
      isMoved ? document({ app: 'router', cache: { invalidate: true } }) : new Response('shop')
    const fly = anEdge({ programs: { router, shop } })
    await fly.open('router')
    await fly.open('shop', 'none')
    const replay_cache = [
      { path_prefix: '/', ttl_seconds: 300, type: 'cookie', name: 'session' },
      { type: 'header', name: ' ' },
    ]
    const ports = [{ port: 443, handlers: ['tls', 'http'], http_options: { replay_cache } as object }]
    fly.machine('router', { config: { image: 'router', services: [web({ ports })] } })
    fly.machine('shop', { config: { image: 'shop', services: [web()] } })
    const as = async (cookie?: string) => {
      const { text } = await fly.visit('https://router.fly.dev/', cookie === undefined ? {} : { headers: { cookie } })
      return `${text} ${asked}`
    }
    expect([await as('a=b; session=one'), await as('session=one')]).toEqual(['shop 1', 'shop 1'])
    expect([await as('session=two'), await as(), await as()]).toEqual(['shop 2', 'shop 3', 'shop 4'])
    isMoved = true
    expect(await as('session=one')).toBe('back at the router 4')
    isMoved = false
    expect([await as('session=one'), await as('session=two')]).toEqual(['shop 5', 'shop 5'])
  })

  test('is forgotten when the target sends back an invalidation, or cannot be had', async () => {
    let asked = 0
    let isMoved = false
    const fly = await aRouter(
      (request) => {
        if (request.headers.has('fly-replay-src')) return new Response('back at the router')
        asked++
        return replay('app=shop', { 'fly-replay-cache': '/', 'fly-replay-cache-ttl-secs': '600' })
      },
      { shop: () => (isMoved ? document({ app: 'router', cache: { invalidate: true } }) : new Response('shop')) },
    )
    const visit = async () => (await fly.visit('https://router.fly.dev/')).text
    expect([await visit(), await visit(), asked]).toEqual(['shop', 'shop', 1])
    isMoved = true
    expect([await visit(), asked]).toEqual(['back at the router', 1])
    isMoved = false
    expect([await visit(), asked]).toEqual(['shop', 2])
    for (const { id } of fly.world.machines('shop')) fly.world.setHostStatus('shop', id, 'unknown')
    await visit()
    expect(asked).toBe(3)
  })

  test.each([
    ['with a state', 'app=shop;state=a', {}],
    ['for less than ten seconds', 'app=shop', { 'fly-replay-cache-ttl-secs': '9' }],
    ['for paths that are not asked for', 'app=shop', { 'fly-replay-cache': '/other/*' }],
    ['of another host', 'app=shop', { 'fly-replay-cache': 'example.com/*' }],
  ])('is none %s', async (_, said, headers) => {
    let asked = 0
    const fly = await aRouter(() => {
      asked++
      return replay(said, { 'fly-replay-cache': '/', 'fly-replay-cache-ttl-secs': '60', ...headers })
    })
    await fly.visit('https://router.fly.dev/a')
    await fly.visit('https://router.fly.dev/a')
    expect(asked).toBe(2)
  })
})

/** A router with a program of its own in two regions, and a shop that says who it is. */
async function aRouter(router: Serve, programs: Record<string, Serve> = {}): Promise<AnEdge> {
  const fly = anEdge({ programs: { router, ...programs } })
  await fly.open('router')
  await fly.open('shop', 'none')
  const config = { image: 'router', services: [web()] }
  fly.machine('router', { region: 'fra', config })
  // Only the first of them is a router, so that no replay within the app comes back.
  fly.machine('router', { region: 'iad' })
  for (const region of ['fra', 'nrt']) fly.machine('shop', { region, config: { image: 'shop', services: [web()] } })
  return fly
}

function replay(said: string, headers: Record<string, string> = {}): Response {
  return new Response('please', { headers: { 'fly-replay': said, ...headers } })
}

function document(said: object): Response {
  return new Response(JSON.stringify(said), { headers: { 'content-type': 'application/vnd.fly.replay+json' } })
}
