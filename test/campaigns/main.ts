import { parseArgs } from 'node:util'
import type { Campaign } from './campaign.ts'
import { campaigns } from './campaigns.ts'

/** `npm run campaign -- NAME --seeds N --from S`: runs one campaign, and ends with 1 when anything failed. */
async function main(given: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '1' } },
  })
  const chosen = campaigns.find(({ name }) => name === positionals[0])
  const seeds = Number(values.seeds)
  const from = Number(values.from)
  if (chosen === undefined || positionals.length !== 1 || !Number.isInteger(seeds) || !Number.isInteger(from)) {
    console.error(usage(campaigns))
    return 2
  }

  const startedAt = performance.now()
  const { passed, failed, told } = await chosen.run({ seeds, from, report: (line) => console.log(line) })
  console.log(`${chosen.name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  if (told !== undefined) console.log(told)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function usage(known: readonly Campaign[]): string {
  const lines = known.map(({ name, about }) => `  ${name.padEnd(4)} ${about}`)
  return ['usage: npm run campaign -- NAME [--seeds N] [--from S]', '', ...lines].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
