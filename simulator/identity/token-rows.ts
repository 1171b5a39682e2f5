import type { Row } from '../tables.ts'

/** A token that Fly has made. Its text is told once and not kept: it can be made again from what is here. */
export type TokenRow = Row & {
  readonly name: string
  /** Slug of the organisation to which it belongs. */
  readonly organization: string
  readonly profile: Profile
  readonly profileParams: Readonly<Record<string, unknown>>
  /** Whose session it is, or who asked for it. */
  readonly user: string | undefined
  /** The Machine that alone may use it. */
  readonly machineId: string | undefined
  /** The key with which it is sealed, and what makes it unlike any other: hex digits. */
  readonly secret: string
  readonly random: string
  readonly createdAt: number
  /** Until then it is refused, although it has been made. */
  readonly usableAt: number
  readonly expiresAt: number
  readonly revokedAt: number | undefined
  readonly revokedBy: string | undefined
}

/** `user`: a person's session, `machine`: what a Machine is given. The others are those of `fly tokens create`. */
export type Profile = 'deploy_organization' | 'deploy' | 'readonly' | 'user' | 'machine'

/** How a token says which row it is. */
export function keyIdOf(key: string): Uint8Array {
  return Uint8Array.from(Buffer.from(`${prefix}${key}`))
}

/** The row's key, if that is what it says. */
export function keyIn(keyId: Uint8Array): string | undefined {
  const text = Buffer.from(keyId).toString()
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined
}

const prefix = 'simulated/'
