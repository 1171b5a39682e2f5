import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a long run has come to. A line of the ledger can be seen again with the commit and the seeds that it names. */
export type LedgerLine = {
  readonly name: string
  readonly commit: string
  readonly from: number
  readonly to: number
  readonly passed: number
  readonly failed: number
  /** What was done, in figures. */
  readonly told?: string
  readonly seconds: number
  readonly date: string
}

export const ledgerPath = `${import.meta.dirname}/../../campaigns/ledger.jsonl`

/**
 * The commit that is checked out. Throws when there are changes beside it: then nobody could repeat what is written down.
 * The ledger itself is no such change.
 */
export function cleanCommit(git: (...words: string[]) => string = inGit): string {
  const changes = git('status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith(' campaigns/ledger.jsonl'))
  if (changes.length > 0) {
    throw new Error(
      `the ledger takes only runs that others can repeat: commit these changes first\n${changes.join('\n')}`,
    )
  }
  return git('rev-parse', '--short=12', 'HEAD').trim()
}

export function writeDown(line: LedgerLine, path = ledgerPath): void {
  mkdirSync(dirname(path), { recursive: true })
  appendFileSync(path, `${JSON.stringify(line)}\n`)
}

function inGit(...words: string[]): string {
  return execFileSync('git', words, { encoding: 'utf8', cwd: import.meta.dirname })
}
