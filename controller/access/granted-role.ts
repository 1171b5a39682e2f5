import type { Grant } from '../../schemas/types.ts'
import { type Selectable, selects } from '../resource/rule.ts'
import { isEnough, type Principal, type Role } from './principal.ts'
import { builtInRole, builtInRoleEverywhere } from './role-on.ts'

/** The highest role that a principal has on an App: what is built in, and what grants add to it. */
export function roleOn(principal: Principal, app: Selectable, grants: readonly Grant[]): Role | undefined {
  const granted = grants.filter(({ spec }) => isFor(spec.subject, principal) && selects(spec.apps, app))
  return highest([builtInRole(principal, `App/${app.name}`), ...granted.map(({ spec }) => spec.role)])
}

/** The highest role that a principal has on all Apps, those that are still to come included. */
export function roleEverywhere(principal: Principal, grants: readonly Grant[]): Role | undefined {
  const granted = grants.filter(({ spec }) => spec.apps.all === true && isFor(spec.subject, principal))
  return highest([builtInRoleEverywhere(principal), ...granted.map(({ spec }) => spec.role)])
}

/**
 * Whether a grant is for this principal. Names are compared with what was verified: a subject of one kind never fits a
 * principal of another, whatever either is called. Who has proven nothing is nobody's subject.
 */
function isFor({ app, user, group, token }: Grant['spec']['subject'], principal: Principal): boolean {
  switch (principal.kind) {
    case 'workload':
      return app !== undefined && principal.ref === `App/${app}`
    case 'person':
      if (user !== undefined) return principal.name === `user:${user}`
      return group !== undefined && principal.groups.includes(group)
    case 'token':
      return token !== undefined && principal.name === `token:${token}`
    case 'local':
      return false
    default:
      return principal satisfies never
  }
}

function highest(some: readonly (Role | undefined)[]): Role | undefined {
  return some.reduce((best, role) => (role !== undefined && !isEnough(best, role) ? role : best), undefined)
}
