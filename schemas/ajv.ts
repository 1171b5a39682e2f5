import { Ajv } from 'ajv'

/** As strict as it gets: a keyword that it does not know, or a default that could not be filled in, is an error. */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: true,
    strictTuples: true,
    useDefaults: true,
    verbose: true,
    code: { source: true, esm: true, lines: true },
  })
  return ajv.addVocabulary(['patternErrorMessage'])
}
