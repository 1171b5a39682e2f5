import type { Problem } from '../resource/problem.ts'
import { readAll } from '../resource/read.ts'
import type { Resource } from '../resource/resource.ts'
import { OperationError } from './operation-error.ts'
import type { Draft } from './operations.ts'

/** The documents of a draft, in their order. Throws an OperationError `Invalid` with every problem. */
export function readDraft(draft: Draft): readonly { readonly resource: Resource }[] {
  const isText = 'text' in draft
  const file = (isText ? draft.file : undefined) ?? '<spec>'
  // JSON is YAML too: a parsed value goes the same way as a text, and is checked by the same rules.
  const text = isText ? draft.text : (JSON.stringify(draft.document) ?? '')
  const { documents, problems } = readAll([{ file, bytes: new TextEncoder().encode(text) }])
  if (problems.length > 0) throw invalid(isText ? problems : problems.map(withoutPlace))
  if (documents.length > 0) return documents
  const repair = 'send at least one document of `apiVersion: artifact/v1`; `artifact explain App` shows what is in it'
  throw new OperationError('Invalid', `there is no document in ${file}`, repair)
}

function invalid(problems: readonly Problem[]): OperationError {
  const message =
    problems.length === 1 ? 'there is a mistake in the spec' : `there are ${problems.length} mistakes in the spec`
  return new OperationError('Invalid', message, 'correct what `problems` names and send it again', { problems })
}

/** A line of a text that nobody wrote would lead astray. */
function withoutPlace(problem: Problem): Problem {
  return { ...problem, at: undefined }
}
