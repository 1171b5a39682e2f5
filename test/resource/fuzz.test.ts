import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, parseCanonical } from '../../controller/resource/canonical.ts'
import { readText, readValue } from '../../controller/resource/read.ts'
import { anyBytes, anySpec, spellings } from '../campaigns/c12-documents.ts'
import { brokenPromise } from '../campaigns/c12-promises.ts'

// fast-check prints the seed of a failure, which goes in here to see it again.
const seed = 20_261_124

describe('whatever is sent', () => {
  test('is read or told in time, with places that exist, and is stored as it was read', () => {
    fc.assert(
      fc.property(anyBytes(), (bytes) => {
        expect(brokenPromise(bytes)).toBeUndefined()
      }),
      { seed, numRuns: 400 },
    )
  })

  test('as any JSON value is read or told', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Object.keys(readValue(value))).toHaveLength(1)
      }),
      { seed, numRuns: 300 },
    )
  })

  test('means the same in each spelling, and comes back the same from the store', () => {
    let accepted = 0
    fc.assert(
      fc.property(anySpec(), (spec) => {
        const sent = readValue(spec)
        for (const bytes of spellings(spec)) {
          const { documents, problems } = readText({ file: 'any.yaml', bytes })
          if ('problems' in sent)
            expect(new Set(problems.map(({ code, path }) => `${code} ${path}`))).toEqual(
              new Set(sent.problems.map(({ code, path }) => `${code} ${path}`)),
            )
          else if ('resource' in sent) expect(documents.map(({ resource }) => resource)).toEqual([sent.resource])
        }
        if (!('resource' in sent)) return
        accepted++
        const stored = canonical(sent.resource)
        expect(parseCanonical(stored)).toEqual(sent.resource)
        expect(canonical(parseCanonical(stored))).toBe(stored)
      }),
      { seed, numRuns: 150 },
    )
    // Of specs that are all refused nothing would be learned.
    expect(accepted).toBeGreaterThan(30)
  })
})
