import type { Ref } from '../resource/resource.ts'
import type { Principal, Role } from './principal.ts'

/**
 * The role that a principal has on an App without any grant. `undefined`: to that principal the App does not exist.
 *
 * An app is the editor of its own App and of nothing else.
 */
export function builtInRole(principal: Principal, ref: Ref): Role | undefined {
  return principal.kind === 'workload' && principal.ref === ref ? 'editor' : builtInRoleEverywhere(principal)
}

/** The role that a principal has on all Apps, those that are still to come included. */
export function builtInRoleEverywhere(principal: Principal): Role | undefined {
  switch (principal.kind) {
    case 'local':
      return 'admin'
    case 'token':
      return principal.role
    case 'workload':
    case 'person':
      return undefined
    default:
      return principal satisfies never
  }
}
