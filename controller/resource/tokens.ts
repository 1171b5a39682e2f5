import { type CST, Lexer, Parser } from 'yaml'
import { findFaults, isCollection } from './hostile.ts'
import { mostDepth, mostNodes, mostTokens } from './limits.ts'
import type { ProblemCode } from './problem.ts'

/** What is wrong with a piece of text. */
export type Fault = {
  readonly code: ProblemCode
  readonly message: string
  readonly offset: number
  readonly length: number
}

/** One document of a file, not composed yet, and what forbids composing it. */
export type Draft = { readonly token: CST.Document; readonly faults: Fault[] }

/** The documents of a text; or, when it goes beyond a limit, no document and where it does. */
export type Scanned = { readonly drafts: readonly Draft[]; readonly faults: readonly Fault[] }

/**
 * Cuts a text into documents as trees of tokens. Uses the parser's first stage only, which keeps its own stack, and
 * stops as soon as a limit is passed: nothing here grows with what a hostile text describes.
 */
export function scan(text: string): Scanned {
  const drafts: Draft[] = []
  let waiting: Fault[] = []
  let nodes = 0

  const tokens = tokensOf(text)
  for (let next = tokens.next(); ; next = tokens.next()) {
    if (next.done) {
      if (next.value !== undefined) return { drafts: [], faults: [next.value] }
      return { drafts, faults: waiting }
    }
    const token = next.value
    if (token.type === 'document') {
      const { count, faults } = findFaults(token)
      nodes += count + 1
      if (nodes > mostNodes) return { drafts: [], faults: [tooLarge(token.offset, tooManyNodes)] }
      drafts.push({ token, faults: [...waiting, ...faults] })
      waiting = []
    }
    const fault = faultOf(token)
    // What stands outside of every document spoils the one before it, or else the one to come.
    if (fault !== undefined) (token.type === 'error' ? (drafts.at(-1)?.faults ?? waiting) : waiting).push(fault)
  }
}

function* tokensOf(text: string): Generator<CST.Token, Fault | undefined> {
  const parser = new Parser()
  let count = 0
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    if (depthOf(parser.stack) > mostDepth) return tooLarge(parser.offset, tooDeep)
    if (++count > mostTokens) return tooLarge(parser.offset, tooManyTokens)
  }
  yield* parser.end()
  return undefined
}

/** The stack holds the document, the lists and maps that are open, and perhaps a word. */
function depthOf(stack: readonly CST.Token[]): number {
  const top = stack.at(-1)
  return top !== undefined && isCollection(top) ? stack.length - 1 : stack.length - 2
}

function faultOf(token: CST.Token): Fault | undefined {
  if (token.type === 'error') {
    return { code: 'YamlSyntax', message: misplaced, offset: token.offset, length: token.source.length }
  }
  if (token.type !== 'directive' || token.source.trim() === '%YAML 1.2') return undefined
  const message = 'specs are read as plain YAML 1.2, without directives: take this line out'
  return { code: 'YamlSyntax', message, offset: token.offset, length: token.source.length }
}

function tooLarge(offset: number, message: string): Fault {
  return { code: 'TooLarge', message, offset, length: 1 }
}

const misplaced = 'this does not belong here: a bracket, quote or line that no document has opened'
const tooDeep = `lists and keys lie more than ${mostDepth} levels within one another here: no spec needs that, make it flat`
const tooManyTokens = `the file has more than ${mostTokens} words and signs up to here: put its documents into several files`
const tooManyNodes = `the file has more than ${mostNodes} keys and values in all: put its documents into several files`
