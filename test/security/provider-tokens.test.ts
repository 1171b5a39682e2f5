import { describe, expect, test } from 'vitest'
import { createAuthenticate } from '../../controller/access/authenticate.ts'
import { createKeySet } from '../../controller/access/key-set.ts'
import { createProviderIdentity } from '../../controller/access/provider-identity.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { aKey, anIssuer } from './an-issuer.ts'

/* People and pipelines, by the tokens of the organisation's own identity provider. */

function aProvider() {
  const clock = createVirtualClock()
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const provider = anIssuer({ url: 'https://login.example/realms/acme', clock })
  const { url: issuer, fetch } = provider
  const keys = createKeySet({ issuer, fetch, clock, log })
  const identify = createProviderIdentity({ issuer, audience: 'artifact', keys, clock })
  const asked: string[] = []
  const operatorToken = async () => {
    asked.push('operator')
    return { kind: 'local', name: 'operator' } as const
  }
  const authenticate = createAuthenticate({ operatorToken, issuers: new Map([[issuer, identify]]) })
  return { provider, clock, authenticate, asked, claims: { sub: 'u-17', aud: 'artifact' } }
}

describe('a person', () => {
  test('is who the provider says, with the groups that it says', async () => {
    const { provider, authenticate, claims } = aProvider()
    const more = { email: 'jo@acme.example', email_verified: true, groups: ['platform', 'on call'] }
    expect(await authenticate(await provider.token({ ...claims, ...more }))).toEqual({
      kind: 'person',
      name: 'user:jo@acme.example',
      issuer: provider.url,
      subject: 'u-17',
      groups: ['platform', 'on call'],
    })
    expect(await authenticate(await provider.token(claims))).toMatchObject({ name: 'user:u-17', groups: [] })
  })

  test.each([false, undefined, 'true', 1])('has no address of which the provider says %j', async (email_verified) => {
    const { provider, authenticate, claims } = aProvider()
    const token = await provider.token({ ...claims, email: 'boss@acme.example', email_verified })
    expect(await authenticate(token)).toMatchObject({ name: 'user:u-17' })
  })

  test.each([
    ['for somebody else', { aud: 'shop' }],
    ['for several', { aud: ['artifact', 'shop'] }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with groups as a text', { groups: 'platform' }],
    ['with groups as objects', { groups: [{ name: 'platform' }] }],
    ['with an empty group', { groups: [''] }],
    ['with very many groups', { groups: Array.from({ length: 1_001 }, (_, nth) => `g${nth}`) }],
    ['that never expires', { exp: undefined }],
  ])('is nobody by a token %s', async (_, change) => {
    const { provider, authenticate, claims } = aProvider()
    const token = await provider.token({ ...claims, ...change })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'Unauthenticated' })
  })
})

describe('an issuer that nobody has named', () => {
  test.each([
    'https://login.example/realms/evil',
    'https://login.example/realms/acme/',
    'https://LOGIN.example/realms/acme',
    'http://169.254.169.254/latest',
    '',
  ])('%j is never asked for keys', async (iss) => {
    const { provider, authenticate, claims } = aProvider()
    const token = await provider.token({ ...claims, iss }, {}, aKey(1).privateKey)
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'Unauthenticated' })
    expect(provider.asked).toEqual([])
  })

  test('may not be a list, of which one is known', async () => {
    const { provider, authenticate, claims } = aProvider()
    const token = await provider.token({ ...claims, iss: [provider.url] })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'Unauthenticated' })
  })
})

test('a token of an operator is asked of nobody but us', async () => {
  const { provider, authenticate, asked } = aProvider()
  await authenticate('artifact_abc_def')
  expect(asked).toEqual(['operator'])
  expect(provider.asked).toEqual([])
  await expect(authenticate(`artifact_${'a'.repeat(20_000)}`)).rejects.toMatchObject({ code: 'Unauthenticated' })
})
