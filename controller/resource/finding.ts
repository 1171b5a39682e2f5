import type { ProblemCode } from './problem.ts'

/** The way from a document to a value in it: names of keys, and numbers of list items as text. */
export type Path = readonly string[]

/** What a check found wrong, before it is known where in the text that is. */
export type Finding = {
  readonly code: ProblemCode
  readonly message: string
  readonly path: Path
  /** Whether the key is at fault or the value behind it. */
  readonly at: 'key' | 'value'
}

/** A mistake in the value at `path`. */
export function wrongValue(code: ProblemCode, path: Path, message: string): Finding {
  return { code, message, path, at: 'value' }
}

/** A mistake in the key that `path` ends with: it should not be there, or something is missing beneath it. */
export function wrongKey(code: ProblemCode, path: Path, message: string): Finding {
  return { code, message, path, at: 'key' }
}

/** `/spec/machines/web`. Source of the escapes: RFC 6901. */
export function pointer(path: Path): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The path that a JSON pointer spells. */
export function pathOf(spelled: string): Path {
  const names = spelled.split('/').slice(1)
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Whether `path` is `start` or lies beneath it. */
export function isWithin(path: Path, start: Path): boolean {
  return start.every((name, depth) => path[depth] === name)
}
