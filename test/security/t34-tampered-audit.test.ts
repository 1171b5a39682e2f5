import { describe, expect, test } from 'vitest'
import { emptyChain, type SealedRecord, sealRecord } from '../../controller/status/audit-chain.ts'
import { aCall, aDecision } from '../contracts/store/things.ts'
import { artifact } from '../serve/cli/a-command.ts'

/*
 * Somebody who has done something changes what was written of it. In the store that is the contract's matter
 * (`test/contracts/store/audit.ts`); here it is an export, verified without a controller.
 */

const chain: SealedRecord[] = []
for (const name of ['one', 'two', 'three', 'four', 'five']) {
  const record = name === 'three' ? aCall('op_1') : aDecision(name)
  chain.push(sealRecord(record, chain.at(-1) ?? emptyChain))
}

async function verified(records: readonly (SealedRecord | string)[]) {
  const text = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n')
  const readPaths = async () => [{ file: 'audit.jsonl', bytes: new TextEncoder().encode(text) }]
  return await artifact('audit --verify audit.jsonl', { deps: { readPaths } })
}

/** The records with one of them, counted from 1, as somebody has made it. */
function forged(number: number, forge: (text: string) => string): readonly string[] {
  return chain.map((record) => (record.seq === number ? forge(JSON.stringify(record)) : JSON.stringify(record)))
}

describe('an export of the audit', () => {
  test('is whole as it was written, from wherever it begins', async () => {
    const { out, code } = await verified(chain)
    expect([code, out]).toEqual([0, expect.stringContaining(`5 records, from 1 on`)])
    expect(out).toContain(chain[4]?.hash)
    expect((await verified(chain.slice(2))).out).toContain('3 records, from 3 on')
  })

  test('is whole whatever the order of the keys', async () => {
    const turned = forged(3, (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())))
    expect((await verified(turned)).code).toBe(0)
  })

  test.each<[string, readonly (SealedRecord | string)[], number]>([
    ['one letter', forged(3, (text) => text.replace('shop', 'shap')), 3],
    ['one bit of a hash', forged(3, (text) => text.replace(/"hash":"./, '"hash":"x')), 3],
    ['an outcome', forged(2, (text) => text.replace('allowed', 'refused')), 2],
    ['a field more', forged(4, (text) => text.replace('{', '{"count":1,')), 4],
    ['a record that is gone', chain.toSpliced(2, 1), 3],
    ['two that have changed places', [...chain.slice(0, 2), ...chain.slice(2, 4).reverse(), ...chain.slice(4)], 3],
    ['one that is there twice', chain.toSpliced(2, 0, ...chain.slice(1, 2)), 3],
    ['one sealed anew', chain.with(2, sealRecord(aDecision('other'), chain[1] ?? emptyChain)), 4],
  ])('that somebody has forged is found out at the place: %s', async (_, records, place) => {
    const { err, code } = await verified(records)
    expect([code, err]).toEqual([1, expect.stringContaining(`record ${place} of the audit`)])
  })

  test('shows that its end is gone by the hash of its last record', async () => {
    const { out } = await verified(chain.slice(0, 4))
    expect(out).toContain(chain[3]?.hash)
    expect(out).not.toContain(chain[4]?.hash)
  })

  test('that is none is told from one that was forged', async () => {
    expect((await verified(['{"a":1}'])).err).toContain('line 1 is no record')
  })
})
