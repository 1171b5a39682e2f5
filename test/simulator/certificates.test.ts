import { describe, expect, test } from 'vitest'
import { aCertificate, aKey } from './a-certificate.ts'
import { type AFly, type Answer, aFly } from './a-fly.ts'

const path = '/v1/apps/shop/certificates'
const hostname = 'www.acme.com'
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const web = { protocol: 'tcp', internal_port: 80, ports: [{ port: 443, handlers: ['tls', 'http'] }] }

describe('a certificate of Let’s Encrypt', () => {
  test('is asked for, and waits for the DNS', async () => {
    const fly = await aShop()
    const { status, body } = await fly.ask('POST', `${path}/acme`, { hostname: 'WWW.acme.com' })
    expect(status).toBe(201)
    expect(body).toEqual({
      hostname,
      configured: false,
      acme_requested: true,
      status: 'pending_validation',
      dns_provider: '',
      rate_limited_until: null,
      certificates: [],
      validation: {
        dns_configured: false,
        alpn_configured: false,
        http_configured: false,
        ownership_txt_configured: false,
      },
      dns_requirements: {
        a: [ipsOf(fly).v4],
        aaaa: [ipsOf(fly).v6],
        cname: 'shop.fly.dev',
        acme_challenge: {
          name: '_acme-challenge.www.acme.com',
          target: expect.stringMatching(/^www\.acme\.com\.\w{6}\.flydns\.net$/),
        },
        ownership: {
          name: '_fly-ownership.www.acme.com',
          app_value: expect.stringMatching(/^app-\w{10}$/),
          org_value: expect.stringMatching(/^org-\w{10}$/),
        },
      },
      validation_errors: [],
    })
    await fly.clock.advance(dayMs)
    expect(await stateOf(fly)).toBe('pending_validation')
  })

  test('is issued some time after the DNS is right, and found by itself', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/acme`, { hostname })
    const { v4, v6 } = ipsOf(fly)
    await fly.clock.advance(minuteMs)
    fly.world.setDns(hostname, { a: [v4], aaaa: [v6] })
    expect(await stateOf(fly)).toBe('pending_validation')
    await fly.clock.advance(5 * minuteMs)
    const { body } = await fly.ask('GET', `${path}/${hostname}`)
    expect(body).toMatchObject({
      configured: true,
      status: 'active',
      validation: { alpn_configured: true, http_configured: true, dns_configured: false },
      certificates: [
        { source: 'fly', status: 'active', issuer: null, issued: [{ certificate_authority: 'lets_encrypt' }] },
      ],
    })
    const [{ created_at, expires_at }] = body.certificates
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(90 * dayMs)
  })

  test('comes sooner for who lets it be checked, which also tells what is in the DNS', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(dayMs)
    fly.world.setDns(hostname, { cname: 'shop.fly.dev.' })
    const { v4, v6 } = ipsOf(fly)
    const { status, body } = await fly.ask('POST', `${path}/${hostname}/check`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ configured: true, status: 'pending_validation' })
    expect(body.dns_records).toEqual({
      a: [v4],
      aaaa: [v6],
      cname: ['shop.fly.dev'],
      resolved_addresses: [v4, v6],
      soa: 'ns1.acme.com',
      acme_challenge_cname: '',
      ownership_txt: '',
    })
    await fly.clock.advance(minuteMs)
    expect(await stateOf(fly)).toBe('active')
  })

  test('is not at once there when the DNS is right', async () => {
    const fly = await aShop({ delays: { certificateIssue: 20_000 } })
    pointAt(fly)
    const { body } = await fly.ask('POST', `${path}/acme`, { hostname })
    expect(body).toMatchObject({ configured: true, status: 'pending_validation', certificates: [] })
    await fly.clock.advance(19_000)
    expect(await stateOf(fly)).toBe('pending_validation')
    await fly.clock.advance(1_001)
    expect(await stateOf(fly)).toBe('active')
  })

  test.each<[string, (fly: AFly, asked: Answer) => void]>([
    ['an address of version 6', (fly) => fly.world.setDns(hostname, { a: [ipsOf(fly).v4], aaaa: [ipsOf(fly).v6] })],
    [
      'the challenge’s CNAME',
      (fly, { body: { dns_requirements } }) => {
        const { name, target } = dns_requirements.acme_challenge
        fly.world.setDns(name, { cname: target })
      },
    ],
    [
      'the app’s word',
      (fly, { body: { dns_requirements } }) => {
        fly.world.setDns(hostname, { a: [ipsOf(fly).v4] })
        fly.world.setDns(dns_requirements.ownership.name, { txt: ['v=spf1', dns_requirements.ownership.app_value] })
      },
    ],
    [
      'the organisation’s word',
      (fly, { body: { dns_requirements } }) => {
        fly.world.setDns(hostname, { a: [ipsOf(fly).v4] })
        fly.world.setDns(dns_requirements.ownership.name, { txt: [dns_requirements.ownership.org_value] })
      },
    ],
  ])('is had by who proves by %s that the hostname is his', async (_, prove) => {
    const fly = await aShop()
    prove(fly, await fly.ask('POST', `${path}/acme`, { hostname }))
    await fly.clock.advance(5 * minuteMs)
    expect(await stateOf(fly)).toBe('active')
  })

  test('waits for a proof when only an address of version 4 is there, which others may share', async () => {
    const fly = await aShop()
    fly.world.setDns(hostname, { a: [ipsOf(fly).v4] })
    const { body } = await fly.ask('POST', `${path}/acme`, { hostname })
    expect(body).toMatchObject({ configured: true, status: 'pending_ownership' })
    await fly.clock.advance(dayMs)
    expect(await stateOf(fly)).toBe('pending_ownership')
  })

  test('is not issued while the name leads elsewhere as well', async () => {
    const fly = await aShop()
    fly.world.setDns(hostname, { a: [ipsOf(fly).v4, '192.0.2.1'], aaaa: ['2001:db8::1'] })
    const { body } = await fly.ask('POST', `${path}/acme`, { hostname })
    expect(body).toMatchObject({ configured: false, status: 'pending_validation' })
  })

  test('is renewed in time, as long as the DNS is right', async () => {
    const fly = await aShop()
    pointAt(fly)
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(100 * dayMs)
    expect(await stateOf(fly)).toBe('active')
    fly.world.setDns(hostname, undefined)
    await fly.clock.advance(100 * dayMs)
    const { body } = await fly.ask('GET', `${path}/${hostname}`)
    expect(body).toMatchObject({
      configured: false,
      status: 'pending_validation',
      certificates: [{ source: 'fly', status: 'pending_validation' }],
    })
  })

  test('is refused where nothing listens for it, and not tried for an hour after five times', async () => {
    const fly = await aShop({ services: [] })
    pointAt(fly)
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(minuteMs)
    const tried = (await fly.ask('GET', `${path}/${hostname}`)).body
    expect(tried).toMatchObject({ configured: true, status: 'pending_validation', rate_limited_until: null })
    expect(tried.validation_errors[0]).toEqual({
      code: 'validation_failed',
      message: expect.stringContaining(hostname),
      remediation: expect.stringContaining('443'),
      timestamp: expect.stringMatching(/Z$/),
    })
    await fly.clock.advance(15 * minuteMs)
    const { body } = await fly.ask('GET', `${path}/${hostname}`)
    expect(body.validation_errors[0]).toMatchObject({ code: 'rate_limited' })
    const until = Date.parse(body.rate_limited_until)
    fly.world.createMachine('shop', { config: { image: 'nginx', services: [web] } as never })
    await fly.ask('POST', `${path}/${hostname}/check`)
    await fly.clock.advance(until - fly.clock.now() - 1_000)
    expect(await stateOf(fly)).toBe('pending_validation')
    await fly.clock.advance(2 * minuteMs)
    expect((await fly.ask('GET', `${path}/${hostname}`)).body).toMatchObject({
      status: 'active',
      rate_limited_until: null,
      validation_errors: [],
    })
  })

  test('is issued five times a week for the same hostname', async () => {
    const fly = await aShop({ limits: false })
    pointAt(fly)
    for (let nth = 1; nth <= 6; nth++) {
      await fly.ask('POST', `${path}/acme`, { hostname })
      await fly.clock.advance(minuteMs)
      expect(await stateOf(fly), `the ${nth}th`).toBe(nth <= 5 ? 'active' : 'pending_validation')
      if (nth <= 5) await fly.ask('DELETE', `${path}/${hostname}`)
    }
    const { body } = await fly.ask('GET', `${path}/${hostname}`)
    expect(Date.parse(body.rate_limited_until) - fly.clock.now()).toBeGreaterThan(6 * dayMs)
    await fly.clock.advance(7 * dayMs)
    expect(await stateOf(fly)).toBe('active')
  })

  test('is issued fifty times a week for names of a domain', async () => {
    const fly = await aShop({ limits: false })
    for (let nth = 1; nth <= 51; nth++) {
      fly.world.setDns(`h${nth}.acme.com`, { cname: 'shop.fly.dev' })
      await fly.ask('POST', `${path}/acme`, { hostname: `h${nth}.acme.com` })
      await fly.clock.advance(minuteMs)
    }
    const active = fly.world.certificates('shop').filter(({ status }) => status === 'active')
    expect(active).toHaveLength(50)
  })
})

describe('a wildcard', () => {
  const wildcard = '*.acme.com'

  test('needs the challenge’s CNAME, whatever its addresses are', async () => {
    const fly = await aShop()
    fly.world.setDns(wildcard, { cname: 'shop.fly.dev' })
    const { body } = await fly.ask('POST', `${path}/acme`, { hostname: wildcard })
    const { name, target } = body.dns_requirements.acme_challenge
    expect(name).toBe('_acme-challenge.acme.com')
    await fly.clock.advance(dayMs)
    expect(await stateOf(fly, '%2A.acme.com')).toBe('pending_validation')
    fly.world.setDns(name, { cname: target })
    await fly.ask('POST', `${path}/%2A.acme.com/check`)
    await fly.clock.advance(minuteMs)
    expect(await stateOf(fly, '%2A.acme.com')).toBe('active')
    expect(await fly.ask('DELETE', `${path}/%2A.acme.com`)).toMatchObject({ status: 204 })
    expect(fly.world.certificates('shop')).toEqual([])
  })
})

describe('a hostname', () => {
  test('is on an app once', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/acme`, { hostname })
    expect(await fly.ask('POST', `${path}/acme`, { hostname })).toMatchObject({
      status: 422,
      body: { error: 'Hostname already exists on app' },
    })
  })

  test('is on one app, also of a stranger', async () => {
    const fly = await aShop({ limits: false })
    await fly.makeApp('blog')
    await fly.ask('POST', '/v1/apps/blog/certificates/acme', { hostname })
    expect(await fly.ask('POST', `${path}/acme`, { hostname })).toMatchObject({ status: 422 })
    expect(await fly.ask('GET', `${path}/${hostname}`)).toMatchObject({ status: 404 })
    await fly.ask('DELETE', '/v1/apps/blog')
    await fly.clock.advance(10_000)
    expect(await fly.ask('POST', `${path}/acme`, { hostname })).toMatchObject({ status: 201 })
  })

  test.each(['', 'acme', '*.com', 'a b.com', 'shop.fly.dev', 'http://acme.com'])('cannot be %j', async (bad) => {
    const fly = await aShop()
    expect(await fly.ask('POST', `${path}/acme`, { hostname: bad })).toMatchObject({ status: 422 })
    expect(fly.world.certificates('shop')).toEqual([])
  })

  test('at the top of a domain has no CNAME to set', async () => {
    const fly = await aShop()
    const { body } = await fly.ask('POST', `${path}/acme`, { hostname: 'acme.com' })
    expect(body.dns_requirements.cname).toBe('')
  })

  test('goes with all its certificates, once', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/acme`, { hostname })
    expect(await fly.ask('DELETE', `${path}/${hostname}`)).toMatchObject({ status: 204, text: '' })
    expect(await fly.ask('DELETE', `${path}/${hostname}`)).toMatchObject({ status: 404 })
    for (const [method, tail] of [
      ['GET', ''],
      ['POST', '/check'],
      ['DELETE', '/acme'],
      ['DELETE', '/custom'],
    ] as const) {
      expect((await fly.ask(method, `${path}/${hostname}${tail}`)).status).toBe(404)
    }
  })

  test('can be removed by other people', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/acme`, { hostname })
    fly.world.removeCertificate('shop', hostname)
    expect((await fly.ask('GET', path)).body).toEqual({ certificates: [], total_count: 0 })
    expect(() => fly.world.removeCertificate('shop', hostname)).toThrow('no certificate')
  })
})

