import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { type Kind, schemas } from '../../schemas/kinds.ts'

/** Fills `value` in with its defaults and says all that the schema of its kind has against it. */
export function validate(kind: Kind, value: unknown): readonly ErrorObject[] {
  const validator = validators.get(kind) ?? compile(kind)
  return validator(value) ? [] : (validator.errors ?? [])
}

// Compiling takes longer than reading a hundred specs, and is never needed twice.
const validators = new Map<Kind, ValidateFunction>()

function compile(kind: Kind): ValidateFunction {
  const validator = createAjv().compile(schemas[kind])
  validators.set(kind, validator)
  return validator
}

/** As strict as it gets: a keyword that it does not know, or a default that could not be filled in, is an error. */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: true,
    strictTuples: true,
    useDefaults: true,
    verbose: true,
  })
  return ajv.addVocabulary(['patternErrorMessage'])
}
