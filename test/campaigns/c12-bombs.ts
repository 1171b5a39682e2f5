import fc from 'fast-check'
import { explode } from './c12-cold.ts'
import { bombs } from './c12-corpus.ts'
import { anyBytes } from './c12-documents.ts'
import { brokenPromise } from './c12-promises.ts'
import { type Campaign, campaign as searching } from './campaign.ts'

const about =
  'hostile specs: each known bomb as the first document of a process, then anything at all; a diagnosis in time'

/** C12. Every bomb counts as one run, besides the seeds. */
export const campaign: Campaign = {
  name: 'C12',
  about,
  async run({ seeds, from, report }) {
    const failures: string[] = []
    for (const bomb of bombs) {
      const broken = await explode(bomb)
      if (broken === undefined) continue
      failures.push(`C12, the bomb «${bomb.name}»: ${broken}`)
      report(failures.at(-1) ?? '')
    }
    report(`C12: ${bombs.length} bombs, ${failures.length} failed`)
    const search = await anything.run({ seeds, from, report })
    return {
      passed: bombs.length - failures.length + search.passed,
      failed: failures.length + search.failed,
      failures: [...failures, ...search.failures],
    }
  },
}

const whatever = anyBytes()

/** The seeds alone. */
export const anything: Campaign = searching({
  name: 'C12',
  about,
  async runSeed(seed) {
    const [bytes = new Uint8Array()] = fc.sample(whatever, { seed, numRuns: 1 })
    try {
      const broken = brokenPromise(bytes)
      return broken === undefined ? undefined : { broken, trace: [Buffer.from(bytes).toString('base64')] }
    } catch (error) {
      return { broken: String(error), trace: [Buffer.from(bytes).toString('base64')] }
    }
  },
})
