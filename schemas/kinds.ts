import appSchema from './app.schema.json' with { type: 'json' }
import grantSchema from './grant.schema.json' with { type: 'json' }
import policySchema from './policy.schema.json' with { type: 'json' }

/** The part of JSON Schema (draft-07) that the schemas here are written in. */
export type Schema = {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: false | Schema
  readonly propertyNames?: Schema
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly const?: string | boolean
  readonly pattern?: string
  /** What a text that the pattern refuses should have been. Editors know this keyword, and Artifact shows it too. */
  readonly patternErrorMessage?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly uniqueItems?: boolean
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** The schema of each kind of document. */
export const schemas = {
  App: appSchema as Schema,
  Grant: grantSchema as Schema,
  Policy: policySchema as Schema,
} as const satisfies Record<string, Schema>

export type Kind = keyof typeof schemas

export const kinds = Object.keys(schemas) as readonly Kind[]

export const apiVersion = 'artifact/v1'

/** The schema that `schema` stands for: what it refers to, with its own description and examples before those. */
export function resolve(schema: Schema, root: Schema): Schema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (reference === undefined) return schema
  const { allOf: _, $ref: __, ...own } = schema
  return { ...root.definitions?.[reference.replace('#/definitions/', '')], ...own }
}

/** Says what follows to editors with a YAML language server, as the first line of a spec. */
export function modeline(kind: Kind, pathToSchemas: string): string {
  return `# yaml-language-server: $schema=${pathToSchemas}/${kind.toLowerCase()}.schema.json`
}
