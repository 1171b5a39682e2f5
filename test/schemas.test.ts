import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readValue } from '../controller/resource/read.ts'
import { createAjv } from '../schemas/ajv.ts'
import { generateTypes, generateValidators } from '../schemas/generate.ts'
import { kinds, resolve, type Schema, schemas } from '../schemas/kinds.ts'
import { referencePage } from '../schemas/page.ts'
import { everyField, explain, fieldOf } from '../schemas/reference.ts'

const folder = `${import.meta.dirname}/../schemas`

/** Every schema of a property, with the pointer to it. */
function* properties(schema: Schema, at = ''): Generator<readonly [string, Schema]> {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    yield [`${at}/properties/${name}`, inner]
    yield* properties(inner, `${at}/properties/${name}`)
  }
  for (const [name, inner] of Object.entries(schema.definitions ?? {})) {
    yield [`${at}/definitions/${name}`, inner]
    yield* properties(inner, `${at}/definitions/${name}`)
  }
}

describe('the files made from the schemas', () => {
  test('are fresh (else: npm run generate)', async () => {
    expect(await readFile(`${folder}/types.ts`, 'utf8')).toBe(await generateTypes())
    expect(await readFile(`${folder}/validators.js`, 'utf8')).toBe(generateValidators())
    expect(await readFile(`${folder}/README.md`, 'utf8')).toBe(referencePage())
  })
})

describe.each(kinds)('the schema of %s', (kind) => {
  const root = schemas[kind]
  const all = [...properties(root)]

  test('is draft-07, which editors understand, and as strict as ajv can be', () => {
    expect(root).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
    expect(() => createAjv().compile(root)).not.toThrow()
  })

  test.each(all)('%s is described, with examples that are valid', (_, schema) => {
    const whole = resolve(schema, root)
    expect(whole.description).toMatch(/^.{15,}\.$/s)
    expect(whole.examples?.length).toBeGreaterThan(0)

    // Inside an object, since a default needs a place to be filled in.
    const within = { type: 'object', properties: { it: schema }, definitions: root.definitions }
    const check = createAjv().compile(within)
    for (const example of whole.examples ?? []) {
      expect(check({ it: structuredClone(example) }), JSON.stringify(check.errors)).toBe(true)
    }
  })

  test('says in words what each pattern asks for', () => {
    const patterns = JSON.stringify(root).match(/"pattern":"/g)
    const words = JSON.stringify(root).match(/"patternErrorMessage":"/g)

    expect(words?.length).toBe(patterns?.length)
  })

  test('refuses unknown fields in every object', () => {
    for (const [at, { properties: inner, additionalProperties }] of all) {
      if (inner !== undefined) expect(additionalProperties, at).toBe(false)
    }
  })

  test('has examples that are documents', () => {
    for (const example of root.examples ?? []) {
      expect(readValue(structuredClone(example))).toHaveProperty(kind === 'App' ? 'resource' : 'rule')
    }
  })
})

describe('explain', () => {
  test.each([
    ['App', 'spec.machines.web.regions', 'spec.machines.<name>.regions'],
    ['app', 'machines', 'spec.machines'],
    ['apps', 'machines.web', 'spec.machines'],
    ['App', 'machines.image', 'spec.machines.<name>.image'],
    ['App', 'spec.machines.web.services[0].ports[1].tls', 'spec.machines.<name>.services[].ports[].tls'],
    ['App', 'spec.machines.web.env.PORT', 'spec.machines.<name>.env'],
    ['App', 'metadata.name', 'metadata.name'],
    ['App', '', ''],
  ])('%s.%s is the field %s', (kind, path, field) => {
    expect(explain(kind, path)).toMatchObject({ path: field })
  })

  test.each([
    ['App', 'spec.machines.web.imago', { unknown: 'imago', within: 'spec.machines.<name>' }],
    ['App', 'nonsense', { unknown: 'nonsense', within: 'spec' }],
    ['Pod', 'spec', { unknown: 'Pod', known: ['App', 'Grant', 'Policy'] }],
  ])('%s.%s is no field, and what could have been meant is said', (kind, path, expected) => {
    expect(explain(kind, path)).toMatchObject(expected)
  })

  test('leads to each field by its own path', () => {
    for (const field of everyField(fieldOf('App'))) {
      expect(explain('App', field.path.replaceAll('<name>', 'some').replaceAll('[]', '[0]'))).toMatchObject({
        path: field.path,
      })
    }
  })
})
