import { describe, expect, test } from 'vitest'
import { readValue } from '../../controller/resource/read.ts'
import { kinds, resolve, schemas } from '../../schemas/kinds.ts'
import { aGrant, anApp, aPolicy } from '../support/builders.ts'
import { partsOf } from '../support/schema-parts.ts'

describe.each(kinds)('T6: in a spec of %s', (kind) => {
  const all = [...partsOf(schemas[kind], 'object')]

  test.each(all)('nothing is passed on that the schema does not know: %s', (_, schema) => {
    // Either no other key is allowed, or each value has a shape of its own: there is no place for whatever.
    expect(schema.additionalProperties, 'an object without an end').toBeDefined()
    if (schema.additionalProperties) {
      const value = resolve(schema.additionalProperties, schemas[kind])
      expect(value.type ?? value.anyOf ?? value.enum).toBeDefined()
    }
  })
})

/** The document with one key more, in each object of it. */
function* withOneKeyMore(value: unknown, at: readonly string[] = []): Generator<readonly [readonly string[], string]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  yield [at, 'organization']
  for (const [key, inner] of Object.entries(value)) yield* withOneKeyMore(inner, [...at, key])
}

describe('T6: a key that nobody knows', () => {
  const documents = [
    anApp('shop', { web: { regions: { ams: 1 } } }),
    aGrant('ci'),
    aPolicy('gold', { limits: { perApp: { machines: 1 } }, images: { allowed: ['shop:*'] } }),
  ]
  const cases = documents.flatMap((document) =>
    [...withOneKeyMore(document)]
      .filter(([at]) => !['machines', 'env', 'labels'].includes(at.at(-1) ?? ''))
      .map(([at, key]) => [`${document.kind} /${at.join('/')}`, document, at, key] as const),
  )
  test.each(cases)('is refused in %s', (_, document, at, key) => {
    const changed = structuredClone(document) as unknown as Record<string, unknown>
    let place = changed
    for (const name of at) place = place[name] as Record<string, unknown>
    place[key] = 'another'
    expect(readValue(changed)).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ path: `/${[...at, key].join('/')}` })]),
    })
  })
})
