import { describe, expect, test } from 'vitest'
import { hunt } from './canaries.ts'
import { mutants } from './mutants.ts'

describe('C0: a broken controller is caught', () => {
  test.for(mutants)('one that $name', { timeout: 300_000 }, async (mutant) => {
    expect((await hunt(mutant)).caughtAs).toBeDefined()
  })
})
