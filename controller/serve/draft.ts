import type { Problem } from '../resource/problem.ts'
import { readText, readValue } from '../resource/read.ts'
import type { Resource } from '../resource/resource.ts'
import type { Rule } from '../resource/rule.ts'
import { OperationError } from './operation-error.ts'
import type { Draft } from './operations.ts'

/** The resources of a draft, in their order. Throws an OperationError `Invalid` with every problem. */
export function readDraft(draft: Draft): readonly Resource[] {
  const { resources, rules } = readAny(draft)
  if (rules.length > 0) {
    const message = 'Grants and Policies are not sent together with Apps'
    throw new OperationError('Invalid', message, 'keep them in a file of their own; they are taken in at /v1/rules')
  }
  return resources
}

/** The Grants and Policies of a draft, in their order. Throws as `readDraft` does. */
export function readRules(draft: Draft): readonly Rule[] {
  const { resources, rules } = readAny(draft)
  if (resources.length === 0) return rules
  const message = 'Apps are not sent together with Grants and Policies'
  throw new OperationError('Invalid', message, 'keep them in a file of their own; they are taken in at /v1/specs')
}

function readAny(draft: Draft): { readonly resources: readonly Resource[]; readonly rules: readonly Rule[] } {
  if ('document' in draft) {
    const read = readValue(draft.document)
    if ('problems' in read) throw invalid(read.problems)
    return 'rule' in read ? { resources: [], rules: [read.rule] } : { resources: [read.resource], rules: [] }
  }
  const { text, file = '<spec>' } = draft
  const { documents, rules, problems } = readText({ file, bytes: text })
  if (problems.length > 0) throw invalid(problems)
  if (documents.length + rules.length > 0) {
    return { resources: documents.map(({ resource }) => resource), rules: rules.map(({ rule }) => rule) }
  }
  const repair = 'send at least one document of `apiVersion: artifact/v1`; `artifact explain App` shows what is in it'
  throw new OperationError('Invalid', `there is no document in ${file}`, repair)
}

function invalid(problems: readonly Problem[]): OperationError {
  const message =
    problems.length === 1 ? 'there is a mistake in the spec' : `there are ${problems.length} mistakes in the spec`
  return new OperationError('Invalid', message, 'correct what `problems` names and send it again', { problems })
}
