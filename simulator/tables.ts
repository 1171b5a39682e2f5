import type { AddressRow } from './addresses/address-rows.ts'
import type { CertificateRow } from './addresses/certificate-rows.ts'
import type { DnsRow } from './addresses/dns.ts'
import type { IssuanceRow } from './addresses/lets-encrypt.ts'
import type { NetworkPolicyRow } from './addresses/network-policies.ts'
import type { BuildRow } from './graphql/builds.ts'
import type { ReleaseRow } from './graphql/release-rows.ts'
import type { HostRow } from './hosts/host.ts'
import type { OrganizationRow } from './identity/organizations.ts'
import type { SigningKeyRow } from './identity/signing-keys.ts'
import type { TokenRow } from './identity/token-rows.ts'
import type { NetworkRow } from './networks.ts'
import type { SecretKeyRow } from './secrets/secret-key-rows.ts'
import type { SecretsRow } from './secrets/secret-rows.ts'
import type { TagRow } from './tags.ts'
import type { SnapshotRow } from './volumes/snapshot.ts'
import type { VolumeRow } from './volumes/volume.ts'

/** What there is besides apps and Machines, by the name of its table. A further kind of thing is one more line here. */
export interface Rows {
  readonly network: NetworkRow
  readonly address: AddressRow
  readonly certificate: CertificateRow
  readonly dns: DnsRow
  readonly issuance: IssuanceRow
  readonly networkPolicy: NetworkPolicyRow
  readonly secrets: SecretsRow
  readonly secretKey: SecretKeyRow
  readonly release: ReleaseRow
  readonly build: BuildRow
  readonly host: HostRow
  readonly volume: VolumeRow
  readonly snapshot: SnapshotRow
  readonly organization: OrganizationRow
  readonly token: TokenRow
  readonly tag: TagRow
  readonly signingKey: SigningKeyRow
}

export type TableName = keyof Rows

/** Every table, in the order in which they are shown and kept. */
export const tableNames: readonly TableName[] = [
  'network',
  'address',
  'certificate',
  'dns',
  'issuance',
  'networkPolicy',
  'secrets',
  'secretKey',
  'release',
  'build',
  'host',
  'volume',
  'snapshot',
  'organization',
  'token',
  'tag',
  'signingKey',
]

/** What every row has. Plain JSON, never changed in place; times in milliseconds since 1970, by Fly's clock. */
export type Row = {
  /** Its only name in the table. */
  readonly key: string
  /** The app that takes it along when it goes; empty for what belongs to none. */
  readonly app: string
  /** The order of creation. */
  readonly nth: number
  /** For what has a list of the organisation: counts all changes that Fly shows as `updated_at`, Machines' included. */
  readonly touched?: number
  readonly updatedAt?: number
}

/** Rows by their keys, in order of creation. */
export interface Table<R extends Row> {
  get(key: string): R | undefined
  all(): Iterable<R>
  /** Costs what there is in the app, not what there is in all. */
  of(app: string): Iterable<R>
  put(row: R): void
  remove(key: string): void
}

export type Tables = { readonly [Name in TableName]: Table<Rows[Name]> }

/** Empty tables. `tell` is called after every change. */
export function createTables(
  tell: (table: TableName, key: string, row: Row | undefined) => void,
): Tables & { restore(table: TableName, row: Row): void } {
  const restorers = new Map<TableName, (row: Row) => void>()
  const tables = Object.fromEntries(
    tableNames.map((name) => {
      const { table, restore } = createTable((key, row) => tell(name, key, row))
      restorers.set(name, restore)
      return [name, table]
    }),
  ) as unknown as Tables
  return { ...tables, restore: (name, row) => restorers.get(name)?.(row) }
}

function createTable(tell: (key: string, row: Row | undefined) => void): {
  readonly table: Table<Row>
  readonly restore: (row: Row) => void
} {
  const rows = new Map<string, Row>()
  const rowsOf = new Map<string, Map<string, Row>>()

  function set(row: Row): void {
    rows.set(row.key, row)
    const ofApp = rowsOf.get(row.app) ?? new Map<string, Row>()
    rowsOf.set(row.app, ofApp.set(row.key, row))
  }

  return {
    restore: set,
    table: {
      get: (key) => rows.get(key),
      all: () => rows.values(),
      of: (app) => (rowsOf.get(app) ?? new Map<string, Row>()).values(),
      put(row) {
        set(row)
        tell(row.key, row)
      },
      remove(key) {
        const row = rows.get(key)
        if (row === undefined) return
        rows.delete(key)
        const ofApp = rowsOf.get(row.app)
        ofApp?.delete(key)
        if (ofApp?.size === 0) rowsOf.delete(row.app)
        tell(key, undefined)
      },
    },
  }
}
