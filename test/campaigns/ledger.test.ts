import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanCommit, type LedgerLine, writeDown } from './ledger.ts'

describe('the ledger of campaigns', () => {
  test('names the commit, unless something has changed beside it', () => {
    const git = (status: string) => (verb: string) => (verb === 'status' ? status : '0123456789ab\n')

    expect(cleanCommit(git(''))).toBe('0123456789ab')
    expect(cleanCommit(git(' M campaigns/ledger.jsonl\n'))).toBe('0123456789ab')
    expect(() => cleanCommit(git(' M controller/up.ts\n'))).toThrow('commit these changes first\n M controller/up.ts')
  })

  test('gets a line for each run, after those that are there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    const path = join(folder, 'campaigns', 'ledger.jsonl')
    const line: LedgerLine = {
      ...{ name: 'C5', commit: '0123456789ab', from: 1, to: 100 },
      ...{ passed: 100, failed: 0, seconds: 60, date: '2026-11-25' },
    }
    writeDown(line, path)
    writeDown({ ...line, from: 101, to: 200 }, path)

    const lines = readFileSync(path, 'utf8').trim().split('\n')
    expect(lines.map((each) => JSON.parse(each))).toEqual([line, { ...line, from: 101, to: 200 }])
    rmSync(folder, { recursive: true })
  })
})
