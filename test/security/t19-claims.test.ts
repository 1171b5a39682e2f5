import { describe, expect, test } from 'vitest'
import { aFlyVerifier } from './a-fly-verifier.ts'

/* T19: confusion about whom a token is for, who gave it out, and what it says. */

type Claims = Readonly<Record<string, unknown>>

describe('the claims of a token of Fly', () => {
  const required = ['sub', 'aud', 'app_id', 'app_name', 'org_id', 'org_name', 'machine_id', 'machine_name']
  const odd: readonly (readonly [string, unknown])[] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 11],
    ['a list', ['shop', 'acme']],
    ['an object', { shop: true }],
    ['very long', 'x'.repeat(300)],
    ['more than one line', 'shop\nbank'],
  ]
  test.each(required.flatMap((claim) => odd.map(([what, value]) => [claim, what, value] as const)))(
    '%s may not be %s',
    async (claim, _, value) => {
      const { verify, issuer, claims } = aFlyVerifier()
      await expect(verify(await issuer.token({ ...claims, [claim]: value }))).rejects.toMatchObject({
        code: 'Unauthenticated',
      })
    },
  )

  test.each<[string, (seconds: number) => Claims]>([
    ['is for somebody else', () => ({ aud: 'https://fly.io/acme' })],
    ['is for us at another path', () => ({ aud: 'https://artifact.example/mcp/' })],
    ['is for us and for somebody else', () => ({ aud: ['https://artifact.example/mcp', 'https://evil.example'] })],
    ['is for us alone, but as a list', () => ({ aud: ['https://artifact.example/mcp'] })],
    ['is of another organisation', () => ({ iss: 'https://oidc.fly.io/evil' })],
    ['is of an issuer that begins as ours', () => ({ iss: 'https://oidc.fly.io/acme/evil' })],
    ['is of our issuer with a slash', () => ({ iss: 'https://oidc.fly.io/acme/' })],
    ['has no issuer', () => ({ iss: undefined })],
    ['has issuers', () => ({ iss: ['https://oidc.fly.io/acme'] })],
    ['names another organisation than its issuer', () => ({ org_name: 'evil', sub: 'evil:shop:web-1' })],
    ['has a subject of another organisation', () => ({ sub: 'evil:shop:web-1' })],
    ['has a subject of another app', () => ({ sub: 'acme:bank:web-1' })],
    ['has a subject of another Machine', () => ({ sub: 'acme:shop:web-2' })],
    ['has a subject of more parts', () => ({ sub: 'acme:shop:web-1:x' })],
    ['has parts in its names', () => ({ app_name: 'shop:web', machine_name: '1', sub: 'acme:shop:web-1' })],
    ['has expired', (now) => ({ exp: now - 11 })],
    ['never expires', () => ({ exp: undefined })],
    ['expires in words', () => ({ exp: 'tomorrow' })],
    ['does not say when it was given out', () => ({ iat: undefined })],
    ['was given out in words', () => ({ iat: 'now' })],
    ['will be given out', (now) => ({ iat: now + 60 })],
    ['is not good yet', (now) => ({ nbf: now + 60 })],
    ['is a day old, though good for a week', (now) => ({ iat: now - 86_400, nbf: now - 86_400, exp: now + 500_000 })],
    ['is older than a quarter of an hour', (now) => ({ iat: now - 911, nbf: now - 911, exp: now + 60 })],
  ])('which %s do not let in', async (_, change) => {
    const { verify, issuer, claims } = aFlyVerifier()
    const token = await issuer.token({ ...claims, ...change(issuer.seconds()) })
    await expect(verify(token)).rejects.toMatchObject({
      code: 'Unauthenticated',
      message: expect.stringMatching(/^the token /),
    })
  })

  test.each<[string, (seconds: number) => Claims]>([
    ['that has just expired by our clock', (now) => ({ exp: now - 9 })],
    ['whose clock goes a little fast', (now) => ({ iat: now + 9, nbf: now + 9 })],
    ['that is almost a quarter of an hour old', (now) => ({ iat: now - 899, nbf: now - 899, exp: now + 60 })],
  ])('still let in one %s', async (_, change) => {
    const { verify, issuer, claims } = aFlyVerifier()
    const token = await issuer.token({ ...claims, ...change(issuer.seconds()) })
    expect(await verify(token)).toMatchObject({ ref: 'App/shop' })
  })

  test('of an app that is not ours are told so, in words', async () => {
    const { verify, issuer, claims } = aFlyVerifier()
    const token = await issuer.token({ ...claims, app_name: 'blog', sub: 'acme:blog:web-1' })
    await expect(verify(token)).rejects.toMatchObject({ code: 'Forbidden', message: expect.stringContaining('blog') })
  })
})

describe('an app', () => {
  test('is known by the ids that it had at first sight, not by its name', async () => {
    const { verify, issuer, claims, fly, bound, mismatches, lines } = aFlyVerifier()
    await verify(await issuer.token(claims))
    expect(bound.get('App/shop')).toEqual({ organizationId: '7', appId: '11' })
    fly.idOf = async () => '12'
    for (const other of [{ app_id: '12' }, { org_id: '8' }]) {
      await expect(verify(await issuer.token({ ...claims, ...other }))).rejects.toMatchObject({
        code: 'Unauthenticated',
      })
    }
    expect(mismatches).toEqual([
      { organizationId: '7', appId: '12' },
      { organizationId: '8', appId: '11' },
    ])
    expect(lines).toMatchObject([{ ref: 'App/shop', appId: '12' }, { organizationId: '8' }])
    expect(await verify(await issuer.token(claims))).toMatchObject({ appId: '11' })
  })

  test('is not bound by the token of one that had its name before', async () => {
    const { verify, issuer, claims, fly, bound } = aFlyVerifier()
    fly.idOf = async () => '12'
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unauthenticated' })
    expect(bound.size).toBe(0)
  })

  test('is not bound while Fly cannot be asked who it is', async () => {
    const { verify, issuer, claims, fly, bound } = aFlyVerifier()
    fly.idOf = () => Promise.reject(new Error('Fly is away'))
    await expect(verify(await issuer.token(claims))).rejects.toMatchObject({ code: 'Unavailable' })
    expect(bound.size).toBe(0)
  })
})
