import type { Chance } from '../chance.ts'
import type { Premises } from '../premises.ts'
import type { MachineRow } from '../rows.ts'
import { primaryRegionOf } from './environment.ts'
import type { Loads } from './loads.ts'
import { limitsOf } from './offers.ts'
import type { Powers } from './powers.ts'

/**
 * Rests Machines that have nothing to do: every few minutes at most one for each app and region. Nothing happens, and no
 * time is spent, where no service asks for it. Source: superfly/docs, reference/fly-proxy-autostop-autostart
 */
export function followAutostop(options: {
  readonly premises: Premises
  readonly loads: Loads
  readonly powers: Powers
  readonly chance: Chance
}): void {
  const { premises, loads, powers, chance } = options
  const { truth, timers } = premises
  const armed = new Set<string>()

  for (const machine of truth.machines()) arm(machine)
  truth.subscribe((change) => {
    if (change.kind === 'machine' && change.row !== undefined) arm(change.row)
  })

  function arm(machine: MachineRow): void {
    if (machine.state !== 'started' || howOf(machine) === undefined) return
    const { app, region } = machine
    const key = `${app}/${region}`
    if (armed.has(key)) return
    armed.add(key)
    const [least, most] = everyMs
    timers.after(least + Math.floor(chance.next() * (most - least + 1)), () => {
      armed.delete(key)
      restOne(app, region)
      for (const other of truth.machines(app)) if (other.region === region) arm(other)
    })
  }

  function restOne(app: string, region: string): void {
    const running = [...truth.machines(app)].filter(
      (machine) => machine.region === region && machine.state === 'started' && howOf(machine) !== undefined,
    )
    const idle = excessOf({ running, load: ({ id }) => loads.ofMachine(id), least: leastRunning(app, region, running) })
    // Which one is not documented: here the one with the least to do, and the youngest among those.
    for (const machine of idle) {
      if (powers.rest(machine, howOf(machine) ?? 'stop') !== 'never') return
    }
  }

  function leastRunning(app: string, region: string, running: readonly MachineRow[]): number {
    if (region !== primaryRegionOf(truth, app)) return 0
    const wanted = running.flatMap(({ config }) =>
      (config.services ?? []).map((each) => each.min_machines_running ?? 0),
    )
    return Math.max(0, ...wanted)
  }
}

/** The Machines of a region of which one may rest; none when all are needed. */
export function excessOf({
  running,
  load,
  least,
}: {
  readonly running: readonly MachineRow[]
  readonly load: (machine: MachineRow) => number
  readonly least: number
}): readonly MachineRow[] {
  if (running.length <= least) return []
  const byLoad = running.toSorted((one, other) => load(one) - load(other) || other.nth - one.nth)
  if (running.length === 1) return byLoad.filter((machine) => load(machine) === 0)
  const over = running.filter((machine) => load(machine) > softLimitOf(machine)).length
  return running.length - (over + 1) >= 1 ? byLoad : []
}

function softLimitOf({ config }: MachineRow): number {
  return Math.min(...(config.services ?? []).map((service) => limitsOf(service).soft))
}

/** How its services say that it is to rest: one that asks for it is enough. */
function howOf({ config }: MachineRow): 'stop' | 'suspend' | undefined {
  const words = (config.services ?? []).map(({ autostop }) => autostop)
  if (words.some((word) => word === true || word === 'stop')) return 'stop'
  return words.includes('suspend') ? 'suspend' : undefined
}

// «every few minutes»
const everyMs = [2 * 60_000, 5 * 60_000] as const
