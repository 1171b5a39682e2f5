import type { Resource } from '../../controller/resource/resource.ts'
import type { House } from '../support/house.ts'
import { differenceOf, judgeRest, normalised } from '../support/judge.ts'
import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { shortages, weathers } from '../support/weather.ts'
import { attempt } from './attempt.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { enact } from './enact.ts'
import { drawScenario, foreignDeeds, type Scenario } from './happenings.ts'
import { withDomains } from './named.ts'
import { withReach } from './reach.ts'
import { withSecrets } from './secretive.ts'
import { withVolumes } from './stored.ts'

/**
 * C5: a storm in which specs change, people meddle, Fly has its troubles and the controller dies; then calm, in which
 * the world must become what the last specs ask for, and then rest.
 */
export const storms: Campaign = stormsWith({ name: 'C5' })

/** A campaign of its own, with its own count of what has happened. */
export function stormsWith({ name }: { readonly name: string }): Campaign {
  const happened = new Map<string, number>()
  return campaign({
    name,
    about: 'a storm of changes, meddling, faults and crashes; then calm: the world must be what the specs say',
    runSeed: (seed) => weather(seed, {}, (what) => happened.set(what, (happened.get(what) ?? 0) + 1)),
    atEnd(seeds) {
      const missing = everything.filter((what) => !happened.has(what))
      if (seeds < seedsForEverything || missing.length === 0) return undefined
      return { broken: `these never happened in ${seeds} seeds: ${missing.join(', ')}`, trace: [] }
    },
  })
}

/** One storm. `happens` is told what really happened in it. */
export async function weather(
  seed: number,
  broken: Broken = {},
  happens: (what: string) => void = () => undefined,
): Promise<Finding> {
  const stream = streams(seed)
  const stored = withVolumes(drawScenario(stream('scenario')), stream('volumes'))
  const reachable = withReach(stored, stream('reach'))
  const scenario = seed < furnishedFrom ? reachable : furnished(reachable, stream)
  let end: Reached | undefined
  const finding = await attempt({ seed, broken }, async (house) => {
    await rage(house, scenario, happens)
    house.calm()
    await house.start()
    for (const fault of Object.keys(house.simulator.faults.fired())) happens(fault)
    await house.converge(longestMs, { agreeing: true }).catch(async (error: unknown) => {
      // Somebody crashed a program while it was on trial, so the App went back: a person has it tried once more.
      if (!(await tryAgain(house))) throw error
      await house.converge(longestMs, { agreeing: true })
    })
    if (house.evidence.wasConfirmed()) happens('confirm')
    // Some of what happened is in no list and is seen only when each App is looked at anew: metadata, a token that is good again.
    await house.advance(2 * restMs)
    await house.settle(longestMs)
    end = { specs: house.specs(), world: normalised(house) }
    return await judgeRest(house, restMs)
  })
  if (finding !== undefined || end === undefined || seed % compareEvery !== 0) return finding
  return await compareWithFresh(seed, end)
}

/** Domains and secrets besides. */
function furnished(scenario: Scenario, stream: ReturnType<typeof streams>): Scenario {
  return withSecrets(withDomains(scenario, stream('domains')), stream('secrets'))
}

/** Has each App tried once more that went back to an earlier generation; false when none did. */
async function tryAgain(house: House): Promise<boolean> {
  let count = 0
  for (const { metadata } of house.specs()) {
    const ready = (await house.status(metadata.name))?.conditions.find(({ type }) => type === 'Ready')
    if (ready?.reason !== 'RolledBack') continue
    await house.refresh(metadata.name)
    count++
  }
  return count > 0
}

/** What a house has come to in the end. */
type Reached = { readonly specs: readonly Resource[]; readonly world: readonly string[] }

/** Whatever has happened: in the end the world is that of a house that knows only the last specs (I3). */
async function compareWithFresh(seed: number, { specs, world }: Reached): Promise<Finding> {
  return await attempt({ seed, specs }, async (house) => {
    await house.converge(longestMs)
    return differenceOf(world, normalised(house))
  })
}

async function rage(house: House, { happenings, stormMs }: Scenario, happens: (what: string) => void): Promise<void> {
  for (const happening of happenings) {
    await house.advance(Math.max(0, happening.atMs - house.clock.monotonic()))
    await house.confirmAll()
    await enact(house, happening, happens)
  }
  await house.advance(Math.max(0, stormMs - house.clock.monotonic()))
}

/** «Sometimes» counters: a campaign in which one of these never happened has not tested what it says. */
const everything: readonly string[] = [
  ...weathers,
  ...shortages,
  ...foreignDeeds,
  'submit',
  'delete',
  'stranger',
  'host-lost',
  'crash',
  'terminate',
  'take-over',
  'release-address',
  'clock-jump',
]

// Seeds below it run with every `npm test`, for which they are as long as they may be.
const furnishedFrom = 401
const seedsForEverything = 200
const compareEvery = 5
const longestMs = 30 * 60_000
const restMs = 50_000
