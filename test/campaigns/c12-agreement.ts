import { isDeepStrictEqual } from 'node:util'
import { CORE_SCHEMA, loadAll } from 'js-yaml'
import { type Reading, readValue } from '../../controller/resource/read.ts'

/**
 * How another reader of YAML, js-yaml, understands a text otherwise than we did; `undefined` when it does not. A spec
 * must mean to us what it means to the editor and the review tool that showed it. What we refuse is not compared: we are
 * stricter on purpose.
 */
export function disagreement({ documents, problems }: Reading, text: string): string | undefined {
  if (problems.length > 0 || documents.length === 0) return undefined
  let values: unknown[]
  try {
    values = loadAll(text, { schema: CORE_SCHEMA })
  } catch (error) {
    return `js-yaml refuses what we take in: ${error}`
  }
  const theirs = values.filter((value) => !isEmpty(value))
  if (theirs.length !== documents.length) {
    return `js-yaml reads ${theirs.length} documents, and we ${documents.length}`
  }
  const index = documents.findIndex(({ resource }, nth) => !isDeepStrictEqual(meaningOf(theirs[nth]), resource))
  return index === -1 ? undefined : `js-yaml reads document ${index + 1} as ${JSON.stringify(theirs[index])}`
}

/** A document that says nothing, which is passed over. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function meaningOf(value: unknown): unknown {
  const read = readValue(value)
  return 'problems' in read ? read.problems : Object.values(read)[0]
}
