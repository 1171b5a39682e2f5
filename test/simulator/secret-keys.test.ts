import { describe, expect, test } from 'vitest'
import { type AFly, type Answer, aFly } from './a-fly.ts'

const path = '/v1/apps/shop/secretkeys'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const text = base64('what is to be kept')
const signing = ['es256', 'hs256', 'hs384', 'hs512', 'nacl_auth', 'nacl_sign']
const sealing = ['xaes256gcm', 'nacl_secretbox', 'nacl_box']
const withPublicKey = ['es256', 'nacl_sign', 'nacl_box']

describe('a secret key', () => {
  test.each([...signing, ...sealing])('of type %s is made by Fly, and told without the key', async (type) => {
    const fly = await aShop()
    const made = await fly.ask('POST', `${path}/k/generate`, { type })
    expect(made).toMatchObject({ status: 201, body: { name: 'k', type, version: 1, Version: 1 } })
    const { version: _, Version: _deprecated, ...view } = made.body
    expect(Object.keys(view).includes('public_key')).toBe(withPublicKey.includes(type))
    expect(await fly.ask('GET', `${path}/k`)).toMatchObject({ status: 200, body: view })
    expect((await fly.ask('GET', path)).body).toEqual({ secret_keys: [view] })
    expect(fly.world.secretKeys('shop')).toEqual([view])
  })

  test.each([
    ['es256', 32],
    ['hs256', 32],
    ['hs384', 48],
    ['hs512', 64],
    ['nacl_auth', 32],
    ['nacl_sign', 32],
    ['xaes256gcm', 32],
    ['nacl_secretbox', 32],
    ['nacl_box', 32],
  ])('of type %s is one of %i bytes that somebody brings', async (type, length) => {
    const fly = await aShop({ limits: false })
    const value = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64')
    expect((await fly.ask('POST', `${path}/k`, { type, value: value(length - 1) })).status).toBe(400)
    expect((await fly.ask('POST', `${path}/k`, { type, value: 'no base64' })).status).toBe(400)
    expect((await fly.ask('POST', `${path}/k`, { type })).status).toBe(400)
    expect(await fly.ask('POST', `${path}/k`, { type, value: value(length) })).toMatchObject({ status: 201 })
  })

  test('is listed by its type', async () => {
    const fly = await aShop({ limits: false })
    expect((await fly.ask('GET', path)).text).toBe('{}')
    for (const type of ['hs256', 'hs512', 'nacl_box']) await fly.ask('POST', `${path}/${type}/generate`, { type })
    const listed = (await fly.ask('GET', `${path}?types=hs256,nacl_box`)).body.secret_keys
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(['hs256', 'nacl_box'])
  })

  test('is of a version that counts with that of the secrets', async () => {
    const fly = await aShop({ limits: false })
    await fly.ask('POST', '/v1/apps/shop/secrets', { values: { A: 'x' } })
    expect((await fly.ask('POST', `${path}/k/generate`, { type: 'hs256' })).body.version).toBe(2)
    expect((await fly.ask('GET', `${path}/k?min_version=2`)).status).toBe(200)
    expect((await fly.ask('GET', `${path}/k?min_version=3`)).status).toBe(412)
    expect((await fly.ask('POST', `${path}/k/sign?min_version=3`, { plaintext: text })).status).toBe(412)
    expect((await fly.ask('DELETE', `${path}/k`)).body).toEqual({ version: 3, Version: 3 })
  })

  test('is gone when it is deleted, once', async () => {
    const fly = await aShop({ limits: false })
    await fly.ask('POST', `${path}/k/generate`, { type: 'hs256' })
    expect((await fly.ask('DELETE', `${path}/k`)).status).toBe(200)
    for (const [method, tail] of [
      ['DELETE', ''],
      ['GET', ''],
      ['POST', '/sign'],
    ] as const) {
      expect((await fly.ask(method, `${path}/k${tail}`)).status).toBe(404)
    }
  })

  test.each([
    ['k', { type: 'rsa' }],
    ['k', { type: 'constructor' }],
    ['k', {}],
    ['a:b', { type: 'hs256' }],
  ])('is refused as %s of %j', async (name, asked) => {
    const fly = await aShop()
    expect((await fly.ask('POST', `${path}/${name}/generate`, asked)).status).toBe(400)
    expect(fly.world.secretKeys('shop')).toEqual([])
  })

  test('is the same for the same seed, and another for each', async () => {
    const publicKeys = async (seed: number) => {
      const fly = await aShop({ seed, limits: false })
      for (const name of ['a', 'b']) await fly.ask('POST', `${path}/${name}/generate`, { type: 'nacl_sign' })
      const sealed = await fly.ask('POST', `${path}/c/generate`, { type: 'es256' })
      return [...fly.world.secretKeys('shop').map(({ public_key }) => public_key), sealed.body.public_key]
    }
    const [one, again, other] = [await publicKeys(1), await publicKeys(1), await publicKeys(2)]
    expect(again).toEqual(one)
    expect(new Set([...one, ...other]).size).toBe(one.length + other.length - 2)
  })
})

