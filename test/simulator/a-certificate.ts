import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate that nobody trusts, as PEM, with its private key. Times in milliseconds since 1970. */
export function aCertificate(options: {
  readonly names: readonly string[]
  readonly from: number
  readonly to: number
  readonly issuer?: string
}): { readonly fullchain: string; readonly private_key: string } {
  const { names, from, to, issuer = 'A Test CA' } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certified = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    commonName(issuer),
    sequence(time(from), time(to)),
    commonName(names[0] ?? ''),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(alternativeNames(names))),
  )
  const signature = sign('sha256', certified, privateKey)
  const der = sequence(certified, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature))
  return { fullchain: pem(der), private_key: keyPem(privateKey) }
}

/** A key that fits no certificate. */
export function aKey(): string {
  return keyPem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
}

function alternativeNames(names: readonly string[]): Buffer {
  const list = sequence(...names.map((name) => tagged(0x82, Buffer.from(name))))
  return sequence(tagged(0x06, Buffer.from('551d11', 'hex')), tagged(0x04, list))
}

function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(tagged(0x06, Buffer.from('550403', 'hex')), tagged(0x0c, Buffer.from(name)))))
}

function time(at: number): Buffer {
  return tagged(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`))
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts)
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function keyPem(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}

const ecdsaWithSha256 = sequence(tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
