import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const path = '/v1/apps/shop/secrets'

describe('the secrets of an app', () => {
  test('are none at first', async () => {
    const fly = await aShop()
    expect(await fly.ask('GET', path)).toMatchObject({ status: 200, text: '{}' })
  })

  test('are set together, and read back as digests', async () => {
    const fly = await aShop()
    const written = await fly.ask('POST', path, { values: { A: 'one', B: 'two' } })
    expect(written).toMatchObject({ status: 200, body: { version: 1, Version: 1 } })
    expect(written.body.secrets).toMatchObject([
      { name: 'A', digest: expect.stringMatching(/^[0-9a-f]{16}$/), created_at: expect.stringMatching(/Z$/) },
      { name: 'B' },
    ])
    await fly.clock.advance(1_000)
    expect((await fly.ask('GET', path)).body).toEqual({ secrets: written.body.secrets })
    expect((await fly.ask('GET', `${path}/B`)).body).toEqual(written.body.secrets[1])
  })

  test('are set one by one', async () => {
    const fly = await aShop()
    const first = await fly.ask('POST', `${path}/A`, { value: 'one' })
    expect(first).toMatchObject({ status: 201, body: { name: 'A', version: 1, Version: 1 } })
    await fly.clock.advance(60_000)
    const second = await fly.ask('POST', `${path}/A`, { value: 'other' })
    expect(second).toMatchObject({ status: 201, body: { version: 2, created_at: first.body.created_at } })
    expect(second.body.updated_at).not.toBe(first.body.updated_at)
    expect(second.body.digest).not.toBe(first.body.digest)
  })

  test('have a digest that says whether a value is the same, and only within the app', async () => {
    const fly = await aShop({ limits: false })
    await fly.makeApp('blog')
    const digests: string[] = []
    for (const [app, value] of [
      ['shop', 'x'],
      ['shop', 'y'],
      ['shop', 'x'],
      ['blog', 'x'],
    ]) {
      digests.push((await fly.ask('POST', `/v1/apps/${app}/secrets/A`, { value })).body.digest)
    }
    expect(digests[2]).toBe(digests[0])
    expect(new Set(digests).size).toBe(3)
  })

  test('are removed by null, there or not, and each write is a new version', async () => {
    const fly = await aShop({ limits: false })
    await fly.ask('POST', path, { values: { A: 'one', B: 'two' } })
    const removed = await fly.ask('POST', path, { values: { A: null, NEVER: null } })
    expect(removed.body).toMatchObject({ version: 2, secrets: [{ name: 'B' }] })
    expect((await fly.ask('POST', path, { values: { NEVER: null } })).body.version).toBe(3)
    expect((await fly.ask('POST', `${path}/B`, { value: 'two' })).body.version).toBe(4)
  })

  test('are deleted by name, once', async () => {
    const fly = await aShop()
    await fly.ask('POST', path, { values: { A: 'one' } })
    expect(await fly.ask('DELETE', `${path}/A`)).toMatchObject({ status: 200, body: { version: 2, Version: 2 } })
    expect(await fly.ask('DELETE', `${path}/A`)).toMatchObject({ status: 404 })
    await fly.clock.advance(1_000)
    expect(await fly.ask('GET', `${path}/A`)).toMatchObject({ status: 404 })
    expect(fly.world.secrets('shop')).toEqual({ version: 2, secrets: [] })
  })

  test.each([
    ['a hyphen', { 'API-KEY': 'x' }],
    ['a digit at its beginning', { '1A': 'x' }],
    ['no letter at all', { '': 'x' }],
    ['a number for its value', { A: 1 }],
    ['an object for its value', { A: { a: 'x' } }],
  ])('with %s are refused, and all that is sent along', async (_, bad) => {
    const fly = await aShop()
    expect(await fly.ask('POST', path, { values: { GOOD: 'x', ...bad } })).toMatchObject({ status: 400 })
    expect(fly.world.secrets('shop')).toEqual({ version: 0, secrets: [] })
  })

  test('without a value are refused', async () => {
    const fly = await aShop()
    expect(await fly.ask('POST', `${path}/A`, {})).toMatchObject({ status: 400 })
    expect(await fly.ask('POST', path, {})).toMatchObject({ status: 400 })
    expect(await fly.ask('POST', `${path}/A-B`, { value: 'x' })).toMatchObject({ status: 400 })
  })

  test('are not read at once: who must have them says which version', async () => {
    const fly = await aShop({ delays: { secretsVisible: 5_000 } })
    await fly.ask('POST', path, { values: { A: 'one' } })
    await fly.clock.advance(10_000)
    await fly.ask('POST', path, { values: { B: 'two' } })
    expect((await fly.ask('GET', path)).body.secrets).toMatchObject([{ name: 'A' }])
    expect((await fly.ask('GET', `${path}?min_version=1`)).body.secrets).toMatchObject([{ name: 'A' }])
    expect(await fly.ask('GET', `${path}?min_version=2`)).toMatchObject({
      status: 412,
      body: { error: 'min_secrets_version 2 is not yet available on this app' },
    })
    expect(await fly.ask('GET', `${path}/A?version=2`)).toMatchObject({ status: 412 })
    await fly.clock.advance(5_000)
    expect((await fly.ask('GET', `${path}?min_version=2`)).body.secrets).toHaveLength(2)
    expect(await fly.ask('GET', `${path}?min_version=x`)).toMatchObject({ status: 400 })
  })

  test('go with the app', async () => {
    const fly = await aShop()
    await fly.ask('POST', path, { values: { A: 'one' } })
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(10_000)
    await fly.makeApp()
    expect((await fly.ask('GET', path)).text).toBe('{}')
    expect((await fly.ask('POST', path, { values: { A: 'one' } })).body.version).toBe(1)
  })
})

