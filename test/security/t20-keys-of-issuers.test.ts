import { describe, expect, test } from 'vitest'
import { createKeySet } from '../../controller/access/key-set.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { aFlyVerifier } from './a-fly-verifier.ts'
import { aKey, anIssuer } from './an-issuer.ts'

/* T20: keys from where a token says, keys of another issuer, keys that were taken back, and too many looks for keys. */

const jwksOf = (asked: readonly string[]) => asked.filter((url) => url.endsWith('/jwks'))
const minute = 60_000

describe('the keys of an issuer', () => {
  test('are looked up once, however many come at once', async () => {
    const { verify, issuer, claims } = aFlyVerifier()
    const token = await issuer.token(claims)
    await Promise.all(Array.from({ length: 20 }, () => verify(token)))
    expect(issuer.asked).toEqual([`${issuer.url}/.well-known/openid-configuration`, `${issuer.url}/.well-known/jwks`])
  })

  test('are looked up at most once in thirty seconds, whatever names of keys come', async () => {
    const { verify, issuer, claims, clock } = aFlyVerifier()
    await verify(await issuer.token(claims))
    for (let nth = 0; nth < 10; nth++) {
      for (const kid of [`x${nth}`, `y${nth}`]) {
        await expect(verify(await issuer.token(claims, { kid }))).rejects.toMatchObject({ code: 'Unauthenticated' })
      }
      await clock.advance(9_000)
    }
    expect(jwksOf(issuer.asked)).toHaveLength(3)
    expect(await verify(await issuer.token(claims))).toMatchObject({ ref: 'App/shop' })
  })

  test('may change: the new one is found by its name', async () => {
    const { verify, issuer, claims, clock } = aFlyVerifier()
    await verify(await issuer.token(claims))
    issuer.state.keys.push({ ...aKey(2).jwk, kid: 'k2' })
    await clock.advance(31_000)
    expect(await verify(await issuer.token(claims, { kid: 'k2' }, aKey(2).privateKey))).toMatchObject({ appId: '11' })
  })

  test('that are published no more are good for nothing, ten minutes later at most', async () => {
    const { verify, issuer, claims, clock } = aFlyVerifier()
    await verify(await issuer.token(claims))
    issuer.state.keys = [{ ...aKey(2).jwk, kid: 'k2' }]
    await clock.advance(11 * minute)
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unauthenticated' })
  })

  test('are good for an hour when they cannot be looked up; then nobody is let in', async () => {
    const { verify, issuer, claims, clock } = aFlyVerifier()
    await verify(await issuer.token(claims))
    issuer.state.answer = () => Promise.reject(new TypeError('fetch failed'))
    await clock.advance(59 * minute)
    expect(await verify(await issuer.token(claims))).toMatchObject({ appId: '11' })
    await clock.advance(2 * minute)
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unavailable' })
    issuer.state.answer = undefined
    await clock.advance(minute)
    expect(await verify(await issuer.token(claims))).toMatchObject({ appId: '11' })
  })

  test.each<[string, (issuer: ReturnType<typeof anIssuer>) => void]>([
    [
      'a discovery document of another issuer',
      ({ state }) => Object.assign(state.discovery, { issuer: 'https://e.example' }),
    ],
    [
      'a place of keys without TLS',
      ({ state }) => Object.assign(state.discovery, { jwks_uri: 'http://e.example/jwks' }),
    ],
    ['a place of keys in a file', ({ state }) => Object.assign(state.discovery, { jwks_uri: 'file:///etc/passwd' })],
    ['no place of keys', ({ state }) => Object.assign(state.discovery, { jwks_uri: undefined })],
    [
      'an error',
      ({ state }) => Object.assign(state, { answer: async () => Response.json({ keys: state.keys }, { status: 500 }) }),
    ],
    [
      'another place',
      ({ state }) => Object.assign(state, { answer: async () => Response.redirect('https://e.example') }),
    ],
    ['no JSON', ({ state }) => Object.assign(state, { answer: async () => new Response('<html>') })],
    ['a list', ({ state }) => Object.assign(state, { answer: async () => Response.json(state.keys) })],
    ['no list of keys', ({ state }) => Object.assign(state, { keys: 'k1' })],
    ['too much', ({ state }) => Object.assign(state, { answer: async () => new Response(' '.repeat(70_000)) })],
  ])('are none when it answers with %s', async (_, spoil) => {
    const { verify, issuer, claims } = aFlyVerifier()
    spoil(issuer)
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unavailable' })
  })

  test('are none when it does not answer in time', async () => {
    const { verify, issuer, claims, clock } = aFlyVerifier()
    issuer.state.answer = () => new Promise(() => {})
    const token = await issuer.token(claims)
    const verified = verify(token)
    const failed = expect(verified).rejects.toMatchObject({ code: 'Unavailable' })
    await clock.advance(6_000)
    await failed
  })

  test.each<[string, object]>([
    ['for encryption', { use: 'enc' }],
    ['for another algorithm', { alg: 'RS512' }],
    ['without a name', { kid: undefined }],
    ['without a modulus', { n: '' }],
    ['of another kind', { kty: 'oct', k: 'AAAA' }],
  ])('count only when they are for signatures: not one %s', async (_, change) => {
    const { verify, issuer, claims } = aFlyVerifier()
    issuer.state.keys = [{ ...issuer.state.keys[0], ...change }]
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unauthenticated' })
  })

  test('are never those of another issuer, though they are called the same', async () => {
    const clock = createVirtualClock()
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    const [one, other] = [0, 1].map((key) => anIssuer({ url: `https://issuer-${key}.example`, clock, key }))
    if (!one || !other) throw new Error('there are two')
    const keysOf = ({ url, fetch }: typeof one) => createKeySet({ issuer: url, fetch, clock, log })
    const thumbprints = await Promise.all(
      [keysOf(one), keysOf(other)].map(async (keys) => {
        const key = await keys.key('k1')
        return key && (await crypto.subtle.exportKey('jwk', key)).n
      }),
    )
    expect(thumbprints).toEqual([aKey(0).jwk.n, aKey(1).jwk.n])
  })
})
