import { Composer, type CST } from 'yaml'
import { type Path, pointer } from './finding.ts'
import type { Lines } from './lines.ts'
import type { Place, Problem } from './problem.ts'
import { syntaxFaults } from './syntax.ts'
import type { Fault } from './tokens.ts'
import { createTree, type MisplacedKey } from './tree.ts'
import { named } from './words.ts'

/** A document as a plain value, and the way back from the value to the text. */
export type TextDocument = {
  /** Made of what JSON has. `null` when the document is empty. */
  readonly value: unknown
  /** About keys that cannot be in a plain value. They are not in `value`. */
  readonly problems: readonly Problem[]
  /** The first character of its content. */
  readonly at: Place
  /** Where a key or value stands; where it is missing, what should have held it. */
  locate(path: Path, at: 'key' | 'value'): Place
  /** How a value is spelled: `0644` for what is read as the number 644. */
  sourceOf(path: Path): string | undefined
}

/** Composes a document whose tokens were found harmless. */
export function compose(token: CST.Document, lines: Lines): TextDocument | { readonly faults: readonly Fault[] } {
  const document = withoutStackTraces(() => [...new Composer(options).compose([token])])[0]
  if (document === undefined) throw new Error('a document token composes to a document')
  const faults = syntaxFaults(document)
  if (faults.length > 0) return { faults }

  const tree = createTree(document.contents)
  return {
    value: tree.value,
    problems: tree.misplaced.map((key) => tell(key, lines)),
    at: lines.place(document.contents?.range[0] ?? token.offset, 1),
    locate(path, at) {
      const [start, end] = tree.rangeOf(path, at)
      return lines.place(start, end - start)
    },
    sourceOf: (path) => tree.sourceOf(path),
  }
}

function tell({ path, range, first }: MisplacedKey, lines: Lines): Problem {
  const name = path.at(-1) ?? ''
  const at = lines.place(range[0], range[1] - range[0])
  if (first === undefined) {
    const message = `the key ${named(name)} is not allowed anywhere in a spec: take it out`
    return { code: 'UnknownField', message, path: pointer(path), at }
  }
  const { line } = lines.place(first[0], 1)
  const message = `the key ${named(name)} is there twice: it first stands in line ${line}; keep one of the two`
  return { code: 'DuplicateKey', message, path: pointer(path), at }
}

/** The parser makes an error of each mistake. Of twenty thousand mistakes the stack traces take five times the reading. */
function withoutStackTraces<T>(work: () => T): T {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = before
  }
}

const options = {
  version: '1.2',
  schema: 'core',
  prettyErrors: false,
  keepSourceTokens: false,
  // Compares each key with each other. The tree does it in one pass.
  uniqueKeys: false,
} as const
