import { isoSeconds } from '../refusal.ts'
import { latestSecrets, seenSecrets, writeSecrets } from '../secrets/secret-rows.ts'
import { mustBeName } from '../secrets/secrets.ts'
import { appNode } from './apps.ts'
import { refuseField } from './refusals.ts'
import { appFor, type Fields, type Scene } from './scene.ts'

export const secretTypes = `
  extend type App { secrets: [Secret!]! }
  extend type Mutations {
    setSecrets(input: SetSecretsInput!): SetSecretsPayload
    unsetSecrets(input: UnsetSecretsInput!): UnsetSecretsPayload
  }
  type Secret implements Node { id: ID! name: String! digest: String! createdAt: ISO8601DateTime! user: User }
  input SetSecretsInput {
    clientMutationId: String
    appId: ID!
    secrets: [SecretInput!]!
    replaceAll: Boolean
  }
  input SecretInput { key: String! value: String! }
  input UnsetSecretsInput { clientMutationId: String appId: ID! keys: [String!]! }
  type SetSecretsPayload { clientMutationId: String app: App! release: Release }
  type UnsetSecretsPayload { clientMutationId: String app: App! release: Release }
`

/** As in REST, no Machine is touched; there is no release either, because that is how Machines get things. */
export function secretMutations(scene: Scene): Fields {
  const { premises } = scene

  function write(appId: string, id: string | undefined, values: Readonly<Record<string, string | undefined>>): object {
    const { name } = appFor(scene, appId)
    for (const key of Object.keys(values)) mustBeName(key)
    const { secrets } = latestSecrets(premises.truth, name)
    const heldValue = (key: string) => (Object.hasOwn(secrets, key) ? secrets[key]?.value : undefined)
    // flyctl takes it for success. Source: superfly/flyctl, internal/cli
    if (Object.entries(values).every(([key, value]) => heldValue(key) === value)) {
      throw refuseField('UNCHANGED', 'No change detected to secrets')
    }
    writeSecrets(premises, name, values)
    return { clientMutationId: id, app: () => appNode(scene, name), release: null }
  }

  return {
    setSecrets({ input }: { input: SetSecretsInput }) {
      const { appId, clientMutationId, replaceAll } = input
      const given = input.secrets.map(({ key, value }) => [key, value] as const)
      const before = replaceAll ? Object.keys(latestSecrets(premises.truth, appFor(scene, appId).name).secrets) : []
      const values = [...before.map((key) => [key, undefined] as const), ...given]
      return write(appId, clientMutationId, Object.fromEntries(values))
    },
    unsetSecrets: ({ input }: { input: UnsetSecretsInput }) =>
      write(input.appId, input.clientMutationId, Object.fromEntries(input.keys.map((key) => [key, undefined]))),
  }
}

/** Their names and digests; values are shown to nobody. */
export function secretsOf({ premises: { truth } }: Scene, app: string): readonly object[] {
  return Object.entries(seenSecrets(truth, app).secrets).map(([name, { digest, createdAt }]) => ({
    id: `${app}/${name}`,
    name,
    digest,
    createdAt: isoSeconds(createdAt),
    user: null,
  }))
}

type SetSecretsInput = {
  readonly clientMutationId?: string
  readonly appId: string
  readonly secrets: readonly { readonly key: string; readonly value: string }[]
  readonly replaceAll?: boolean
}
type UnsetSecretsInput = {
  readonly clientMutationId?: string
  readonly appId: string
  readonly keys: readonly string[]
}
