import type { Ref } from '../resource/resource.ts'

/**
 * Who asks, as somebody has verified it. `name` is what people read in the audit trail, and what grants name as their
 * subject; it says its kind, so that no user can be called like an app.
 */
export type Principal = Workload | Person | TokenHolder | Local

/** A Machine of a customer's app, by the identity that Fly gave it. Tenants are told apart by the ids alone. */
export type Workload = {
  readonly kind: 'workload'
  /** `app:acme` */
  readonly name: string
  /** The App in our store whose Fly app this is: found by the ids, never by what the caller says. */
  readonly ref: Ref
  readonly organizationId: string
  readonly appId: string
  /** The name that Fly had for the app when it gave the identity out. */
  readonly flyApp: string
  readonly machineId: string
}

/** Somebody, or a pipeline, known to the organisation's own identity provider. */
export type Person = {
  readonly kind: 'person'
  /** `user:jo@company.example` */
  readonly name: string
  readonly issuer: string
  readonly subject: string
  readonly groups: readonly string[]
}

/** Whoever has an operator token: for the first steps, and for scripts. */
export type TokenHolder = {
  readonly kind: 'token'
  /** `token:ci` */
  readonly name: string
  readonly id: string
  readonly role: Role
}

/** Somebody at this very machine, where nothing is real: the simulator runs, and only loopback is answered. */
export type Local = {
  readonly kind: 'local'
  /** `anna`: nobody has checked it. */
  readonly name: string
}

/**
 * `viewer` sees. `editor` changes specs and secrets. `operator` does besides what holds an App up or takes it away by
 * word, and decides approvals. `admin` makes tokens, grants and policies. Each may do what those before it may.
 */
export type Role = (typeof roles)[number]

export const roles = ['viewer', 'editor', 'operator', 'admin'] as const

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** Whether somebody with the role `has` may do what needs the role `needs`. */
export function isEnough(has: Role | undefined, needs: Role): boolean {
  return has !== undefined && roles.indexOf(has) >= roles.indexOf(needs)
}

/** What is written down of a principal with each thing that it causes. Nothing in it is a secret. */
export type Signature = {
  readonly user: string
  /** With a workload only. */
  readonly workload?: { readonly organizationId: string; readonly appId: string; readonly machineId: string }
}

export function signatureOf(principal: Principal): Signature {
  if (principal.kind !== 'workload') return { user: principal.name }
  const { name, organizationId, appId, machineId } = principal
  return { user: name, workload: { organizationId, appId, machineId } }
}
