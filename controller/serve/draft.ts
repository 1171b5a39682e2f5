import type { Problem } from '../resource/problem.ts'
import { readText, readValue } from '../resource/read.ts'
import type { Resource } from '../resource/resource.ts'
import { OperationError } from './operation-error.ts'
import type { Draft } from './operations.ts'

/** The resources of a draft, in their order. Throws an OperationError `Invalid` with every problem. */
export function readDraft(draft: Draft): readonly Resource[] {
  if ('document' in draft) {
    const read = readValue(draft.document)
    if ('problems' in read) throw invalid(read.problems)
    return [read.resource]
  }
  const { text, file = '<spec>' } = draft
  const { documents, problems } = readText({ file, bytes: text })
  if (problems.length > 0) throw invalid(problems)
  if (documents.length > 0) return documents.map(({ resource }) => resource)
  const repair = 'send at least one document of `apiVersion: artifact/v1`; `artifact explain App` shows what is in it'
  throw new OperationError('Invalid', `there is no document in ${file}`, repair)
}

function invalid(problems: readonly Problem[]): OperationError {
  const message =
    problems.length === 1 ? 'there is a mistake in the spec' : `there are ${problems.length} mistakes in the spec`
  return new OperationError('Invalid', message, 'correct what `problems` names and send it again', { problems })
}
