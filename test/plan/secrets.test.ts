import { describe, expect, test } from 'vitest'
import type { Machine } from '../../controller/fly/wire.ts'
import { hasSecretsOfNow, observeSecrets } from '../../controller/plan/held-secrets.ts'
import { newestStartAt } from '../../controller/plan/history.ts'
import { secretAsset } from '../../controller/plan/secret-facts.ts'

const at = Date.parse('2026-01-01T00:00:00Z')

function held(
  name: string,
  digest: string | undefined,
  about: { readonly version?: number; readonly alive?: boolean } = {},
) {
  const { version = 3, alive = true } = about
  const facts = { source: 'generated', digest, version, setAt: new Date(at).toISOString(), by: undefined } as const
  return { ref: 'App/shop', ...secretAsset(name, facts, { operation: 'op_1', alive }) } as const
}

describe('what is known of secrets', () => {
  test('is their names and how they stand, and neither values nor digests', () => {
    const assets = [held('A', 'aaa'), held('B', 'bbb'), held('C', 'ccc'), held('D', undefined)]
    const listed = ['A:aaa', 'B:other', 'D:ddd', 'THEIRS:eee'].map((text) => {
      const [name = '', digest = ''] = text.split(':')
      return { name, digest }
    })
    const known = observeSecrets({ listed, requested: [] }, assets)
    expect(known?.held.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'A set',
      'B changed',
      'C removed',
      'D doubtful',
    ])
    expect(known).toMatchObject({ version: 3, writtenAt: at, strangers: ['THEIRS'] })
    expect(JSON.stringify(known)).not.toMatch(/aaa|bbb|ccc|ddd|eee/)
  })

  test('is nothing for Apps that never had any', () => {
    expect(observeSecrets(undefined, [])).toBeUndefined()
  })

  test('counts what was unset: who runs with it is to begin anew', () => {
    expect(observeSecrets(undefined, [held('A', undefined, { version: 7, alive: false })])).toMatchObject({
      version: 7,
      held: [],
    })
  })
})

describe('a Machine', () => {
  const secrets = { version: 4, writtenAt: at }

  test.each([
    ['was started by us with them', { secretsVersion: 4, startedAt: at - 1 }, true],
    ['was started by us with later ones', { secretsVersion: 5, startedAt: undefined }, true],
    ['was started by us with older ones', { secretsVersion: 3, startedAt: at }, false],
    ['was started by somebody right after the write', { secretsVersion: 3, startedAt: at + 59_999 }, false],
    ['was started by somebody long after it', { secretsVersion: 3, startedAt: at + 60_000 }, true],
    ['carries no mark', { secretsVersion: undefined, startedAt: undefined }, false],
  ])('that %s', (_, have, isUpToDate) => {
    expect(hasSecretsOfNow(have, secrets)).toBe(isUpToDate)
  })

  test.each([
    ['is started', ['launch', 'start', 'exit', 'start'], 4],
    ['is resumed', ['launch', 'start', 'suspend', 'start', 'start'], 2],
    ['is stopped after that, and started', ['launch', 'start', 'suspend', 'start', 'exit', 'start'], 6],
    ['began to run before all that Fly tells', ['start'], undefined],
  ])('that %s reads its secrets when it last began', (_, types, startedAt) => {
    const events = types.map((type, index) => ({ id: `${index}`, type, status: '', source: '', timestamp: index + 1 }))
    expect(newestStartAt({ events: events.toReversed() } as unknown as Machine)).toBe(startedAt)
  })
})
