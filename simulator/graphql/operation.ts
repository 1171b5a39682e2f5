import type { DocumentNode, OperationDefinitionNode, ValueNode } from 'graphql'
import { isObject } from '../read-shape.ts'
import { parseBody } from '../routes.ts'
import { mostTokens } from './bounds.ts'
import { library } from './library.ts'

/** What a body asks for, as far as the request log and the faults want to know. */
export type Told = {
  /** The operation's name, or that of the first field that it asks for. */
  readonly operation: string | undefined
  /** The app that it names. */
  readonly app: string | undefined
  readonly isDeed: boolean
}

/** Never an error: what cannot be understood is refused elsewhere. */
export function tell(text: string): Told {
  const asked = read(text)
  const document = asked && parsed(asked.query)
  const operation = document && operationOf(document, asked.operationName)
  if (operation === undefined) return { operation: undefined, app: undefined, isDeed: false }
  const field = operation.selectionSet.selections.find((selection) => selection.kind === 'Field')
  const given = (field?.arguments ?? []).map((argument): [string, unknown] => [
    argument.name.value,
    valueIn(argument.value, asked?.variables),
  ])
  return {
    operation: operation.name?.value ?? field?.name.value,
    app: appIn(field?.name.value ?? '', Object.fromEntries(given)),
    isDeed: operation.operation === 'mutation',
  }
}

/** The operation that is meant; `undefined` when there is none, or when it is not clear which. */
export function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((each) => each.kind === 'OperationDefinition')
  if (name !== undefined) return operations.find((each) => each.name?.value === name)
  return operations.length === 1 ? operations[0] : undefined
}

export type AskedBody = {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

/** The parts of a body; `undefined` when there is no query in it. */
export function partsOf({ query, variables, operationName }: Readonly<Record<string, unknown>>): AskedBody | undefined {
  if (typeof query !== 'string' || query.trim() === '') return undefined
  return {
    query,
    variables: isObject(variables) ? variables : {},
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : undefined,
  }
}

function read(text: string): AskedBody | undefined {
  try {
    return partsOf(parseBody(text))
  } catch {
    return undefined
  }
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return library().parse(query, { noLocation: true, maxTokens: mostTokens })
  } catch {
    return undefined
  }
}

function valueIn(value: ValueNode, variables: AskedBody['variables'] = {}): unknown {
  try {
    return library().valueFromASTUntyped(value, variables)
  } catch {
    return undefined
  }
}

/** Fly's mutations call an app's name `appId`; only what is about apps alone calls it `name`. */
function appIn(field: string, given: Readonly<Record<string, unknown>>): string | undefined {
  const places = isObject(given.input) ? [given, given.input] : [given]
  const isName = ['app', 'appNameAvailable', 'canPerformBluegreenDeployment', 'createApp'].includes(field)
  const names = places.flatMap(({ appId, appName, name }) => [appId, appName, isName ? name : undefined])
  return names.find((each) => typeof each === 'string')
}
