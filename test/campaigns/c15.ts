import { isDeepStrictEqual } from 'node:util'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { type AFly, aFly } from '../simulator/a-fly.ts'
import { type Dice, streams } from '../support/random.ts'
import { type Exchange, laws, type Verb } from './c15-laws.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'

const about = 'the simulated Fly alone, in histories of calls: each answer and each change as its sources say'

/** How often each call was answered with what, so that a campaign notices when it asks for nothing but nonsense. */
const seen = new Map<string, number>()

export const fidelity: Campaign = campaign({
  name: 'C15',
  about,
  runSeed: (seed) => runHistory(seed),
  atEnd(seeds) {
    const missing = expected.filter((each) => !seen.has(each))
    return seeds < 50 || missing.length === 0 ? undefined : { broken: `never seen: ${missing.join(', ')}`, trace: [] }
  },
})

/** One history. `tamper` breaks the simulated Fly, to see that it is noticed. */
export async function runHistory(seed: number, tamper: (fly: AFly) => AFly = (fly) => fly): Promise<Finding> {
  const dice = streams(seed)('history')
  const fly = tamper(
    aFly({ seed, limits: false, delays: { request: 0, answer: 0, appVisible: 0, machineVisible: 0, listLag: 0 } }),
  )
  const trace: string[] = []
  const broken: string[] = []
  const tell = (source: string, problem: string | undefined) => {
    if (problem !== undefined) broken.push(`${problem} (${source})`)
  }
  let before = machinesOf(fly)
  const end = fly.world.onChange(() => {
    const after = machinesOf(fly)
    for (const [id, machine] of after) {
      const old = before.get(id)
      if (old === undefined || old === machine) continue
      for (const { source, ofChange } of laws) tell(source, ofChange?.(old, machine))
    }
    before = after
  })

  await fly.makeApp()
  const nonces = new Map<string, string>()
  for (let step = 0; step < 60 && broken.length === 0; step++) {
    if (dice.chance(0.4)) await fly.clock.advance(dice.between(0, 8_000))
    const exchange = await makeCall(fly, dice, nonces)
    seen.set(`${exchange.verb} ${exchange.answer.status}`, 1)
    trace.push(
      `${exchange.verb} ${exchange.machine?.name ?? ''} (${exchange.machine?.state}): ${exchange.answer.status}`,
    )
    for (const { source, ofAnswer } of laws) tell(source, ofAnswer?.(exchange))
  }
  await fly.clock.advance(90_000)
  tell('OpenAPI; superfly/docs: lists show what is there', await listsDiffer(fly))
  tell('superfly/flyctl, plan.go compareConfigs: what was read can be sent again', await readBackDiffers(fly))
  end()
  fly.close()
  return broken.length === 0 ? undefined : { broken: broken[0] ?? '', trace: trace.slice(-12) }
}

async function makeCall(fly: AFly, dice: Dice, nonces: Map<string, string>): Promise<Exchange> {
  const all = [...machinesOf(fly).values()]
  const machine = all.length === 0 ? undefined : dice.pick(all)
  const verb: Verb = machine === undefined || (all.length < 6 && dice.chance(0.15)) ? 'create' : dice.pick(verbs)
  if (machine !== undefined && verb !== 'create' && dice.chance(0.1)) takeLease(fly, machine, nonces)

  const now = fly.clock.now()
  const lease = machinesOf(fly).get(machine?.id ?? '')?.lease
  const nonce = dice.chance(0.5) ? nonces.get(machine?.id ?? '') : undefined
  const isLeasedAway = lease !== undefined && lease.expiresAt > now && lease.nonce !== nonce
  const { method, path, body, query } = callFor(verb, machine, dice)
  const search = new URLSearchParams(query).toString()
  const namesake = all.find(({ name, state }) => state !== 'destroyed' && name === body.name)
  const answer = await fly.ask(method, `/v1/apps/shop/machines${path}?${search}`, method === 'GET' ? undefined : body, {
    ...(nonce !== undefined && { 'fly-machine-lease-nonce': nonce }),
  })
  return {
    at: now,
    verb,
    machine: verb === 'create' ? undefined : machine,
    isLeasedAway,
    body,
    query,
    answer,
    namesake,
  }
}

