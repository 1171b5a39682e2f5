import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { anInstallation } from './an-installation.ts'

const spec = anApp(
  'shop',
  { web: {} },
  { secrets: { DATABASE_URL: { provided: true }, KEY: { generate: { length: 32, alphabet: 'hex' } } } },
)

type Answer = { readonly error: { readonly message: string; readonly repair: string } }

describe('secrets over HTTP', () => {
  let house: Awaited<ReturnType<typeof anInstallation>>
  afterEach(() => house.close())

  async function ask(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) {
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : {}
    const init = { method, headers, ...(body !== undefined && { body }) }
    const response = await house.run(Promise.resolve(house.http.request(`http://localhost/v1/apps/${path}`, init)))
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async function begin() {
    house = await anInstallation()
    await house.run(
      house.operations.submit(
        { document: spec },
        { principal: { kind: 'local', name: 'anna' }, via: 'cli' },
        house.never,
      ),
    )
    await house.run(house.clock.sleep(5_000))
  }

  test('a value goes to Fly as it came, and the App becomes Ready', async () => {
    await begin()
    expect((await ask('GET', 'shop/secrets')).body).toMatchObject([
      { name: 'DATABASE_URL', source: 'provided', live: 0 },
      { name: 'KEY', source: 'generated' },
    ])
    expect(await ask('PUT', 'shop/secrets/DATABASE_URL', ' "postgres"\n')).toEqual({
      status: 200,
      body: { ref: 'App/shop', secret: 'DATABASE_URL', done: 'set' },
    })
    expect(house.simulator.world.hasSecret('shop', 'DATABASE_URL', ' "postgres"\n')).toBe(true)
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    expect((await ask('GET', 'shop/secrets')).body).toMatchObject([
      { live: 1, setAt: expect.any(String) },
      { live: 1, setAt: expect.any(String) },
    ])
    const events = await house.run(house.operations.events({ name: 'shop' }))
    expect(events.filter(({ kind }) => kind === 'SecretSet')).toMatchObject([
      { message: expect.stringContaining('DATABASE_URL') },
    ])
  })

  test('another value is made, and one that was handed in is taken away, when somebody asks for it', async () => {
    await begin()
    await ask('PUT', 'shop/secrets/DATABASE_URL', 'postgres')
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    const digestOf = (name: string) =>
      house.simulator.world.secrets('shop').secrets.find((each) => each.name === name)?.digest
    const before = digestOf('KEY')
    expect((await ask('POST', 'shop/secrets/KEY/rotate')).status).toBe(200)
    expect(digestOf('KEY')).not.toBe(before)

    await house.run(house.clock.sleep(60_000))
    expect((await ask('DELETE', 'shop/secrets/DATABASE_URL')).body).toMatchObject({ done: 'unset' })
    expect(digestOf('DATABASE_URL')).toBeUndefined()
    await house.run(house.clock.sleep(10_000))
    const status = await house.run(house.operations.status('shop'))
    expect(status?.conditions[0]).toMatchObject({ reason: 'SecretMissing' })
  })

  test.each<[string, string, string, string | Uint8Array<ArrayBuffer> | undefined, number, string]>([
    ['a name that the spec does not have', 'PUT', 'shop/secrets/OTHER', 'x', 422, 'spec.secrets'],
    ['one that Artifact makes', 'PUT', 'shop/secrets/KEY', 'x', 422, 'artifact secret rotate shop KEY'],
    ['to make what is handed in', 'POST', 'shop/secrets/DATABASE_URL/rotate', undefined, 422, 'artifact secret set'],
    ['to take away what is not there', 'DELETE', 'shop/secrets/DATABASE_URL', undefined, 409, 'artifact secret list'],
    ['nothing', 'PUT', 'shop/secrets/DATABASE_URL', '', 400, 'artifact secret unset'],
    ['too much', 'PUT', 'shop/secrets/DATABASE_URL', 'x'.repeat(65_537), 413, 'keep long things elsewhere'],
    ['what is no text', 'PUT', 'shop/secrets/DATABASE_URL', Uint8Array.of(0xff), 400, 'base64'],
    ['an App that is not there', 'PUT', 'blog/secrets/DATABASE_URL', 'x', 404, 'artifact get apps'],
  ])('is refused: %s', async (_, method, path, body, status, repair) => {
    await begin()
    const answer = await ask(method, path, body)
    expect([answer.status, answer.body.error.repair]).toEqual([status, expect.stringContaining(repair)])
  })

  test('what cannot be written in time is not written later either', async () => {
    await begin()
    house.simulator.faults.down(true)
    const answer = await ask('PUT', 'shop/secrets/DATABASE_URL', 'late')
    expect([answer.status, answer.body.error.message]).toEqual([503, expect.stringContaining('and will not be')])
    house.simulator.faults.clear()
    await house.run(house.clock.sleep(120_000))
    expect(house.simulator.world.secrets('shop').secrets.map(({ name }) => name)).toEqual(['KEY'])
  })
})
