import { parseArgs } from 'node:util'
import type { Campaign } from './campaign.ts'
import { campaigns } from './campaigns.ts'
import { cleanCommit, writeDown } from './ledger.ts'

/**
 * `npm run campaign -- NAME --seeds N --from S`: runs one campaign, and ends with 1 when anything failed. With `--ledger`
 * the run is written down.
 */
async function main(given: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      seeds: { type: 'string', default: '100' },
      from: { type: 'string', default: '1' },
      ledger: { type: 'boolean', default: false },
    },
  })
  const chosen = campaigns.find(({ name }) => name === positionals[0])
  const seeds = Number(values.seeds)
  const from = Number(values.from)
  if (chosen === undefined || positionals.length !== 1 || !Number.isInteger(seeds) || !Number.isInteger(from)) {
    console.error(usage(campaigns))
    return 2
  }

  const commit = values.ledger ? cleanCommit() : undefined
  const startedAt = performance.now()
  const { passed, failed, told } = await chosen.run({ seeds, from, report: (line) => console.log(line) })
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
  console.log(`${chosen.name}: ${seconds} s`)
  if (told !== undefined) console.log(told)
  console.log(`${passed} passed, ${failed} failed`)
  if (commit !== undefined) {
    const run = { name: chosen.name, commit, from, to: from + Math.max(passed + failed, 1) - 1, passed, failed }
    writeDown({ ...run, ...(told !== undefined && { told }), seconds, date: new Date().toISOString().slice(0, 10) })
  }
  return failed === 0 ? 0 : 1
}

function usage(known: readonly Campaign[]): string {
  const lines = known.map(({ name, about }) => `  ${name.padEnd(4)} ${about}`)
  return ['usage: npm run campaign -- NAME [--seeds N] [--from S] [--ledger]', '', ...lines].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