describe('with a key', () => {
  test.each(signing)('of type %s texts are signed, always alike, and proven', async (type) => {
    const fly = await aKey(type)
    const { status, body } = await use(fly, 'sign', { plaintext: text })
    expect(status).toBe(200)
    expect((await use(fly, 'sign', { plaintext: text })).body).toEqual(body)
    const { signature } = body
    expect(await use(fly, 'verify', { plaintext: text, signature })).toMatchObject({ status: 204, text: '' })
    expect((await use(fly, 'verify', { plaintext: base64('another'), signature })).status).toBe(400)
    expect((await use(fly, 'verify', { plaintext: text, signature: changed(signature) })).status).toBe(400)
    expect((await use(fly, 'verify', { plaintext: text })).status).toBe(400)
    await fly.ask('POST', `${path}/k/generate`, { type })
    expect((await use(fly, 'verify', { plaintext: text, signature })).status).toBe(400)
    expect((await use(fly, 'encrypt', { plaintext: text })).status).toBe(400)
    expect((await use(fly, 'decrypt', { ciphertext: signature })).status).toBe(400)
  })

  test.each(sealing)('of type %s texts are sealed, never alike, and opened', async (type) => {
    const fly = await aKey(type)
    const { status, body } = await use(fly, 'encrypt', { plaintext: text })
    expect(status).toBe(200)
    expect((await use(fly, 'encrypt', { plaintext: text })).body).not.toEqual(body)
    const { ciphertext } = body
    expect(await use(fly, 'decrypt', { ciphertext })).toMatchObject({ status: 200, body: { plaintext: text } })
    for (const bad of [changed(ciphertext), '', base64('short'), Buffer.alloc(100).toString('base64'), 'no base64']) {
      expect((await use(fly, 'decrypt', { ciphertext: bad })).status).toBe(400)
    }
    const empty = (await use(fly, 'encrypt', {})).body
    expect((await use(fly, 'decrypt', empty)).body).toEqual({ plaintext: '' })
    await fly.ask('POST', `${path}/k/generate`, { type })
    expect((await use(fly, 'decrypt', { ciphertext })).status).toBe(400)
    expect((await use(fly, 'sign', { plaintext: text })).status).toBe(400)
    expect((await use(fly, 'verify', { plaintext: text, signature: text })).status).toBe(400)
  })

  test('texts are bound to something else, where the type can do that', async () => {
    const associated_data = base64('customer 7')
    const fly = await aKey('xaes256gcm')
    const { ciphertext } = (await use(fly, 'encrypt', { plaintext: text, associated_data })).body
    expect((await use(fly, 'decrypt', { ciphertext, associated_data })).body).toEqual({ plaintext: text })
    expect((await use(fly, 'decrypt', { ciphertext })).status).toBe(400)
    const boxes = await aKey('nacl_secretbox')
    expect((await use(boxes, 'encrypt', { plaintext: text, associated_data })).status).toBe(400)
  })
})

test('nobody sees the key', async () => {
  const fly = await aShop({ limits: false })
  const value = base64('canary-5d1f0c-of-32-bytes-length')
  const answers = [
    await fly.ask('POST', `${path}/k`, { type: 'hs256', value }),
    await fly.ask('POST', `${path}/l`, { type: 'hs512', value }),
    await fly.ask('POST', `${path}/m`, { type: value, value }),
    await fly.ask('GET', `${path}/k`),
    await use(fly, 'sign', { plaintext: text }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([201, 400, 400, 200, 200])
  const seen = [...answers.map((each) => each.text), fly.world.snapshot(), JSON.stringify(fly.requests.all())]
  for (const each of seen) expect(each).not.toContain(value)
})

function use(fly: AFly, operation: string, body: object): Promise<Answer> {
  return fly.ask('POST', `${path}/k/${operation}`, body)
}

/** Another first byte. */
function changed(value: string): string {
  const bytes = Buffer.from(value, 'base64')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return bytes.toString('base64')
}

async function aKey(type: string): Promise<AFly> {
  const fly = await aShop({ limits: false })
  await fly.ask('POST', `${path}/k/generate`, { type })
  return fly
}

async function aShop(options = {}): Promise<AFly> {
  const fly = aFly(options)
  await fly.makeApp()
  return fly
}
