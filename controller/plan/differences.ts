import type { MachineConfig } from '../fly/wire.ts'
import { goDurationMs } from './go-duration.ts'
import type { Difference } from './step.ts'

/**
 * Where a live config is not what was asked for. Only what the spec sets is looked at: what Fly fills in is Fly's. Env,
 * services, files, processes and checks are never filled in by Fly, so whatever is there besides is somebody's edit.
 * Metadata is compared by `metadataDifferences`. Takes time in proportion to the two configs.
 */
export function differences(want: MachineConfig, have: MachineConfig): readonly Difference[] {
  return compareConfigs(want, have, wholeFields)
}

/**
 * The same, and what is live although the spec sets nothing there: what a changed spec has taken back. For telling a
 * person what an update changes; not for finding drift, since some of it may be Fly's own.
 */
export function changes(want: MachineConfig, have: MachineConfig): readonly Difference[] {
  return compareConfigs(want, have, specFields)
}

/** Whatever is not the same, also in fields of which a spec knows nothing: whether a spec says all there is to say. */
export function everyDifference(want: MachineConfig, have: MachineConfig): readonly Difference[] {
  return compareConfigs(want, have, new Set(Object.keys(have)))
}

/** Where the metadata lack what is wanted, or have `keys` of ours that are wanted no more. All other keys are others'. */
export function metadataDifferences(
  want: Readonly<Record<string, string>>,
  have: Readonly<Record<string, string>>,
  keys: readonly string[],
): Difference[] {
  const found: Difference[] = []
  for (const key of new Set([...Object.keys(want), ...keys])) {
    const [wanted, there] = [own(want, key), own(have, key)]
    if (wanted !== there) found.push({ path: `/metadata/${escapeToken(key)}`, want: wanted, have: there })
  }
  return found
}

type Fields = Readonly<Record<string, unknown>>

const wholeFields: ReadonlySet<string> = new Set(['env', 'services', 'files', 'processes', 'checks'])
const specFields: ReadonlySet<string> = new Set([...wholeFields, 'init', 'restart', 'schedule', 'stop_config', 'dns'])

function compareConfigs(want: MachineConfig, have: MachineConfig, whole: ReadonlySet<string>): Difference[] {
  const found: Difference[] = []
  for (const key of new Set([...Object.keys(want), ...whole])) {
    if (key === 'metadata') continue
    const [wanted, there] = [own(want, key), key === 'restart' ? withPolicy(own(have, key)) : own(have, key)]
    const path = `/${escapeToken(key)}`
    // At the top every key is told by itself, even if one side has nothing: `/env/LOG_LEVEL` rather than all of `/env`.
    if (isFields(wanted ?? there) && isFields(there ?? wanted)) {
      compareFields(path, toFields(wanted), toFields(there), whole.has(key), key === 'env' || key === 'checks', found)
    } else {
      compare(path, key, wanted, there, found)
    }
  }
  return found
}

/** A Machine without a policy is restarted on failure. Source: superfly/fly-go machine_types.go, MachineRestart */
function withPolicy(restart: unknown): Fields {
  const fields = toFields(restart)
  return own(fields, 'policy') ? fields : { ...fields, policy: 'on-failure' }
}

/** `isMap`: the keys are names that people chose, so an empty value is a value. */
function compareFields(
  path: string,
  want: Fields,
  have: Fields,
  isWhole: boolean,
  isMap: boolean,
  found: Difference[],
): void {
  const keys = isWhole ? new Set([...Object.keys(want), ...Object.keys(have)]) : Object.keys(want)
  for (const key of keys) {
    const [wanted, there] = [own(want, key), own(have, key)]
    if (wanted === there) continue // by far the most common case: not even the path is needed
    if (isMap && (wanted === undefined || there === undefined)) {
      found.push({ path: `${path}/${escapeToken(key)}`, want: wanted, have: there })
    } else {
      compare(`${path}/${escapeToken(key)}`, key, wanted, there, found)
    }
  }
}

function compare(path: string, key: string, want: unknown, have: unknown, found: Difference[]): void {
  const [wanted, there] = [normalForm(key, want), normalForm(key, have)]
  if (wanted === there || (saysNothing(key, wanted) && saysNothing(key, there))) return
  if (isFields(wanted) && isFields(there)) {
    compareFields(path, wanted, there, true, mapFields.has(key), found)
  } else if (isListOfFields(wanted) && isListOfFields(there)) {
    compareLists(path, wanted, there, found)
  } else if (!isSameList(wanted, there)) {
    found.push({ path, want: isEmpty(want) ? undefined : want, have: isEmpty(have) ? undefined : have })
  }
}

function compareLists(path: string, want: readonly unknown[], have: readonly unknown[], found: Difference[]): void {
  for (let index = 0; index < Math.max(want.length, have.length); index++) {
    compare(`${path}/${index}`, '', want[index], have[index], found)
  }
}

function isListOfFields(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.every(isFields)
}

function isSameList(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return false
  return one.length === other.length && one.every((item, index) => item === other[index])
}

const mapFields: ReadonlySet<string> = new Set(['env', 'headers'])

/**
 * What Fly returns in other words than it was sent. Autostop `off`, `stop` comes back as `false`, `true`; a duration in
 * Go's spelling. Source: superfly/fly-go machine_types.go
 */
function normalForm(key: string, value: unknown): unknown {
  switch (key) {
    case 'autostop':
      if (value === 'off') return false
      return value === 'stop' ? true : value
    case 'interval':
    case 'timeout':
    case 'grace_period':
      return goDurationMs(value) ?? value
    default:
      return value
  }
}

// Fly leaves out whatever is zero in Go, and returns null for some of what was never set.
// Source: superfly/fly-go, the omitempty of machine_types.go; `force_instance_key` has none and is returned as null.
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** With `{pristine: false}`, what holds it has nothing in it either. A map is different: each of its keys is somebody's word. */
function saysNothing(key: string, value: unknown): boolean {
  if (isEmpty(value)) return true
  return (
    isFields(value) && !mapFields.has(key) && Object.entries(value).every(([name, inner]) => saysNothing(name, inner))
  )
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toFields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** Keys come from specs and from Fly: `constructor` must not find what every object inherits. */
function own(fields: object, key: string): unknown {
  return Object.hasOwn(fields, key) ? (fields as Fields)[key] : undefined
}

function escapeToken(key: string): string {
  if (!key.includes('~') && !key.includes('/')) return key // most, and replacing nothing costs more than looking
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
