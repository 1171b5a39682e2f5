import type { Broken } from '../support/process.ts'
import { outOfDate } from './c2.ts'
import { unseen } from './c3.ts'
import { walk } from './c4.ts'
import { nonsense } from './c8.ts'
import type { Campaign, Finding } from './campaign.ts'
import { interrupt, refer } from './interrupted.ts'
import { type Mutant, mutants } from './mutants.ts'
import { weather } from './storm.ts'
import { workloads } from './workloads.ts'

/**
 * C0: who judges the judges? Each broken controller must be noticed by its campaign within so many runs; one that gets
 * through shows a promise that nobody watches. Here a seed is the number of a broken controller.
 */
export const canaries: Campaign = {
  name: 'C0',
  about: `${mutants.length} deliberately broken controllers, each of which its campaign must catch`,
  async run({ seeds, from, report }) {
    const failures: string[] = []
    const chosen = mutants.slice(from - 1, from - 1 + seeds)
    for (const mutant of chosen) {
      const { caughtAs, runs } = await hunt(mutant)
      if (caughtAs === undefined)
        failures.push(`a controller that ${mutant.name} got through ${runs} runs of ${mutant.caughtBy}`)
      report(
        `${caughtAs === undefined ? 'MISSED' : 'caught'}  ${mutant.name}: ${caughtAs ?? ''} (${runs} runs of ${mutant.caughtBy})`,
      )
    }
    return { passed: chosen.length - failures.length, failed: failures.length, failures }
  },
}

/** Runs the campaign against the mutant until it breaks something, or the budget is used up. */
export async function hunt(mutant: Mutant): Promise<{ readonly caughtAs: string | undefined; readonly runs: number }> {
  return await hunts[mutant.caughtBy](mutant)
}

type Hunt = (mutant: Mutant) => ReturnType<typeof hunt>

const hunts: Readonly<Record<Mutant['caughtBy'], Hunt>> = {
  C1: huntWithInterruptions,
  C2: huntBySeeds(outOfDate),
  C3: huntBySeeds(unseen),
  C4: huntBySeeds(walk),
  C5: huntBySeeds(weather),
  C8: huntBySeeds(nonsense),
}

async function huntWithInterruptions({ broken }: Mutant) {
  let runs = 0
  for (const workload of workloads) {
    runs++
    const reference = await refer(workload, broken())
    if (reference.finding) return { caughtAs: reference.finding.broken, runs }
  }
  for (const workload of workloads) {
    const reference = await refer(workload, broken())
    for (let at = 1; at <= reference.places && runs < budget; at++) {
      runs++
      const finding = await interrupt({ workload, at, reference }, broken())
      if (finding) return { caughtAs: finding.broken, runs }
    }
  }
  return { caughtAs: undefined, runs }
}

function huntBySeeds(runSeed: (seed: number, broken: Broken) => Promise<Finding>): Hunt {
  return async ({ broken, from = 1 }) => {
    for (let runs = 1; runs <= budget; runs++) {
      const finding = await runSeed(from + runs - 1, broken())
      if (finding) return { caughtAs: finding.broken, runs }
    }
    return { caughtAs: undefined, runs: budget }
  }
}

const budget = 500