describe('a Machine', () => {
  test('has what was set when it started, and nothing that was set since', async () => {
    const fly = await aShop()
    await fly.ask('POST', path, { values: { A: 'one' } })
    const { path: machine } = await fly.makeMachine()
    expect(held(fly)).toEqual(current(fly))
    await fly.ask('POST', path, { values: { A: 'two', B: 'new' } })
    await fly.clock.advance(60_000)
    expect(Object.keys(held(fly))).toEqual(['A'])
    expect(held(fly)).not.toEqual(current(fly))
    expect(fly.world.machines()).toMatchObject([{ secretsVersion: 1 }])

    await fly.ask('POST', `${machine}/restart`)
    await fly.clock.advance(10_000)
    expect(held(fly)).toEqual(current(fly))
    expect(fly.world.machines()).toMatchObject([{ secretsVersion: 2 }])
  })

  test.each(['stop and start', 'update', 'crash'])('gets new ones by a %s', async (how) => {
    const fly = await aShop({ limits: false })
    const { path: machine, id } = await fly.makeMachine()
    fly.world.setSecret('shop', 'A', 'one')
    await fly.clock.advance(1_000)
    if (how === 'crash') fly.world.crash('shop', id, { exitCode: 1 })
    else if (how === 'update') await fly.ask('POST', machine, { config: { image: 'nginx:2' } })
    else {
      await fly.ask('POST', `${machine}/stop`)
      await fly.clock.advance(5_000)
      expect(held(fly)).toEqual({})
      await fly.ask('POST', `${machine}/start`)
    }
    await fly.clock.advance(20_000)
    expect(held(fly)).toEqual(current(fly))
  })

  test('that was suspended goes on with what it had', async () => {
    const fly = await aShop()
    const { path: machine } = await fly.makeMachine()
    await fly.ask('POST', `${machine}/suspend`)
    await fly.clock.advance(5_000)
    fly.world.setSecret('shop', 'A', 'one')
    await fly.clock.advance(1_000)
    await fly.ask('POST', `${machine}/start`)
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
    expect(held(fly)).toEqual({})
  })

  test('is not created or updated with older ones than it asks for', async () => {
    const fly = await aShop({ limits: false, delays: { secretsVisible: 3_000 } })
    const { path: machine } = await fly.makeMachine()
    const { version } = (await fly.ask('POST', path, { values: { A: 'one' } })).body
    const asked = { config: { image: 'nginx' }, min_secrets_version: version }
    for (const at of ['/v1/apps/shop/machines', machine]) {
      expect(await fly.ask('POST', at, asked)).toMatchObject({
        status: 412,
        body: { error: 'min_secrets_version 1 is not yet available on this app' },
      })
    }
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
    await fly.clock.advance(3_000)
    expect((await fly.ask('POST', '/v1/apps/shop/machines', asked)).status).toBe(200)
    expect((await fly.ask('POST', machine, asked)).status).toBe(200)
    await fly.clock.advance(20_000)
    for (const { secrets } of fly.world.machines()) expect(secrets).toEqual(current(fly))
  })

  test('that starts too early gets the older ones', async () => {
    const fly = await aShop({ delays: { secretsVisible: 60_000 } })
    await fly.ask('POST', path, { values: { A: 'one' } })
    await fly.makeMachine()
    expect(fly.world.machines()).toMatchObject([{ state: 'started', secretsVersion: 0 }])
    expect(held(fly)).toEqual({})
  })

  test('can do without, until its next update', async () => {
    const fly = await aShop()
    fly.world.setSecret('shop', 'A', 'one')
    const { path: machine } = await fly.makeMachine({}, { skip_secrets: true })
    expect(held(fly)).toEqual({})
    await fly.ask('POST', `${machine}/restart`)
    await fly.clock.advance(10_000)
    expect(held(fly)).toEqual({})
    await fly.ask('POST', machine, { config: { image: 'nginx:2' } })
    await fly.clock.advance(20_000)
    expect(held(fly)).toEqual(current(fly))
  })

  test.each([
    ['all, when its processes say nothing', [{ cmd: ['a'] }], ['A', 'B']],
    ['those that its processes name', [{ secrets: [{ env_var: 'A' }] }], ['A']],
    ['those that are called otherwise', [{ secrets: [{ env_var: 'X', name: 'B' }] }], ['B']],
    ['none, when its processes ignore them', [{ ignore_app_secrets: true }], []],
    ['all, when one of its processes gets all', [{ secrets: [{ env_var: 'A' }] }, { cmd: ['a'] }], ['A', 'B']],
  ])('gets %s', async (_, processes, names) => {
    const fly = await aShop()
    await fly.ask('POST', path, { values: { A: 'one', B: 'two' } })
    await fly.clock.advance(1_000)
    await fly.makeMachine({ processes })
    expect(Object.keys(held(fly))).toEqual(names)
  })

  test('of several containers gets what they name, and nothing else', async () => {
    const fly = await aShop({ limits: false })
    await fly.ask('POST', path, { values: { A: 'one', B: 'two', C: 'eA==' } })
    await fly.clock.advance(1_000)
    const containers = [
      { name: 'app', image: 'nginx', secrets: [{ env_var: 'A' }] },
      { name: 'side', image: 'nginx', files: [{ guest_path: '/c', secret_name: 'C' }] },
    ]
    await fly.makeMachine({ containers })
    expect(Object.keys(held(fly)).sort()).toEqual(['A', 'C'])
  })

  test('has files of secrets, whose values are base64', async () => {
    const fly = await aShop({ limits: false })
    await fly.ask('POST', path, { values: { CERT: 'aGVsbG8=', TEXT: 'not base64!', OTHER: 'x' } })
    await fly.clock.advance(1_000)
    const config = (secret_name: string) => ({
      image: 'nginx',
      files: [{ guest_path: '/cert', secret_name }],
      processes: [{ ignore_app_secrets: true }],
    })
    await fly.makeMachine(config('CERT'))
    expect(Object.keys(held(fly))).toEqual(['CERT'])
    for (const name of ['TEXT', 'NEVER']) {
      const answer = await fly.ask('POST', '/v1/apps/shop/machines', { config: config(name) })
      expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(`'${name}'`) } })
      expect(answer.text).not.toContain('not base64!')
    }
  })

  test('is refused when it names a secret that there is not', async () => {
    const fly = await aShop({ limits: false })
    for (const secret of [{ env_var: 'NEVER' }, { name: 'A' }, {}]) {
      const config = { image: 'nginx', processes: [{ secrets: [secret] }] }
      expect((await fly.ask('POST', '/v1/apps/shop/machines', { config })).status).toBe(400)
    }
  })
})

