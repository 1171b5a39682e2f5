import type { App } from '../../schemas/types.ts'

/** A spec document that has been parsed, validated and filled with its defaults. */
export type Resource = App

/** Names one resource everywhere: in the store, in logs, on the command line. `App/acme` */
export type Ref = `${Resource['kind']}/${string}`

/** The name by which everything else knows a resource. */
export function refOf(resource: Resource): Ref {
  return `${resource.kind}/${resource.metadata.name}`
}

/** Where a resource came from, and who sent it. Only the source that brought a resource may report it missing. */
export type Provenance =
  | { readonly from: 'directory'; readonly path: string }
  | { readonly from: 'git'; readonly commit: string; readonly path: string }
  | Sender

/** Somebody who sent a spec, or asked for something else. */
export type Sender = {
  readonly from: 'cli' | 'http' | 'mcp'
  /** Verified: `app:acme`, `user:jo@company.example`, `token:ci`; a mere name where nobody has to prove anything. */
  readonly user: string
  /** The Machine behind it, where one asked. */
  readonly workload?: { readonly organizationId: string; readonly appId: string; readonly machineId: string }
  /** Drawn by us for the request in which it was asked: what leads from here to its record in the audit, and to its answer. */
  readonly request?: string
  /** What the asking program calls itself. A claim. */
  readonly client?: string
  /** The person for whom an app asked, by its own words. A claim. */
  readonly behalf?: string
}

/** The name of the Fly app that an App means. Globally unique on Fly, immutable. */
export function flyAppOf(resource: Resource): string {
  return resource.spec.flyApp ?? resource.metadata.name
}

/** The private network (6PN) of an App; its own unless the spec names one. Immutable on Fly. */
export function networkOf(resource: Resource): string {
  return resource.spec.network ?? flyAppOf(resource)
}
