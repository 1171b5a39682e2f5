import type { Resource } from '../../controller/resource/resource.ts'
import { isWell } from '../support/ground.ts'
import type { House } from '../support/house.ts'
import { differenceOf, judgeRest, normalised } from '../support/judge.ts'
import type { Broken } from '../support/process.ts'
import { attempt } from './attempt.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { type Workload, workloads } from './workloads.ts'

/**
 * C1: every workload is done once without interruption, which counts the places at which the controller could die; then
 * once for each of them, with a kill -9 at that place and a new life right after it. In the end the world must be the
 * same, and hardly more may have been done for it.
 */
export const interruptions: Campaign = campaign({
  name: 'C1',
  about: 'kill -9 at each point of all workloads: before a call, sent, answered, saved',
  count: async () => (await points()).length,
  async runSeed(seed) {
    const point = (await points())[seed - 1]
    return point && (await interrupt(point))
  },
})

/** A place at which a workload is interrupted; with what came of it when it was not. */
export type Point = { readonly workload: Workload; readonly at: number; readonly reference: Reference }

/** What a workload leads to when nothing interrupts it. */
export type Reference = {
  readonly finding: Finding
  readonly places: number
  readonly tally: ReadonlyMap<string, number>
  readonly world: readonly string[]
}

let known: Promise<readonly Point[]> | undefined

/** Every single point of every workload. */
export function points(): Promise<readonly Point[]> {
  known ??= findPoints()
  return known
}

async function findPoints(): Promise<readonly Point[]> {
  const found: Point[] = []
  for (const workload of workloads) {
    const reference = await refer(workload)
    if (reference.finding !== undefined) {
      throw new Error(
        [`${workload.name}, not even interrupted: ${reference.finding.broken}`, ...reference.finding.trace].join('\n'),
      )
    }
    for (let at = 1; at <= reference.places; at++) found.push({ workload, at, reference })
  }
  return found
}

/** Does the workload without interruption. */
export async function refer(workload: Workload, broken: Broken = {}): Promise<Reference> {
  let places = 0
  let tally: ReadonlyMap<string, number> = new Map()
  let world: readonly string[] = []
  const finding = await perform(workload, broken, {
    isHere: () => {
      places++
      return false
    },
    judge: async (house) => {
      tally = house.watch.tally()
      world = normalised(house)
      return undefined
    },
  })
  return { finding, places, tally, world }
}

/** Does the workload with one interruption. */
export async function interrupt({ workload, at, reference }: Point, broken: Broken = {}): Promise<Finding> {
  let place = 0
  const finding = await perform(workload, broken, {
    isHere: () => ++place === at,
    judge: async (house) => {
      return differenceOf(normalised(house), reference.world) ?? tooMuch(house.watch.tally(), reference.tally)
    },
  })
  return (
    finding && {
      ...finding,
      broken: `«${workload.name}», killed at place ${at} of ${reference.places}: ${finding.broken}`,
    }
  )
}

async function perform(
  workload: Workload,
  broken: Broken,
  about: { readonly isHere: () => boolean; readonly judge: (house: House) => Promise<string | undefined> },
): Promise<Finding> {
  let isCounting = false
  return await attempt(
    { specs: workload.before, broken, downMs, settings, interrupt: () => isCounting && about.isHere() },
    async (house) => {
      await house.converge()
      await house.settle()
      isCounting = true
      const stopWatching = watchServing(house, workload)
      await workload.act(house)
      await house.converge(longestMs)
      await house.settle(longestMs)
      isCounting = false
      stopWatching()
      expectSpecs(house.specs(), workload.after)
      return (await judgeRest(house, restMs)) ?? (await about.judge(house))
    },
  )
}

/** Reports when fewer Machines serve than the workload allows, even for an instant. */
function watchServing({ ground, watch, world }: House, { leastServing }: Workload): () => void {
  return world.onChange(() => {
    const serving = ground.machines('shop').filter(isWell).length
    if (serving < leastServing)
      watch.report('serving', `${serving} Machines of shop serve, and ${leastServing} should at least`)
  })
}

/** One interruption may cost one more call of a kind for a place: the one of which nobody knows what became. */
function tooMuch(tally: ReadonlyMap<string, number>, reference: ReadonlyMap<string, number>): string | undefined {
  for (const [deed, count] of tally) {
    const isCounted = /^(create|destroy)-machine|^create-volume/.test(deed)
    const most = (reference.get(deed) ?? 0) + 1
    if (isCounted && count > most) return `I10: «${deed}» was sent ${count} times, and ${most} times are enough`
  }
  return undefined
}

function expectSpecs(have: readonly Resource[], want: readonly Resource[]): void {
  const named = (specs: readonly Resource[]) => JSON.stringify(specs.map((spec) => spec).sort(byName))
  if (named(have) !== named(want)) throw new Error('the workload does not end with the specs that it promises')
}

function byName(one: Resource, other: Resource): number {
  return one.metadata.name < other.metadata.name ? -1 : 1
}

// So short that what the life before has just made may not be visible yet.
const downMs = 50
// A rollout that was interrupted may have to wait for the leases of the life before, and backs off now and then.
const longestMs = 15 * 60_000
/** Three times as long the house is looked at after that, in which nothing may happen. */
const restMs = 25_000
/** Everything is looked at anew so often that it happens three times in the rest. */
const settings = { sweepMs: 15_000, resyncMs: 20_000 }
