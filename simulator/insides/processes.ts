import type { Premises } from '../premises.ts'
import { visibleMachineOf } from '../premises.ts'
import { refuse } from '../refusal.ts'
import type { Ask, Reply } from '../routes.ts'
import type { MachineRow } from '../rows.ts'
import { mustRun } from './must-run.ts'

/** What runs in a Machine: Fly's init, and what the config has it run. Source: Fly's OpenAPI document, ProcessStat */
export function listProcesses(premises: Premises, ask: Ask): Reply {
  const machine = visibleMachineOf(premises, ask)
  mustRun('list processes of', machine)
  const { query } = ask
  const key = query.get('sort_by') || 'pid'
  const order = query.get('order') || 'asc'
  if (!sortKeys.has(key)) throw refuse(400, `invalid_argument: invalid sort_by '${key}'`)
  if (order !== 'asc' && order !== 'desc') throw refuse(400, `invalid_argument: invalid order '${order}'`)
  const processes = processesOf(machine, premises.laws.now())
  const sorted = processes.toSorted((one, other) => compare(one[key as SortKey], other[key as SortKey]))
  return { status: 200, body: order === 'asc' ? sorted : sorted.reverse() }
}

function processesOf({ config, runningSince }: MachineRow, now: number) {
  const { init = {}, services = [], guest } = config
  const program = [...(init.exec ?? [...(init.entrypoint ?? []), ...(init.cmd ?? [])])].join(' ') || config.image
  const rtime = Math.floor((now - runningSince) / 1_000)
  const listen_sockets = services.map(({ protocol, internal_port }) => ({
    proto: protocol,
    address: `0.0.0.0:${internal_port}`,
  }))
  const rss = Math.floor(((guest?.memory_mb ?? 0) * 1_048_576) / 4)
  return [
    { pid: 1, command: '/fly/init', directory: '/', cpu: 0, rss: 8_388_608, rtime, stime: 0, listen_sockets: [] },
    { pid: 629, command: program, directory: '/', cpu: 1, rss, rtime, stime: 1, listen_sockets },
  ]
}

function compare(one: number | string, other: number | string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

type SortKey = 'pid' | 'command' | 'cpu' | 'rss' | 'rtime' | 'stime' | 'directory'
const sortKeys: ReadonlySet<string> = new Set(['pid', 'command', 'cpu', 'rss', 'rtime', 'stime', 'directory'])
