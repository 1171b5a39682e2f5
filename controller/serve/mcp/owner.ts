import type { Principal } from '../../access/principal.ts'

/**
 * The key under which things are kept for a principal: what one owner has does not exist for any other. All Machines of
 * an app are one owner, and so are all its names: the ids count.
 */
export function ownerOf(principal: Principal): string {
  switch (principal.kind) {
    case 'workload':
      return `workload:${principal.organizationId}:${principal.appId}`
    case 'person':
      return `person:${principal.issuer}:${principal.subject}`
    case 'token':
      return `token:${principal.id}`
    case 'local':
      return `local:${principal.name}`
    default:
      return principal satisfies never
  }
}
