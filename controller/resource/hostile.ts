import type { CST } from 'yaml'
import { mostProblems } from './limits.ts'
import type { Fault } from './tokens.ts'
import { named } from './words.ts'

/**
 * What a document's tree of tokens holds that specs do not need and composing could suffer from: aliases (a few lines
 * describe gigabytes), keys that are lists or maps (turned to text again and again), tags. Counts keys, values, lists
 * and maps besides.
 */
export function findFaults(document: CST.Document): { readonly count: number; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  let count = 0
  const tell = (token: CST.Token, message: string): void => {
    if (faults.length >= mostProblems) return
    const length = 'source' in token ? token.source.length : 1
    faults.push({ code: 'YamlSyntax', message, offset: token.offset, length })
  }
  const tellProperties = (tokens: readonly CST.Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'anchor' || token.type === 'tag') count++
      if (token.type === 'anchor') tell(token, `${named(token.source)} names a value for aliases, ${written}`)
      if (token.type === 'tag' && !plainTags.has(token.source))
        tell(token, `the tag ${named(token.source)} says nothing here: take it out`)
    }
  }

  tellProperties(document.start)
  for (const after of leftovers(document)) tell(after, misplaced)
  const open: CST.Token[] = document.value === undefined ? [] : [document.value]
  for (let token = open.pop(); token !== undefined; token = open.pop()) {
    count++
    if (token.type === 'alias') tell(token, `${named(token.source)} stands for a value from elsewhere, ${written}`)
    // Composing would make an error with a stack trace of each, however many there are.
    for (const after of leftovers(token)) tell(after, misplaced)
    if (!isCollection(token)) continue
    for (const item of token.items as readonly CST.CollectionItem[]) {
      tellProperties(item.start)
      if (item.sep) tellProperties(item.sep)
      if (item.key && isCollection(item.key)) tell(item.key, 'a key is one word here, not a list or a map of its own')
      // Nothing between two commas or after a dash is an empty value.
      if (!item.key && !item.value) count++
      if (item.key) open.push(item.key)
      if (item.value) open.push(item.value)
    }
  }
  return { count, faults }
}

/** Whether a token is a list or a map, and so one level of depth. */
export function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection'
}

/** What follows a value on its line although the value has ended. */
function leftovers(token: CST.Token): readonly CST.Token[] {
  if (!('end' in token) || token.end === undefined) return []
  const end = token.type === 'flow-collection' ? token.end.slice(1) : token.end
  return end.filter(({ type }) => type !== 'space' && type !== 'comment' && type !== 'newline')
}

const misplaced = 'this does not belong here: a text with signs of YAML in it is written in quotes'
const written = 'which specs do not have: write the value out'

/** The tags that only say aloud what a plain value is. */
const plainTags = new Set(['!!str', '!!int', '!!float', '!!bool', '!!null', '!!map', '!!seq'])
