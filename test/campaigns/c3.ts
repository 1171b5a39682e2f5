import type { Machine } from '../../controller/fly/wire.ts'
import { flyAppOf } from '../../controller/resource/resource.ts'
import type { HouseOptions } from '../support/house.ts'
import { judgeRest } from '../support/judge.ts'
import type { Fetch } from '../support/life.ts'
import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { attempt } from './attempt.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { changedApp, randomApp } from './specs.ts'

/**
 * C3: what lies between two states is never seen: whatever a Machine is while it starts, stops or is replaced, readings
 * show it as it was before. Specs change meanwhile; in the end all is as they say.
 */
export const unobserved: Campaign = campaign({
  name: 'C3',
  about: 'states between two states are never seen: the world must be what the specs say',
  runSeed: (seed) => unseen(seed),
})

export async function unseen(seed: number, broken: Broken = {}): Promise<Finding> {
  const dice = streams(seed)('unseen')
  let app = randomApp(dice, 'shop')
  let disturb: () => void = () => undefined
  let isHiding = true
  const between: HouseOptions['between'] = (fetch) =>
    hiding(
      fetch,
      () => isHiding,
      () => disturb(),
    )
  return await attempt({ seed, broken, between }, async (house) => {
    disturb = () => house.watch.disturbed({ flyApp: flyAppOf(app) })
    await house.submit(app)
    await house.advance(dice.between(5, 40) * 1_000)
    for (let change = dice.between(1, 4); change > 0; change--) {
      app = changedApp(dice, app)
      await house.submit(app)
      await house.advance(dice.between(2, 40) * 1_000)
      if (dice.chance(0.2)) house.crash(500)
    }
    isHiding = dice.chance(0.5)
    await house.start()
    await house.converge(longestMs, { agreeing: true })
    await house.advance(2 * restMs)
    await house.settle(longestMs)
    return await judgeRest(house, restMs)
  })
}

/** Readings of Machines, in which one that is on its way looks as it did before it went. */
function hiding(fetch: Fetch, isHiding: () => boolean, tells: () => void): Fetch {
  const settled = new Map<string, Machine>()
  const shown = (machine: Machine): Machine => {
    if (!transient.has(machine.state)) settled.set(machine.id, machine)
    const before = settled.get(machine.id)
    if (before === undefined || before === machine) return machine
    tells()
    return { ...machine, state: before.state }
  }
  return async (request) => {
    const response = await fetch(request)
    const { pathname } = new URL(request.url)
    const isReading = request.method === 'GET' && /^\/v1\/apps\/[^/]+\/machines(\/\w+)?$/.test(pathname)
    if (!isHiding() || !isReading || !response.ok) return response
    const body = (await response.json()) as Machine | readonly Machine[]
    return Response.json(Array.isArray(body) ? body.map(shown) : shown(body as Machine))
  }
}

const transient: ReadonlySet<string> = new Set(['starting', 'stopping', 'replacing', 'restarting', 'suspending'])
const longestMs = 30 * 60_000
const restMs = 50_000
