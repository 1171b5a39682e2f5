import type { SecretKey } from '../../controller/fly/wire-secrets.ts'
import { appOf, type Premises } from '../premises.ts'
import { isoSeconds, refuse } from '../refusal.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import { type KeyType, keyTypes } from './keys/key-types.ts'
import type { SecretKeyRow } from './secret-key-rows.ts'
import { latestSecrets, writeSecrets } from './secret-rows.ts'
import { leastVersionIn, mustBeAsNewAs, versionView } from './secrets.ts'

/** The keys of an app. Its Machines use them without ever having them. */
export function secretKeyRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises
  const { secretKey: table } = truth.tables
  const chance = laws.stream('keys')
  const random = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(chance.next() * 256)))

  function list(ask: Ask): Reply {
    const app = appOf(premises, ask).name
    mustBeAsNewAs(latestSecrets(truth, app), leastVersionIn(ask))
    const types = (ask.query.get('types') ?? '').split(',').filter((type) => type !== '')
    const rows = [...table.of(app)].filter(({ type }) => types.length === 0 || types.includes(type))
    return { status: 200, body: rows.length === 0 ? {} : { secret_keys: rows.map(secretKeyView) } }
  }

  function set(ask: Ask): Reply {
    const type = typeIn(ask)
    const bytes = bytesIn(ask, 'value')
    const material = bytes.length === type.length ? keyFrom(type, bytes) : undefined
    // The value is not in the text: it may be nearly right.
    if (material === undefined) throw refuse(400, `invalid_argument: value must be a key of ${type.length} bytes`)
    return put(ask, type, material)
  }

  function generate(ask: Ask): Reply {
    const type = typeIn(ask)
    let material: Buffer | undefined
    while (material === undefined) material = keyFrom(type, random(type.length))
    return put(ask, type, material)
  }

  /** A key of the same name is gone with what it has sealed; that keys have versions in their names is flyctl's doing. */
  function put(ask: Ask, type: KeyType, material: Buffer): Reply {
    const app = appOf(premises, ask).name
    const name = ask.params.name ?? ''
    if (!/^[a-zA-Z0-9_-]+$/.test(name)) throw refuse(400, 'invalid_argument: invalid label')
    const key = `${app}/${name}`
    const before = table.get(key)
    const now = laws.now()
    const { version } = writeSecrets(premises, app, {})
    const row: SecretKeyRow = {
      key,
      app,
      nth: before?.nth ?? laws.nextNth(),
      name,
      type: optional(ask.body(), 'type', 'string') ?? '',
      material: material.toString('base64'),
      publicKey: type.publicKey?.(material).toString('base64'),
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
    table.put(row)
    return { status: 201, body: { ...secretKeyView(row), ...versionView({ version }) } }
  }

  function remove(ask: Ask): Reply {
    const { key, app } = rowOf(ask)
    table.remove(key)
    return { status: 200, body: versionView(writeSecrets(premises, app, {})) }
  }

  function encrypt(ask: Ask): Reply {
    const { type, key } = keyOf(ask)
    if (type.seal === undefined) throw unfit(ask, 'encrypt')
    const sealed = type.seal(key, bytesIn(ask, 'plaintext'), associatedIn(ask, type), random)
    return { status: 200, body: { ciphertext: sealed.toString('base64') } }
  }

  function decrypt(ask: Ask): Reply {
    const { type, key } = keyOf(ask)
    if (type.open === undefined) throw unfit(ask, 'decrypt')
    const text = type.open(key, bytesIn(ask, 'ciphertext'), associatedIn(ask, type))
    if (text === undefined) throw refuse(400, 'invalid_argument: decryption failed')
    return { status: 200, body: { plaintext: text.toString('base64') } }
  }

  function sign(ask: Ask): Reply {
    const { type, key } = keyOf(ask)
    if (type.sign === undefined) throw unfit(ask, 'sign')
    return { status: 200, body: { signature: type.sign(key, bytesIn(ask, 'plaintext')).toString('base64') } }
  }

  function verify(ask: Ask): Reply {
    const { type, key } = keyOf(ask)
    if (type.verify === undefined) throw unfit(ask, 'verify')
    const isGood = type.verify(key, bytesIn(ask, 'plaintext'), bytesIn(ask, 'signature'))
    if (!isGood) throw refuse(400, 'invalid_argument: verification failed')
    return { status: 204 }
  }

  function keyOf(ask: Ask): { readonly type: KeyType; readonly key: Buffer } {
    const row = rowOf(ask)
    mustBeAsNewAs(latestSecrets(truth, row.app), leastVersionIn(ask))
    return { type: keyTypes[row.type] as KeyType, key: Buffer.from(row.material, 'base64') }
  }

  function rowOf(ask: Ask): SecretKeyRow {
    const row = table.get(`${appOf(premises, ask).name}/${ask.params.name ?? ''}`)
    if (row === undefined) throw refuse(404, 'secret key not found')
    return row
  }

  function unfit(ask: Ask, operation: string) {
    return refuse(400, `invalid_argument: a key of type ${rowOf(ask).type} cannot ${operation}`)
  }

  function read(ask: Ask): Reply {
    keyOf(ask)
    return { status: 200, body: secretKeyView(rowOf(ask)) }
  }

  const path = '/v1/apps/:app/secretkeys'
  const one = { path: `${path}/:name`, countedBy: 'app' } as const
  const deed = (operation: string) => ({ ...one, path: `${one.path}/${operation}`, method: 'POST' }) as const
  return [
    { path, countedBy: 'app', method: 'GET', action: 'list-secret-keys', isDeed: false, answer: list },
    { ...one, method: 'GET', action: 'get-secret-key', isDeed: false, answer: read },
    { ...one, method: 'POST', action: 'set-secret-key', isDeed: true, answer: set },
    { ...one, method: 'DELETE', action: 'delete-secret-key', isDeed: true, answer: remove },
    { ...deed('generate'), action: 'set-secret-key', isDeed: true, answer: generate },
    { ...deed('encrypt'), action: 'encrypt', isDeed: false, answer: encrypt },
    { ...deed('decrypt'), action: 'decrypt', isDeed: false, answer: decrypt },
    { ...deed('sign'), action: 'sign', isDeed: false, answer: sign },
    { ...deed('verify'), action: 'verify', isDeed: false, answer: verify },
  ]
}

function keyFrom(type: KeyType, bytes: Buffer): Buffer | undefined {
  return type.from === undefined ? bytes : type.from(bytes)
}

function typeIn(ask: Ask): KeyType {
  const name = optional(ask.body(), 'type', 'string') ?? ''
  const type = Object.hasOwn(keyTypes, name) ? keyTypes[name] : undefined
  if (type === undefined) throw refuse(400, 'invalid_argument: invalid secret key type')
  return type
}

/** Strings of base64, although Fly's OpenAPI document says lists of numbers. Seen live. */
function bytesIn(ask: Ask, field: string): Buffer {
  const text = optional(ask.body(), field, 'string') ?? ''
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw refuse(400, `invalid_argument: illegal base64 data in ${field}`)
  }
  return Buffer.from(text, 'base64')
}

function associatedIn(ask: Ask, { takesAssociated }: KeyType): Buffer {
  const associated = bytesIn(ask, 'associated_data')
  if (associated.length > 0 && !takesAssociated) {
    throw refuse(400, 'invalid_argument: this type of key takes no associated_data')
  }
  return associated
}

export function secretKeyView({ name, type, publicKey, createdAt, updatedAt }: SecretKeyRow): SecretKey {
  return {
    name,
    type,
    ...(publicKey !== undefined && { public_key: publicKey }),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}
