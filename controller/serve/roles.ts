import type { Grant } from '../../schemas/types.ts'
import { roleEverywhere, roleOn } from '../access/granted-role.ts'
import type { Principal, Role } from '../access/principal.ts'
import { builtInRole, builtInRoleEverywhere } from '../access/role-on.ts'
import type { Ref } from '../resource/resource.ts'
import { type Rule, type Selectable, selectable } from '../resource/rule.ts'
import { type Store, StoreError } from '../store/store.ts'

/** The roles that one principal has, by what is built in and by the Grants of the store as they are when it asks. */
export interface Roles {
  /** On the App of a ref. A grant by labels looks at those that are stored, never at those of a draft. */
  on(ref: Ref): Promise<Role | undefined>
  /** On all Apps, those that are still to come included. */
  everywhere(): Promise<Role | undefined>
  /** The same as `on` for many Apps of which the labels are known. */
  judge(): Promise<(app: Selectable) => Role | undefined>
}

export function createRoles(store: Pick<Store, 'rules' | 'get'>, principal: Principal): Roles {
  const grants = async () => (await store.rules()).rules.map(({ rule }) => rule).filter(isGrant)

  /** An App of which nothing can be read has no labels: whoever may see it by them does not see it then. */
  async function appOf(ref: Ref): Promise<Selectable> {
    const name = ref.slice('App/'.length)
    try {
      const stored = await store.get(ref)
      return stored ? selectable(stored.resource) : { name, labels: {} }
    } catch (error) {
      if (error instanceof StoreError && error.code === 'Unreadable') return { name, labels: {} }
      throw error
    }
  }

  return {
    async on(ref) {
      // Nothing that is granted is more than this.
      if (builtInRole(principal, ref) === 'admin') return 'admin'
      const given = await grants()
      if (given.length === 0) return builtInRole(principal, ref)
      return roleOn(principal, await appOf(ref), given)
    },
    async everywhere() {
      return builtInRoleEverywhere(principal) === 'admin' ? 'admin' : roleEverywhere(principal, await grants())
    },
    async judge() {
      const given = await grants()
      return (app) => roleOn(principal, app, given)
    },
  }
}

function isGrant(rule: Rule): rule is Grant {
  return rule.kind === 'Grant'
}
