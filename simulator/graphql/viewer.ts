import type { Caller } from '../callers.ts'
import { notAuthorized } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'

export const viewerTypes = `
  extend type Queries {
    viewer: Principal!
    currentUser: User!
  }
  interface Principal { id: ID name: String email: String! }
  type User implements Node & Principal {
    id: ID!
    name: String
    email: String!
    enablePaidHobby: Boolean!
  }
  type Macaroon implements Principal { id: ID name: String email: String! }
`

/** Who asks is always a token here; it is nobody's session, and so no user. */
export function viewerQueries({ caller }: Scene): Fields {
  return {
    viewer: () => ({ __typename: 'Macaroon', email: caller.owner }),
    currentUser() {
      throw notAuthorized('view this user')
    },
  }
}

/** Whoever did something, as others see him. */
export function userNode(owner: Caller['owner']): object {
  return { id: owner.split('@')[0], name: null, email: owner, enablePaidHobby: false }
}
