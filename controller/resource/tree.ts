import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml'
import type { Path } from './finding.ts'
import { forbiddenKeys } from './limits.ts'

/** A composed document as a plain value that knows where each part of it was written. */
export type Tree = {
  readonly value: unknown
  readonly misplaced: readonly MisplacedKey[]
  /** Offsets of a key or value, or of the nearest thing around it that is there. */
  rangeOf(path: Path, at: 'key' | 'value'): Range
  sourceOf(path: Path): string | undefined
}

/** A key that is forbidden, or that comes a second time: then `first` says where it came before. */
export type MisplacedKey = { readonly path: Path; readonly range: Range; readonly first: Range | undefined }

export type Range = readonly [start: number, end: number]

/** `root` is no deeper than the limit, and has neither aliases nor keys that are lists or maps. */
export function createTree(root: ParsedNode | null): Tree {
  const misplaced: MisplacedKey[] = []
  const fields = new Map<ParsedNode, Fields>()
  const value = plain(root, [])

  return {
    value,
    misplaced,
    rangeOf(path, at) {
      const { key, node, depth } = nearest(path)
      const isWhole = depth === path.length
      if (key !== undefined && (!isWhole || at === 'key' || !isScalar(node) || isEmpty(node))) return rangeOf(key)
      return node === null ? [0, 0] : rangeOf(node)
    },
    sourceOf(path) {
      const { node, depth } = nearest(path)
      return depth === path.length && isScalar(node) ? node.source : undefined
    },
  }

  function plain(node: ParsedNode | null, path: Path): unknown {
    if (isMap(node)) return plainMap(node as YAMLMap.Parsed, path)
    if (isSeq(node)) return node.items.map((item, index) => plain(item as ParsedNode, [...path, String(index)]))
    return isScalar(node) ? node.value : null
  }

  /** Keys are unique by how they read as text, since that is what they are in JSON: `1` and `"1"` clash. */
  function plainMap(map: YAMLMap.Parsed, path: Path): Record<string, unknown> {
    const known: Fields = new Map()
    const value: Record<string, unknown> = {}
    for (const { key, value: node } of map.items) {
      if (!isScalar(key)) throw new Error('keys that are not scalars are refused before a document is composed')
      const name = nameOf(key)
      const here = [...path, name]
      const first = known.get(name)
      if (forbiddenKeys.has(name)) misplaced.push({ path: here, range: rangeOf(key), first: undefined })
      else if (first !== undefined) misplaced.push({ path: here, range: rangeOf(key), first: rangeOf(first.key) })
      else {
        known.set(name, { key, node })
        value[name] = plain(node, here)
      }
    }
    fields.set(map, known)
    return value
  }

  function nearest(path: Path): { key: ParsedNode | undefined; node: ParsedNode | null; depth: number } {
    let key: ParsedNode | undefined
    let node = root
    let depth = 0
    for (const name of path) {
      if (isMap(node)) {
        const field = fields.get(node as ParsedNode)?.get(name)
        if (field === undefined) break
        key = field.key
        node = field.node
      } else if (isSeq(node)) {
        const item = node.items[Number(name)] as ParsedNode | undefined
        if (item === undefined) break
        key = undefined
        node = item
      } else break
      depth++
    }
    return { key, node, depth }
  }
}

type Fields = Map<string, { readonly key: ParsedNode; readonly node: ParsedNode | null }>

/** The spelling, where that is not text in quotes: `0644`, not 644. */
function nameOf(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function isEmpty(node: ParsedNode): boolean {
  return node.range[0] === node.range[1]
}

function rangeOf(node: ParsedNode): Range {
  return [node.range[0], node.range[1]]
}
