import type { ErrorObject } from 'ajv'
import { apiVersion, type Kind, kinds } from '../../schemas/kinds.ts'
import { checkApp } from './checks/app.ts'
import { type Finding, type Path, pathOf, wrongKey, wrongValue } from './finding.ts'
import type { Resource } from './resource.ts'
import { isRule, type Rule } from './rule.ts'
import { schemaFindings } from './schema-findings.ts'
import { strangeTexts } from './strange-texts.ts'
import { suggest } from './suggest.ts'
import { validate } from './validators.ts'
import { found, listed, named } from './words.ts'

/** The resource or the rule that a plain value is, with its defaults filled in; or everything that is wrong with it. */
export type Judgement =
  | { readonly resource: Resource }
  | { readonly rule: Rule }
  | { readonly findings: readonly Finding[] }

/**
 * Judges a plain value, which it owns: defaults are filled into it. `sourceOf` gives the spelling of a value, for
 * messages.
 */
export function judge(value: unknown, sourceOf: (path: Path) => string | undefined = () => undefined): Judgement {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `the document ${found(value)}; expected keys with values: apiVersion, kind, metadata and spec`
    return { findings: [wrongValue('SchemaViolation', [], message)] }
  }
  const fields = value as Record<string, unknown>
  const kind = kinds.find((name) => name === fields.kind)
  if (kind === undefined) return { findings: [unknownKind(fields)] }

  const errors = validate(kind, value)
  const version = fields.apiVersion !== undefined && fields.apiVersion !== apiVersion
  const ofSchema = errors.filter(({ instancePath }) => !(version && instancePath === '/apiVersion'))
  const findings = [
    ...(version ? [unknownVersion(fields.apiVersion)] : []),
    ...schemaFindings(ofSchema, sourceOf),
    ...strangeTexts(value),
    ...checksOf[kind](
      value,
      errors.filter(isMisshapen).map(({ instancePath }) => pathOf(instancePath)),
    ),
  ]
  if (findings.length > 0) return { findings }
  const document = value as Resource | Rule
  return isRule(document) ? { rule: document } : { resource: document }
}

/** Of a Grant and of a Policy the schema says everything. */
const checksOf = { App: checkApp, Grant: () => [], Policy: () => [] } as const satisfies Record<Kind, typeof checkApp>

/** A field too many, or one of a wrong name, leaves everything else as its type says. */
function isMisshapen({ keyword, propertyName }: ErrorObject): boolean {
  return keyword !== 'additionalProperties' && keyword !== 'propertyNames' && propertyName === undefined
}

function unknownKind(fields: Record<string, unknown>): Finding {
  const { kind } = fields
  if (kind === undefined) {
    return wrongKey('SchemaViolation', [], `the document has no \`kind\`: add one of ${listed(kinds, 'or')}`)
  }
  const near = typeof kind === 'string' ? suggest(kind, kinds) : undefined
  const hint = near === undefined ? '' : `; did you mean ${named(near)}?`
  const message = `\`kind\` ${found(kind)}; Artifact knows ${listed(kinds)} of ${apiVersion}${hint}`
  return wrongValue('UnknownKind', ['kind'], message)
}

function unknownVersion(version: unknown): Finding {
  return wrongValue(
    'UnknownKind',
    ['apiVersion'],
    `\`apiVersion\` ${found(version)}; expected ${named(apiVersion)}: write that`,
  )
}