describe('the list of certificates', () => {
  test('has a page of 25, or as many as are asked for', async () => {
    const fly = await aShop({ limits: false })
    const names = Array.from({ length: 30 }, (_, nth) => `h${nth}.${nth % 2 ? 'odd' : 'even'}.com`)
    for (const each of names) await fly.ask('POST', `${path}/acme`, { hostname: each })
    const first = (await fly.ask('GET', path)).body
    expect(first.certificates).toHaveLength(25)
    expect(first.total_count).toBe(30)
    const second = (await fly.ask('GET', `${path}?cursor=${first.next_cursor}`)).body
    expect(second.certificates).toHaveLength(5)
    expect(second).not.toHaveProperty('next_cursor')
    const seen = [...first.certificates, ...second.certificates].map((each: { hostname: string }) => each.hostname)
    expect(seen).toEqual(names)

    const odd = (await fly.ask('GET', `${path}?filter=ODD&limit=3`)).body
    expect(odd.certificates.map((each: { hostname: string }) => each.hostname)).toEqual(
      names.filter((each) => each.includes('odd')).slice(0, 3),
    )
    expect(odd.total_count).toBe(15)
    expect((await fly.ask('GET', `${path}?limit=x`)).status).toBe(400)
    expect((await fly.ask('GET', `${path}?cursor=x`)).status).toBe(400)
  })

  test('says of each how far it is', async () => {
    const fly = await aShop()
    pointAt(fly)
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(minuteMs)
    expect((await fly.ask('GET', path)).body.certificates).toEqual([
      {
        hostname,
        status: 'active',
        dns_provider: '',
        acme_dns_configured: false,
        acme_alpn_configured: true,
        acme_http_configured: true,
        ownership_txt_configured: false,
        configured: true,
        acme_requested: true,
        has_custom_certificate: false,
        has_fly_certificate: true,
        created_at: expect.stringMatching(/Z$/),
        updated_at: expect.stringMatching(/Z$/),
      },
    ])
  })
})

