import type { ValidateFunction } from 'ajv'
import type { Kind } from './kinds.ts'

/** For each kind what says whether a value is of its shape, and fills in its defaults. */
declare const validators: Readonly<Record<Kind, ValidateFunction>>
export default validators
