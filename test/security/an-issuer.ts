import { createPrivateKey, createPublicKey } from 'node:crypto'
import { type JWTHeaderParameters, SignJWT } from 'jose'
import type { Fetch } from '../../controller/access/key-set.ts'
import { simulatedOidcKeys } from '../../simulator/identity/simulated-oidc-keys.ts'
import type { VirtualClock } from '../support/virtual-clock.ts'

/** The nth of some key pairs. */
export function aKey(nth: number) {
  const privateKey = createPrivateKey({ key: { ...simulatedOidcKeys[nth] }, format: 'jwk' } as never)
  const publicKey = createPublicKey(privateKey)
  return { privateKey, publicKey, jwk: publicKey.export({ format: 'jwk' }) }
}

/** Somebody who signs tokens and publishes keys, or things that look like it. */
export function anIssuer(options: { readonly url: string; readonly clock: VirtualClock; readonly key?: number }) {
  const { url, clock, key = 0 } = options
  const state = {
    keys: [{ ...aKey(key).jwk, kid: 'k1', alg: 'RS256', use: 'sig' }] as object[],
    discovery: { issuer: url, jwks_uri: `${url}/.well-known/jwks` } as object,
    /** Instead of what it publishes. */
    answer: undefined as ((request: Request) => Promise<Response>) | undefined,
  }
  const asked: string[] = []

  const fetch: Fetch = async (request) => {
    asked.push(request.url)
    if (state.answer) return await state.answer(request)
    if (request.url === `${url}/.well-known/openid-configuration`) return Response.json(state.discovery)
    if (request.url === `${url}/.well-known/jwks`) return Response.json({ keys: state.keys })
    return new Response(null, { status: 404 })
  }

  const seconds = () => Math.floor(clock.now() / 1_000)

  /** `undefined` takes a claim away. */
  function token(
    claims: Readonly<Record<string, unknown>> = {},
    header: Partial<JWTHeaderParameters> = {},
    signedWith: Parameters<SignJWT['sign']>[0] = aKey(key).privateKey,
  ): Promise<string> {
    const all = { iss: url, iat: seconds(), nbf: seconds(), exp: seconds() + 600, ...claims }
    return new SignJWT(JSON.parse(JSON.stringify(all)))
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header })
      .sign(signedWith)
  }

  return { url, state, asked, fetch, token, seconds }
}
