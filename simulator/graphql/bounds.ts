import type { DocumentNode, SelectionSetNode } from 'graphql'

/**
 * Why the document asks for too much, if it does. Fragments count wherever they are spread, and what is too deep is not
 * followed: a short text can mean a very long one. Fly's own bounds are not known.
 */
export function excessOf(document: DocumentNode): string | undefined {
  const fragments = new Map<string, SelectionSetNode>()
  for (const each of document.definitions) {
    if (each.kind === 'FragmentDefinition') fragments.set(each.name.value, each.selectionSet)
  }
  const measured = new Map<SelectionSetNode, Size>()

  function sizeOf(set: SelectionSetNode, above: number): Size {
    const known = measured.get(set)
    if (known !== undefined) return known
    // Also where fragments spread one another in a circle; that is refused elsewhere.
    if (above > deepest) return tooMuch
    const size = { fields: 0, depth: 0 }
    for (const selection of set.selections) {
      const isField = selection.kind === 'Field'
      const inner = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection.selectionSet
      const { fields, depth } = inner === undefined ? nothing : sizeOf(inner, above + 1)
      size.fields += fields + (isField ? 1 : 0)
      size.depth = Math.max(size.depth, depth + (isField ? 1 : 0))
    }
    measured.set(set, size)
    return size
  }

  for (const each of document.definitions) {
    if (each.kind !== 'OperationDefinition' && each.kind !== 'FragmentDefinition') continue
    const { fields, depth } = sizeOf(each.selectionSet, 0)
    if (depth > deepest) return `Query has depth of more than ${deepest}, which exceeds max depth of ${deepest}`
    if (fields > mostFields) return `Query has complexity of more than ${mostFields}, which exceeds max complexity`
  }
  return undefined
}

/** Counts what is answered: a short query can have a very long answer. */
export function createBudget(): { spend(): void; isSpent(): boolean } {
  let left = mostAnswered
  return {
    spend() {
      if (--left < 0) throw new Error('the answer would be too long')
    },
    isSpent: () => left < 0,
  }
}

type Size = { readonly fields: number; readonly depth: number }

const nothing: Size = { fields: 0, depth: 0 }
// The longest query of flyctl is nine deep and has some 80 fields; asking for the schema itself is fifteen deep.
const deepest = 25
const mostFields = 2_000
const mostAnswered = 500_000
const tooMuch: Size = { fields: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY }
/** Words, numbers and signs of a document. */
export const mostTokens = 5_000
