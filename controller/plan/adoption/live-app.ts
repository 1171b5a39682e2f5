import type { Machine } from '../../fly/wire.ts'
import type { CertificateSummary, IpAssignment } from '../../fly/wire-addresses.ts'
import type { AppSecret } from '../../fly/wire-secrets.ts'
import type { Volume } from '../../fly/wire-volumes.ts'

/** A live app, as it was read. */
export type LiveApp = {
  readonly name: string
  readonly network: string
  /** Whose it is, and we work for. */
  readonly organization: string
  readonly machines: readonly Machine[]
  readonly secrets: readonly AppSecret[]
  readonly addresses: readonly IpAssignment[]
  readonly certificates: readonly CertificateSummary[]
  readonly volumes: readonly Volume[]
}

/** What an app has that its spec does not say, in words. */
export type Besides = {
  /** Names only. */
  readonly secrets: readonly string[]
  readonly volumes: readonly string[]
  readonly addresses: readonly string[]
  readonly hostnames: readonly string[]
}