function callFor(
  verb: Verb,
  machine: SimulatedMachine | undefined,
  dice: Dice,
): { method: string; path: string; body: Record<string, unknown>; query: Record<string, string> } {
  const path = `/${machine?.id}`
  const config = { image: `nginx:${dice.between(1, 3)}`, env: { A: String(dice.between(1, 9)) } }
  switch (verb) {
    case 'create': {
      const body = { name: `web-${dice.between(1, 4)}`, region: 'ams', config, skip_launch: dice.chance(0.3) }
      return { method: 'POST', path: '', body, query: {} }
    }
    case 'update': {
      const version = dice.chance(0.3) ? { current_version: dice.chance(0.5) ? machine?.instanceId : 'other' } : {}
      return { method: 'POST', path, body: { config, ...version, skip_launch: dice.chance(0.3) }, query: {} }
    }
    case 'read':
      return { method: 'GET', path, body: {}, query: {} }
    case 'destroy':
      return { method: 'DELETE', path, body: {}, query: dice.chance(0.4) ? { force: 'true' } : {} }
    case 'metadata':
      return {
        method: 'PUT',
        path: `${path}/metadata`,
        body: { metadata: { a: String(dice.between(1, 9)) } },
        query: {},
      }
    case 'wait': {
      const state = dice.pick(['started', 'stopped', 'suspended', 'destroyed', 'settled'])
      return { method: 'GET', path: `${path}/wait`, body: {}, query: { state, timeout: String(dice.between(1, 5)) } }
    }
    default:
      return { method: 'POST', path: `${path}/${verb}`, body: {}, query: {} }
  }
}

function takeLease(fly: AFly, machine: SimulatedMachine, nonces: Map<string, string>): void {
  if (machine.state === 'destroyed') return
  nonces.set(machine.id, fly.world.takeLease('shop', machine.id, 'someone@example.com', 20))
}

async function listsDiffer(fly: AFly): Promise<string | undefined> {
  const living = fly.world.machines().map(({ id }) => id)
  const listed = (await fly.ask('GET', '/v1/apps/shop/machines')).body.map(({ id }: { id: string }) => id)
  if (String(listed.toSorted()) !== String(living.toSorted())) return 'the list of the app is another'
  const found = new Set<string>()
  let cursor = ''
  do {
    const { body } = await fly.ask('GET', `/v1/orgs/demo/machines?limit=2&cursor=${cursor}`)
    for (const { id } of body.machines) found.add(id)
    cursor = body.next_cursor ?? ''
  } while (cursor !== '')
  return String([...found].toSorted()) === String(living.toSorted())
    ? undefined
    : 'the list of the organisation is another'
}

async function readBackDiffers(fly: AFly): Promise<string | undefined> {
  for (const { id } of fly.world.machines()) {
    const { config } = (await fly.ask('GET', `/v1/apps/shop/machines/${id}`)).body
    const again = await fly.ask('POST', `/v1/apps/shop/machines/${id}`, { config })
    if (!isDeepStrictEqual(again.body.config, config)) return `the config of ${id} is read back as another`
  }
  return undefined
}

function machinesOf(fly: AFly): ReadonlyMap<string, SimulatedMachine> {
  return new Map(fly.world.machines('shop', { destroyed: true }).map((machine) => [machine.id, machine]))
}

const verbs: readonly Verb[] = [
  ...(['start', 'stop', 'suspend', 'restart', 'cordon', 'update', 'update'] as const),
  ...(['destroy', 'metadata', 'wait', 'read'] as const),
]
const expected = [
  ...['create 200', 'create 409', 'start 200', 'start 412', 'start 409', 'stop 200', 'suspend 200', 'restart 200'],
  ...['update 200', 'update 409', 'destroy 200', 'destroy 412', 'metadata 204', 'wait 200', 'wait 408', 'read 200'],
]