describe('a certificate that somebody brings along', () => {
  test('waits for the proof that the hostname is his, and is served before Fly’s own', async () => {
    const fly = await aShop({ limits: false })
    pointAt(fly)
    const made = await bring(fly, {})
    expect(made).toMatchObject({
      status: 201,
      body: {
        acme_requested: false,
        status: 'pending_ownership',
        certificates: [{ source: 'custom', status: 'pending_ownership', issuer: 'A Test CA', issued: [] }],
      },
    })
    const [{ created_at, expires_at }] = made.body.certificates
    expect((Date.parse(expires_at) - Date.parse(created_at)) / dayMs).toBeCloseTo(365, 3)
    const { name, app_value } = made.body.dns_requirements.ownership
    fly.world.setDns(name, { txt: [app_value] })
    await fly.clock.advance(minuteMs)
    expect(await stateOf(fly)).toBe('active')

    expect(await fly.ask('POST', `${path}/acme`, { hostname })).toMatchObject({ status: 201 })
    await fly.clock.advance(minuteMs)
    expect((await fly.ask('GET', `${path}/${hostname}`)).body.certificates).toMatchObject([
      { source: 'custom', status: 'active' },
      { source: 'fly', status: 'active' },
    ])
  })

  test('takes the place of the one before, whose hostname it is known to be', async () => {
    const fly = await aShop({ limits: false })
    const { name, app_value } = (await bring(fly, { to: fly.clock.now() + dayMs })).body.dns_requirements.ownership
    fly.world.setDns(name, { txt: [app_value] })
    await fly.clock.advance(minuteMs)
    fly.world.setDns(name, undefined)
    expect((await bring(fly, {})).body).toMatchObject({ status: 'active', certificates: [{ status: 'active' }] })
    await fly.clock.advance(2 * dayMs)
    expect(await stateOf(fly)).toBe('active')
  })

  test('ends when it ends', async () => {
    const fly = await aShop({ limits: false })
    const { body } = await bring(fly, { to: fly.clock.now() + dayMs })
    fly.world.setDns(body.dns_requirements.ownership.name, { txt: [body.dns_requirements.ownership.org_value] })
    await fly.clock.advance(dayMs / 2)
    expect(await stateOf(fly)).toBe('active')
    await fly.clock.advance(dayMs / 2)
    expect(await stateOf(fly)).toBe('pending_validation')
  })

  test.each<[string, Partial<Times>, object]>([
    ['has expired', { from: -2 * dayMs, to: -dayMs }, {}],
    ['is not valid yet', { from: dayMs, to: 2 * dayMs }, {}],
    ['is for another hostname', { names: ['www.globex.com'] }, {}],
    ['is for a wildcard that does not reach so deep', { names: ['*.com'] }, {}],
    ['is no certificate', {}, { fullchain: 'nonsense' }],
    ['has no key', {}, { private_key: '' }],
    ['has the key of another', {}, { private_key: aKey() }],
  ])('is refused when it %s', async (_, { from = -dayMs, to = dayMs, names = [hostname] }, over) => {
    const fly = await aShop()
    const now = fly.clock.now()
    const answer = await bring(fly, { from: now + from, to: now + to, names }, over)
    expect(answer).toMatchObject({ status: 422, body: { error: expect.stringContaining('Validation failed') } })
    expect(answer.text).not.toContain('PRIVATE')
    expect(fly.world.certificates('shop')).toEqual([])
  })

  test('can be for a wildcard, for a hostname of its own or for one of those below it', async () => {
    const fly = await aShop({ limits: false })
    const names = ['*.acme.com']
    expect((await bring(fly, { names }, { hostname: '*.acme.com' })).status).toBe(201)
    expect((await bring(fly, { names }, { hostname })).status).toBe(201)
    expect((await bring(fly, { names: ['www.acme.com'] }, { hostname: '*.acme.com' })).status).toBe(422)
  })

  test('has a key that nobody can look at', async () => {
    const fly = await aShop()
    const { fullchain, private_key } = aCertificate({ names: [hostname], from: 0, to: fly.clock.now() + dayMs })
    const answer = await fly.ask('POST', `${path}/custom`, { hostname, fullchain, private_key })
    const line = private_key.split('\n')[1] ?? ''
    const seen = [answer.text, fly.world.snapshot(), JSON.stringify(fly.requests.all())]
    expect(answer.status).toBe(201)
    for (const text of seen) expect(text).not.toContain(line)
  })

  test('goes alone, with a warning when nothing is left', async () => {
    const fly = await aShop({ limits: false })
    pointAt(fly)
    await bring(fly, {})
    const alone = await fly.ask('DELETE', `${path}/${hostname}/custom`)
    expect(alone).toMatchObject({ status: 200, body: { certificates: [], warning: expect.stringContaining(hostname) } })
    expect((await fly.ask('DELETE', `${path}/${hostname}/custom`)).status).toBe(404)

    await bring(fly, {})
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(minuteMs)
    const covered = await fly.ask('DELETE', `${path}/${hostname}/custom`)
    expect(covered).toMatchObject({ status: 200, body: { status: 'active', certificates: [{ source: 'fly' }] } })
    expect(covered.body).not.toHaveProperty('warning')
  })

  test('stays when Fly’s own goes', async () => {
    const fly = await aShop({ limits: false })
    pointAt(fly)
    await bring(fly, {})
    await fly.ask('POST', `${path}/acme`, { hostname })
    await fly.clock.advance(minuteMs)
    expect(await fly.ask('DELETE', `${path}/${hostname}/acme`)).toMatchObject({
      status: 200,
      body: { acme_requested: false, certificates: [{ source: 'custom' }] },
    })
    expect((await fly.ask('DELETE', `${path}/${hostname}/acme`)).status).toBe(404)
  })
})

