import type { Grant, Policy } from '../../schemas/types.ts'
import type { Resource } from './resource.ts'

/**
 * A document about who may do what. It is read, stored and shown like the spec of an App, but nothing at Fly follows from
 * it: only decisions do.
 */
export type Rule = Grant | Policy

/** `Grant/platform-team` */
export type RuleRef = `${Rule['kind']}/${string}`

export function ruleRefOf({ kind, metadata }: Rule): RuleRef {
  return `${kind}/${metadata.name}`
}

export function isRule(document: Resource | Rule): document is Rule {
  return document.kind !== 'App'
}

/** What a selector looks at. */
export type Selectable = { readonly name: string; readonly labels: Readonly<Record<string, string>> }

export function selectable({ metadata }: Resource): Selectable {
  return { name: metadata.name, labels: metadata.labels ?? {} }
}

/** Whether a rule is about an App. The schema sees to it that exactly one way to select is there. */
export function selects({ all, names, labels }: Rule['spec']['apps'], app: Selectable): boolean {
  if (all) return true
  if (names) return names.includes(app.name)
  return labels !== undefined && Object.entries(labels).every(([key, value]) => app.labels[key] === value)
}
