import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Chance } from '../chance.ts'

/**
 * Says to a private app which Machine asks, so that nobody else can say it. Source: superfly/docs, networking/flycast;
 * community.fly.io/t/20566
 */
export interface FlySrc {
  /** 32 bytes in hex, as Machines find it in `/.fly/fly-src.pub`. */
  readonly publicKey: string
  headersFor(machine: {
    readonly id: string
    readonly app: string
    readonly organization: string
    /** Milliseconds since 1970. */
    readonly at: number
  }): { readonly 'fly-src': string; readonly 'fly-src-signature': string }
}

/** The key comes of the chance that is given, and of nothing else. */
export function createFlySrc(chance: Chance): FlySrc {
  const secret = Buffer.from(Array.from({ length: 32 }, () => Math.floor(chance.next() * 256)))
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Ed25519, secret]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return {
    publicKey,
    headersFor({ id, app, organization, at }) {
      const text = `instance=${id};app=${app};org=${organization};ts=${Math.floor(at / 1_000)}`
      return { 'fly-src': text, 'fly-src-signature': sign(null, Buffer.from(text), privateKey).toString('base64') }
    },
  }
}

// What stands before the 32 secret bytes of an Ed25519 key in PKCS #8. Source: RFC 8410
const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