type Times = { readonly from: number; readonly to: number; readonly names: readonly string[] }

function bring(fly: AFly, of: Partial<Times>, over: object = {}): Promise<Answer> {
  const now = fly.clock.now()
  const made = aCertificate({ names: [hostname], from: now - dayMs, to: now + 365 * dayMs, ...of })
  return fly.ask('POST', `${path}/custom`, { hostname, ...made, ...over })
}

async function stateOf(fly: AFly, name = hostname): Promise<string> {
  return (await fly.ask('GET', `${path}/${name}`)).body.status
}

/** The DNS leads to the app by both its addresses. */
function pointAt(fly: AFly): void {
  const { v4, v6 } = ipsOf(fly)
  fly.world.setDns(hostname, { a: [v4], aaaa: [v6] })
}

function ipsOf({ world }: AFly): { readonly v4: string; readonly v6: string } {
  const [v4, v6] = world.addresses('shop')
  return { v4: v4?.ip ?? '', v6: v6?.ip ?? '' }
}

/** An app with two addresses, and a Machine that listens. */
async function aShop({
  services = [web],
  ...options
}: {
  services?: object[]
  limits?: boolean
  delays?: object
} = {}): Promise<AFly> {
  const fly = aFly(options)
  await fly.makeApp()
  fly.world.createMachine('shop', { config: { image: 'nginx', services } as never })
  for (const type of ['shared_v4', 'v6']) await fly.ask('POST', '/v1/apps/shop/ip_assignments', { type })
  return fly
}
