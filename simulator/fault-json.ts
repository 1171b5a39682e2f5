import type { Fault } from './faults.ts'
import { fieldsOf } from './given-fields.ts'
import type { MissingImage, Stuck } from './lingering.ts'
import { isObject } from './read-shape.ts'

/** A fault as JSON says it: `match.path` is the source of a regular expression, `when` is `before` unless told. */
export function readFault(body: Readonly<Record<string, unknown>>, actions: readonly string[]): Fault {
  const { match = {}, when = 'before', effect, ...rest } = fieldsOf(body, 'a fault', faultFields)
  if (when !== 'before' && when !== 'after') throw new Error('when must be before or after')
  const { path, ...others } = fieldsOf(match, 'match', matchFields)
  if (typeof others.action === 'string' && !actions.includes(others.action)) {
    throw new Error(`there is no action ${others.action}; there are ${actions.join(', ')}`)
  }
  const { probability } = rest
  if (typeof probability === 'number' && (probability < 0 || probability > 1)) throw new Error('probability: 0 to 1')
  return {
    ...rest,
    match: { ...others, ...(path !== undefined && { path: patternOf(String(path)) }) },
    when,
    effect: readEffect(effect),
  } as Fault
}

export function readMissingImage(value: unknown): MissingImage {
  const rule = fieldsOf(value, 'missingImage', { image: 'string', times: 'number', forMs: 'number' })
  if (rule.image === undefined) throw new Error('missingImage: image is missing')
  return rule as MissingImage
}

export function readStuck(value: unknown): Stuck {
  const rule = fieldsOf(value, 'stuck', { state: 'string', app: 'string', machine: 'string', times: 'number' })
  if (rule.state === undefined) throw new Error('stuck: state is missing')
  return rule as Stuck
}

function readEffect(effect: unknown): Fault['effect'] {
  if (effect === 'reset' || effect === 'hang') return effect
  if (!isObject(effect) || 'status' in effect === 'delayMs' in effect) {
    throw new Error('effect must be reset, hang, {"status": …} or {"delayMs": …}')
  }
  const { headers, ...rest } = fieldsOf(effect, 'effect', effectFields)
  const { status = 200 } = rest
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599) throw new Error('status: 200 to 599')
  return { ...rest, ...(headers !== undefined && { headers }) } as Fault['effect']
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source)
  } catch (cause) {
    throw new Error(`path is no regular expression: ${source}`, { cause })
  }
}

const faultFields = {
  name: 'string',
  match: 'object',
  when: 'string',
  effect: 'any',
  probability: 'number',
  times: 'number',
  afterMs: 'number',
  forMs: 'number',
} as const
const matchFields = {
  method: 'string',
  path: 'string',
  action: 'string',
  app: 'string',
  machine: 'string',
  operation: 'string',
  region: 'string',
  host: 'string',
} as const
const effectFields = { status: 'number', body: 'string', headers: 'object', delayMs: 'number' } as const
