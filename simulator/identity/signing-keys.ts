import { createHash, createPrivateKey, type KeyObject } from 'node:crypto'
import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'
import { simulatedOidcKeys } from './simulated-oidc-keys.ts'

/** A key with which the issuer signs, or has signed. All organisations share them. */
export type SigningKeyRow = Row & {
  /** Which of the simulated keys it is. */
  readonly index: number
  /** Until then it can be looked up, once it signs no more. */
  readonly publishedUntil: number | undefined
}

export interface SigningKeys {
  current(): { readonly kid: string; readonly privateKey: KeyObject }
  /** What `jwks` tells: the key that signs, and those whose tokens may still be about. */
  published(): readonly object[]
  /** The next key signs from now on; the one before stays to be looked up for a while. */
  rotate(keepForMs: number): void
}

export function createSigningKeys(truth: Truth): SigningKeys {
  const { signingKey: rows } = truth.tables
  const privateKeys = new Map<number, KeyObject>()
  // There before everything else, like the organisation.
  if ([...rows.all()].length === 0) rows.put(newRow(0, 0))

  const signing = (): SigningKeyRow =>
    [...rows.all()].findLast((row) => row.publishedUntil === undefined) as SigningKeyRow

  function privateKeyOf(index: number): KeyObject {
    const key = privateKeys.get(index) ?? createPrivateKey({ key: { ...keyAt(index) }, format: 'jwk' })
    privateKeys.set(index, key)
    return key
  }

  return {
    current() {
      const { index } = signing()
      return { kid: kidOf(index), privateKey: privateKeyOf(index) }
    },
    published: () =>
      [...rows.all()]
        .filter(({ publishedUntil }) => publishedUntil === undefined || publishedUntil > truth.now())
        .map(({ index }) => publicKeyOf(index)),
    rotate(keepForMs) {
      const before = signing()
      // After the last one it begins anew: a key that comes back must not stand there twice.
      const index = (before.index + 1) % simulatedOidcKeys.length
      rows.put({ ...before, publishedUntil: truth.now() + keepForMs })
      rows.remove(kidOf(index))
      rows.put(newRow(index, truth.nextNth()))
    },
  }
}

function newRow(index: number, nth: number): SigningKeyRow {
  return { key: kidOf(index), app: '', nth, index, publishedUntil: undefined }
}

function keyAt(index: number) {
  return simulatedOidcKeys[index % simulatedOidcKeys.length] ?? simulatedOidcKeys[0]
}

function publicKeyOf(index: number): object {
  const { kty, n, e } = keyAt(index)
  return { kty, use: 'sig', alg: 'RS256', kid: kidOf(index), n, e }
}

/** Its thumbprint. Source: RFC 7638. What Fly's look like is not known. */
function kidOf(index: number): string {
  const { kty, n, e } = keyAt(index)
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
}
