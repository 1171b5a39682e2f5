import { pointer } from '../resource/finding.ts'

/** Where two values differ, as JSON pointers, as deep as both have objects there. A list is changed as a whole. */
export function changesOf(before: unknown, after: unknown, at: readonly string[] = []): readonly string[] {
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => changesOf(own(before, key), own(after, key), [...at, key]))
  }
  return isSame(before, after) ? [] : [pointer(at)]
}

function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((item, index) => changesOf(item, after[index]).length === 0)
  }
  return Object.is(before, after)
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
