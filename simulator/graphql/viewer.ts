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

/** A person by his session, or else a token that stands for nobody. */
export function viewerQueries({ caller: { user, owner } }: Scene): Fields {
  return {
    viewer: () =>
      user === undefined ? { __typename: 'Macaroon', email: owner } : { __typename: 'User', ...userNode(user) },
    currentUser() {
      if (user === undefined) throw notAuthorized('access this currentUser')
      return userNode(user)
    },
  }
}

/** Whoever did something, as others see him: a person, or a token by its owner. */
export function userNode(email: string): object {
  const [name = ''] = email.split('@')
  return { id: name, name, email, enablePaidHobby: false }
}
