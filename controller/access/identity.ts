import type { Principal } from './principal.ts'

/**
 * Who somebody is, whatever they are called at the moment: by the ids that their name can be given to another without. Two
 * principals with one identity are one; what a requester may not do, they may not do under another name either.
 */
export function identityOf(principal: Principal): string {
  switch (principal.kind) {
    case 'workload':
      return `app ${principal.organizationId} ${principal.appId}`
    case 'person':
      return `person ${principal.issuer} ${principal.subject}`
    case 'token':
      return `token ${principal.id}`
    case 'local':
      return `local ${principal.name}`
    default:
      return principal satisfies never
  }
}
