import type { Grant } from '../../schemas/types.ts'
import { roleOn } from '../access/granted-role.ts'
import { isEnough, type Workload } from '../access/principal.ts'
import type { Ref } from '../resource/resource.ts'
import { type Rule, selectable } from '../resource/rule.ts'
import type { Store, Stored } from '../store/store.ts'

/**
 * Why nothing may be done for a stored spec: an app stands as its author that may not edit this App. Whoever may submit what
 * was decided at the door; this is decided once more where it is acted on, from the very row that is acted on, so that a row
 * that came in past the door, or was misplaced, moves nothing at Fly. `undefined`: nothing is against it.
 */
export async function trespass(
  { ref, resource, provenance }: Pick<Stored, 'ref' | 'resource' | 'provenance'>,
  store: Pick<Store, 'rules'>,
): Promise<string | undefined> {
  if (provenance.from === 'directory' || provenance.from === 'git') return undefined
  const { user, workload } = provenance
  if (workload === undefined && !user.startsWith(appPrefix)) return undefined
  const author: Ref = `App/${user.startsWith(appPrefix) ? user.slice(appPrefix.length) : ''}`
  if (author === ref) return undefined

  const grants = (await store.rules()).rules.map(({ rule }) => rule).filter(isGrant)
  if (isEnough(roleOn(asPrincipal(author, user), selectable(resource), grants), 'editor')) return undefined
  return `this spec of ${ref} was written by ${user}, which may not edit it: nothing is done at Fly. Find out how it came into the store, and apply the right spec as somebody who may`
}

const appPrefix = 'app:'

/** As Grants know it: by the App that it is, and nothing else. */
function asPrincipal(ref: Ref, name: string): Workload {
  return { kind: 'workload', name, ref, organizationId: '', appId: '', flyApp: '', machineId: '' }
}

function isGrant(rule: Rule): rule is Grant {
  return rule.kind === 'Grant'
}
