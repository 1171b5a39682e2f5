import type { ErrorObject } from 'ajv'
import type { Kind } from '../../schemas/kinds.ts'
// Made beforehand: for ajv to compile a schema takes longer than to read a hundred specs.
import validators from '../../schemas/validators.js'

/** Fills `value` in with its defaults and says all that the schema of its kind has against it. */
export function validate(kind: Kind, value: unknown): readonly ErrorObject[] {
  const validator = validators[kind]
  return validator(value) ? [] : (validator.errors ?? [])
}
