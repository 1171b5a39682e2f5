import type { MachineConfig } from '../fly/wire.ts'
import { isWithin, pathOf } from '../resource/finding.ts'
import type { Difference } from './step.ts'

/** The differences that are not others' to make. */
export function withoutIgnored(found: readonly Difference[], ignore: readonly string[]): readonly Difference[] {
  if (ignore.length === 0) return found
  const ignored = ignore.map(pathOf)
  return found.filter(({ path }) => !ignored.some((start) => isWithin(pathOf(path), start)))
}

/**
 * The config that is sent to a Machine that is there: what is ignored in it stays as it is live, since an update replaces
 * the whole config. Where the parent of an ignored path is not wanted, nothing is kept.
 */
export function keepIgnored<Part extends Partial<MachineConfig>>(
  config: Part,
  live: MachineConfig | undefined,
  ignore: readonly string[],
): Part {
  if (live === undefined || ignore.length === 0) return config
  return ignore.map(pathOf).reduce((kept, path) => withValueAt(kept, path, valueAt(live, path)) as Part, config)
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (hasField(inner, name) ? inner[name] : undefined), value)
}

/** `undefined` takes away what is there. Nothing else is changed, and nothing that is not on the way is copied. */
function withValueAt(value: unknown, [name, ...rest]: readonly string[], wanted: unknown): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return withItemAt(value, Number(name), rest, wanted)
  const fields: Record<string, unknown> = { ...value }
  if (rest.length === 0) {
    if (wanted === undefined) delete fields[name]
    else fields[name] = wanted
  } else if (Object.hasOwn(fields, name)) fields[name] = withValueAt(fields[name], rest, wanted)
  // The first key of a map that the spec does not have, such as `/env/DEBUG`.
  else if (rest.length === 1 && wanted !== undefined) fields[name] = Object.fromEntries([[rest[0], wanted]])
  return fields
}

/** Lists neither grow nor shrink by this: what follows would change its place. */
function withItemAt(items: readonly unknown[], index: number, rest: readonly string[], wanted: unknown): unknown {
  if (!(index in items) || (rest.length === 0 && wanted === undefined)) return items
  return items.with(index, rest.length === 0 ? wanted : withValueAt(items[index], rest, wanted))
}

function hasField(value: unknown, name: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}