describe('the value of a secret', () => {
  const canary = 'canary-5d1f0c'

  test('is in nothing that anybody can look at', async () => {
    const fly = await aShop({ limits: false })
    fly.faults.add({ match: { action: 'set-secret' }, when: 'after', effect: { status: 500 }, times: 1 })
    const answers = [
      await fly.ask('POST', path, { values: { A: canary } }),
      await fly.ask('POST', `${path}/A`, { value: canary }),
      await fly.ask('POST', path, { values: { 'A-B': canary } }),
      await fly.ask('POST', path, { values: { A: [canary] } }),
      await fly.ask('POST', `${path}/A`, `{"value": "${canary}`),
      await fly.ask('POST', `${path}/A`, { value: { [canary]: 1 } }),
      await fly.ask('POST', path, { values: canary }),
    ]
    await fly.clock.advance(1_000)
    await fly.makeMachine({ files: [] })
    answers.push(
      await fly.ask('GET', path),
      await fly.ask('GET', `${path}/A`),
      await fly.ask('GET', `${path}?show_secrets=true`),
      await fly.ask('GET', '/v1/apps/shop/machines'),
      await fly.ask('DELETE', `${path}/A`),
    )
    const { world } = fly
    const seen = [
      ...answers.map(({ text }) => text),
      JSON.stringify([world.apps(), world.machines(), world.secrets('shop')]),
      world.snapshot(),
      JSON.stringify([fly.requests.all(), fly.faults.fired()]),
    ]
    for (const text of seen) expect(text).not.toContain(canary)
  })

  test('is what it is judged by', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/A`, { value: canary })
    expect(fly.world.hasSecret('shop', 'A', canary)).toBe(true)
    expect(fly.world.hasSecret('shop', 'A', 'other')).toBe(false)
    fly.world.removeSecret('shop', 'A')
    expect(fly.world.hasSecret('shop', 'A', canary)).toBe(false)
  })

  test('is shown to no token but that of a Machine', async () => {
    const fly = await aShop()
    await fly.ask('POST', `${path}/A`, { value: canary })
    await fly.clock.advance(1_000)
    expect(await fly.ask('GET', `${path}/A?show_secrets=true`)).toMatchObject({ status: 403 })
    expect((await fly.ask('GET', `${path}/A?show_secrets=false`)).body).not.toHaveProperty('value')
  })
})

describe('a Machine that asks by itself', () => {
  test.each([
    ['may read the values of its own app', 'GET', '/v1/apps/shop/secrets/A?show_secrets=true', 200],
    ['may use the keys of its own app', 'POST', '/v1/apps/shop/secretkeys/k/sign', 200],
    ['may not change its app’s secrets', 'DELETE', '/v1/apps/shop/secrets/A', 403],
    ['may not make keys', 'POST', '/v1/apps/shop/secretkeys/k/generate', 403],
    ['may not read those of another app', 'GET', '/v1/apps/blog/secrets?show_secrets=true', 403],
  ])('%s', async (_, method, at, status) => {
    const fly = await aShop({ limits: false })
    await fly.makeApp('blog')
    await fly.ask('POST', '/v1/apps/shop/secretkeys/k/generate', { type: 'hs256' })
    fly.world.setSecret('shop', 'A', 'the value')
    fly.world.setSecret('blog', 'A', 'the other value')
    const { id } = await fly.makeMachine()
    const asked = fly.machineFetch(id)(new Request(`http://localhost${at}`, { method }))
    const answer = await fly.clock.runUntil(asked, 60_000)
    const text = await answer.text()
    expect(answer.status).toBe(status)
    expect(text.includes('the value')).toBe(at.includes('shop') && at.includes('show_secrets'))
    expect(text).not.toContain('the other value')
  })
})

function held(fly: AFly): Readonly<Record<string, string>> {
  return fly.world.machines()[0]?.secrets ?? {}
}

function current(fly: AFly): Readonly<Record<string, string>> {
  return Object.fromEntries(fly.world.secrets('shop').secrets.map(({ name, digest }) => [name, digest]))
}

async function aShop(options = {}): Promise<AFly> {
  const fly = aFly(options)
  await fly.makeApp()
  return fly
}
