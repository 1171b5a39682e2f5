import { formatDuration, parseDuration } from './durations.ts'
import { refuse } from './refusal.ts'
import type { Shape } from './shape.ts'

/**
 * A value as Fly gives it back after reading it in this shape: zero values and what Fly does not know are gone,
 * durations are in Go's form. `undefined` stands for nothing left. Another kind of value than expected is a Refusal.
 */
export function readShape(shape: Shape, value: unknown, path: string): unknown {
  const read = readAny(shape, value, path)
  return isZero(read) ? undefined : read
}

function readAny(shape: Shape, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof shape === 'string') return readScalar(shape, value, path)
  if ('list' in shape) {
    if (!Array.isArray(value)) throw unfit(value, path, 'a list')
    return value.map((each, index) => readAny(shape.list, each, `${path}[${index}]`) ?? emptyOf(shape.list))
  }
  if (!isObject(value)) throw unfit(value, path, 'an object')
  if ('map' in shape) {
    const entries = Object.entries(value).map(
      ([key, each]) => [key, readAny(shape.map, each, `${path}.${key}`)] as const,
    )
    return Object.fromEntries(entries.map(([key, each]) => [key, each ?? emptyOf(shape.map)]))
  }
  return readFields(shape, value, path)
}

function readFields(shape: Extract<Shape, { fields: unknown }>, value: Record<string, unknown>, path: string): object {
  const { fields, pointers = [], always = {} } = shape
  const read: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(fields)) {
    const given = Object.hasOwn(value, key) ? readAny(field, value[key], `${path}.${key}`) : undefined
    if (given !== undefined && (pointers.includes(key) || !isZero(given))) read[key] = given
    else if (Object.hasOwn(always, key)) read[key] = always[key]
  }
  return read
}

function readScalar(shape: Extract<Shape, string>, value: unknown, path: string): unknown {
  switch (shape) {
    case 'string':
      if (typeof value !== 'string') throw unfit(value, path, 'a string')
      return value
    case 'integer':
      if (!Number.isSafeInteger(value)) throw unfit(value, path, 'an integer')
      return value
    case 'number':
      if (typeof value !== 'number') throw unfit(value, path, 'a number')
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw unfit(value, path, 'a boolean')
      return value
    case 'duration':
      return readDuration(value, path)
    case 'autostop':
      return readAutostop(value, path)
    case 'anything':
      return value
    default:
      return shape satisfies never
  }
}

function readDuration(value: unknown, path: string): string {
  const ms = typeof value === 'string' ? parseDuration(value) : typeof value === 'number' ? value / 1e6 : undefined
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) throw unfit(value, path, 'a duration')
  return ms === 0 ? '' : formatDuration(ms)
}

function readAutostop(value: unknown, path: string): boolean | 'suspend' {
  if (value === 'off' || value === false) return false
  if (value === 'stop' || value === true) return true
  if (value === 'suspend') return 'suspend'
  throw unfit(value, path, 'off, stop or suspend')
}

/** Go leaves these out. A string in a list or map stays, however short. */
function isZero(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function emptyOf(shape: Shape): unknown {
  if (shape === 'string' || shape === 'duration') return ''
  if (shape === 'integer' || shape === 'number') return 0
  return typeof shape === 'object' ? {} : false
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Only the form is known. */
function unfit(value: unknown, path: string, wanted: string) {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  return refuse(400, `invalid_argument: json: cannot unmarshal ${kind} into ${path}, which is ${wanted}`)
}
