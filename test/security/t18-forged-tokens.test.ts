import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aFlyVerifier } from './a-fly-verifier.ts'
import { aKey } from './an-issuer.ts'

/* T18: confusion about the algorithm, the type and the key of a token, and keys that it brings along. */

type Given = ReturnType<typeof aFlyVerifier>

describe('a token', () => {
  test('that Fly has signed for one of our apps is let in', async () => {
    const given = aFlyVerifier()
    expect(await given.verify(await given.issuer.token(given.claims))).toEqual({
      kind: 'workload',
      name: 'app:shop',
      ref: 'App/shop',
      organizationId: '7',
      appId: '11',
      flyApp: 'shop',
      machineId: '148e21ea7e46e8',
    })
  })

  const pem = aKey(0).publicKey.export({ type: 'spki', format: 'pem' }) as string
  const stranger = aKey(1)

  test.each<[string, (given: Given) => string | Promise<string>]>([
    ['nothing', () => ''],
    ['garbage', () => 'garbage'],
    ['two dots', () => '..'],
    ['four parts', async ({ issuer, claims }) => `${await issuer.token(claims)}.x`],
    ['a huge text', () => 'a'.repeat(100_000)],
    ['no signature, alg none', (given) => unsigned(given, { alg: 'none' }, '')],
    ['no signature, alg None', (given) => unsigned(given, { alg: 'None', kid: 'k1' }, '')],
    ['no signature, RS256', (given) => unsigned(given, { alg: 'RS256', kid: 'k1' }, '')],
    ['no alg', (given) => unsigned(given, { kid: 'k1' }, 'AAAA')],
    ['alg as an array', (given) => unsigned(given, { alg: ['RS256'], kid: 'k1' }, 'AAAA')],
    ['HS256 with the public key as PEM', (given) => hmac(given, pem)],
    ['HS256 with the modulus', (given) => hmac(given, aKey(0).jwk.n ?? '')],
    ['HS256 with nothing', (given) => hmac(given, '')],
    ['RS384, rightly signed', ({ issuer, claims }) => issuer.token(claims, { alg: 'RS384' })],
    ['PS256, rightly signed', ({ issuer, claims }) => issuer.token(claims, { alg: 'PS256' })],
    ['the key of a stranger, by our name', ({ issuer, claims }) => issuer.token(claims, {}, stranger.privateKey)],
    ['a key that it brings', (g) => foreign(g, { jwk: stranger.jwk as never })],
    ['a key and no name of one', (g) => foreign(g, { jwk: stranger.jwk as never, kid: undefined as never })],
    ['a place of keys', (g) => foreign(g, { jku: 'https://evil.example/jwks' })],
    ['a place of certificates', (g) => foreign(g, { x5u: 'https://evil.example/x5u' })],
    ['a certificate', (g) => foreign(g, { x5c: ['AAAA'] })],
    ['a name of a key that is a path', ({ issuer, claims }) => issuer.token(claims, { kid: '../../../dev/null' })],
    ['a name of a key that is SQL', ({ issuer, claims }) => issuer.token(claims, { kid: "' union select '" })],
    ['a name of a key from the prototype', ({ issuer, claims }) => issuer.token(claims, { kid: '__proto__' })],
    ['no name of a key', ({ issuer, claims }) => issuer.token(claims, { kid: undefined as never })],
    ['an empty name of a key', ({ issuer, claims }) => issuer.token(claims, { kid: '' })],
    ['another type', ({ issuer, claims }) => issuer.token(claims, { typ: 'at+jwt' })],
    ['something critical', ({ issuer, claims }) => unsignedAs(issuer.token(claims), { crit: ['exp'] })],
    ['one bit of its signature changed', async ({ issuer, claims }) => flipped(await issuer.token(claims))],
    ['other claims under its signature', async ({ issuer, claims }) => swapped(await issuer.token(claims))],
    ['a token in a token', async ({ issuer, claims }) => issuer.token({ jwt: await issuer.token(claims) })],
  ])('with %s is not', async (_, make) => {
    const given = aFlyVerifier()
    const token = await make(given)
    await expect(given.verify(token)).rejects.toMatchObject({ code: 'Unauthenticated' })
    // Nothing is fetched from where a token says.
    expect(given.issuer.asked.filter((url) => !url.startsWith(`${given.issuer.url}/.well-known/`))).toEqual([])
    // And no part of it is told on.
    expect(JSON.stringify(given.lines)).not.toContain(token === '' ? '\0' : token)
  })
})

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function unsigned({ issuer, claims }: Given, header: object, signature: string): string {
  const seconds = issuer.seconds()
  return `${encoded(header)}.${encoded({ iss: issuer.url, iat: seconds, exp: seconds + 600, ...claims })}.${signature}`
}

function hmac(given: Given, key: string): string {
  const content = unsigned(given, { alg: 'HS256', kid: 'k1', typ: 'JWT' }, '').slice(0, -1)
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`
}

function foreign({ issuer, claims }: Given, header: NonNullable<Parameters<typeof issuer.token>[1]>): Promise<string> {
  return issuer.token(claims, header, aKey(1).privateKey)
}

/** The header says more than what was signed. */
async function unsignedAs(token: Promise<string>, more: object): Promise<string> {
  const [, claims, signature] = (await token).split('.')
  return `${encoded({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...more })}.${claims}.${signature}`
}

function flipped(token: string): string {
  const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url')
  signature[10] = (signature[10] ?? 0) ^ 1
  return [...token.split('.').slice(0, 2), signature.toString('base64url')].join('.')
}

function swapped(token: string): string {
  const [header, claims = '', signature] = token.split('.')
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
  return `${header}.${encoded({ ...said, app_name: 'bank' })}.${signature}`
}
