import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readValue } from '../../controller/resource/read.ts'
import { schemas } from '../../schemas/kinds.ts'
import { elsewhere, everyPiece, reachable, walksWith } from './c4.ts'
import { changedAt } from './c4-change.ts'
import { firstDocument, fitting } from './c4-repertoire.ts'
import { expectNoFailure } from './shard.ts'

describe('C4: whatever a spec becomes', () => {
  const all = everyPiece()

  test('there is no property that no walk can change', () => {
    const unreached = reachable()
      .filter((piece) => !piece.candidates.some((candidate) => changesSomething(piece, candidate)))
      .map(({ property }) => property.path)

    expect(unreached).toEqual([])
    expect(Object.keys(elsewhere).filter((path) => !all.some(({ property }) => property.path === path))).toEqual([])
  })

  test('no value is taken that the schema excludes, at any property', () => {
    let tried = 0
    for (const { property, candidates } of all) {
      for (const { kind, value } of candidates) {
        if (kind !== 'invalid') continue
        tried++
        const reading = readValue(changedAt(firstDocument, property, value, schemas.App))
        expect('problems' in reading, `${property.path}: ${JSON.stringify(value)?.slice(0, 80)}`).toBe(true)
      }
    }
    expect(tried).toBeGreaterThan(1_000)
  })

  test('the world follows, in forty walks (seeds from 1)', { timeout: 300_000 }, async () => {
    await expectNoFailure(walksWith({ name: 'C4' }), 40, 1)
  })
})

function changesSomething(piece: Parameters<typeof fitting>[0], candidate: Parameters<typeof fitting>[2]): boolean {
  if (candidate.kind === 'invalid') return false
  const fitted = fitting(piece, firstDocument, candidate)
  return fitted !== undefined && !isDeepStrictEqual(fitted.document, firstDocument)
}
