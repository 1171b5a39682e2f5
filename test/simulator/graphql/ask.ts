import type { AFly } from '../a-fly.ts'

export type GraphqlAnswer = {
  readonly status: number
  /** Tests say what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly data: any
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code: string }
  }[]
}

/** Asks as fly-go does: one document, with variables beside it. */
export async function askGraphql(
  fly: AFly,
  query: string,
  variables: object = {},
  headers?: Record<string, string>,
): Promise<GraphqlAnswer> {
  const { status, body } = await fly.ask('POST', '/graphql', { query, variables }, headers)
  return { status, data: body?.data, errors: body?.errors ?? [] }
}

/** The data of an answer in which nothing is wrong. */
export async function dataOf(fly: AFly, query: string, variables: object = {}): Promise<GraphqlAnswer['data']> {
  const { data, errors } = await askGraphql(fly, query, variables)
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return data
}

/** The id of the organisation, without which nothing is created in it. */
export async function organizationIdOf(fly: AFly, slug = 'demo'): Promise<string> {
  return (await dataOf(fly, 'query($slug: String!) { organization(slug: $slug) { id } }', { slug })).organization.id
}
