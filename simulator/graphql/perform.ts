import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql'
import type { Caller } from '../callers.ts'
import { actions } from '../identity/access.ts'
import { judge, kinds } from '../identity/caveats.ts'
import { organizationNumber } from '../identity/organizations.ts'
import { createBudget, excessOf, mostTokens } from './bounds.ts'
import { library } from './library.ts'
import type { AskedBody } from './operation.ts'
import { notAuthorized, refusalBehind } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'
import { schema } from './schema.ts'
import { flyWords } from './words.ts'

/** What goes back: data, errors or both. */
export type Envelope = { readonly data?: object | null; readonly errors?: readonly object[] }

/** Does what the document says, in no time; whatever is wrong with it stands among the errors. */
export function perform(asked: AskedBody, roots: Fields, { caller }: Scene): Envelope {
  const parsed = parse(asked.query)
  if ('errors' in parsed) return parsed
  const { document } = parsed
  const excess = excessOf(document)
  if (excess !== undefined) return { errors: [{ message: excess }] }
  const { executeSync, validate } = library()
  const wrong = validate(schema(), document)
  if (wrong.length > 0) return { errors: wrong.map(errorView) }

  const budget = createBudget()
  const result = executeSync({
    schema: schema(),
    document,
    rootValue: roots,
    variableValues: asked.variables,
    ...(asked.operationName !== undefined && { operationName: asked.operationName }),
    fieldResolver(source: Readonly<Record<string, unknown>>, args, _, { fieldName, parentType }) {
      budget.spend()
      if (parentType.name === 'Mutations' && !mayMutate(caller, fieldName)) throw notAuthorized('do this')
      const value = source[fieldName]
      return typeof value === 'function' ? value(args) : value
    },
  })
  if (budget.isSpent()) return { errors: [{ message: 'The answer would be too long' }] }
  return envelopeOf(result)
}

/** What belongs to another app or organisation is seen to where it is looked for. */
function mayMutate({ mayWrite, caveats, organization }: Caller, mutation: string): boolean {
  const access = { action: actions.write, organization: organizationNumber(organization), mutation }
  return mayWrite && caveats.every((caveat) => caveat.type === kinds.Apps || judge(caveat, access) === 'allowed')
}

function parse(query: string): { readonly document: DocumentNode } | { readonly errors: readonly object[] } {
  try {
    return { document: library().parse(query, { maxTokens: mostTokens }) }
  } catch (error) {
    // What is nested without end reaches the end of the stack before that of the tokens.
    return { errors: [{ message: `Parse error: ${error instanceof Error ? error.message : error}` }] }
  }
}

function envelopeOf({ data, errors }: ExecutionResult): Envelope {
  return {
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors: errors.map(errorView) }),
  }
}

/** An error in a field that is neither a refusal nor one of the query's is a mistake of the simulator's own, and no answer of Fly's. */
function errorView({ message, path, locations, originalError }: GraphQLError): object {
  const refusal = refusalBehind(originalError)
  const isOwn = originalError !== undefined && !(originalError instanceof library().GraphQLError)
  if (isOwn && refusal === undefined) throw originalError
  const words = flyWords(message)
  const code = refusal?.code ?? words.code
  return {
    message: refusal?.message ?? words.message,
    ...(locations && { locations: locations.map(({ line, column }) => ({ line, column })) }),
    ...(path && { path }),
    ...(code && { extensions: { code } }),
  }
}
