import type { MachineConfig } from '../controller/fly/wire.ts'
import { eventOf, pendingOf } from './change.ts'
import { pullMs } from './deeds.ts'
import type { HostRow } from './hosts/host.ts'
import type { Laws } from './laws.ts'
import { newLease } from './leases.ts'
import { scheduleToCome } from './lifecycle.ts'
import { privateIpOf } from './networks.ts'
import type { ImageRef, MachineRow, Step } from './rows.ts'
import { bootMs } from './running.ts'
import type { Truth } from './truth.ts'

export type NewMachine = {
  readonly app: string
  /** The number of its network. */
  readonly network: number
  readonly name: string
  readonly host: HostRow
  /** As Fly gives it back. */
  readonly config: MachineConfig
  readonly image: ImageRef
  /** As it was sent. */
  readonly userConfig: unknown
  /** Then its image is prepared, and it stays stopped. */
  readonly isLaunchSkipped: boolean
  /** Whether it runs without its app's secrets. Default: false. */
  readonly skipsSecrets?: boolean
  /** Default: false. */
  readonly cordoned?: boolean
  readonly lease: { readonly owner: string; readonly ttlSeconds: number } | undefined
  readonly visibleAfterMs: number
}

/** A Machine that begins to be: `created`, and on its way. */
export function newMachine(laws: Laws, given: NewMachine): MachineRow {
  const { app, network, name, host, config, image, userConfig, isLaunchSkipped, lease, visibleAfterMs } = given
  const now = laws.now()
  const nth = laws.nextNth()
  const version = laws.ulid(now)
  const pulled = { afterMs: pullMs(given, laws) }
  const machine: MachineRow = {
    nth,
    touched: laws.nextTouched(),
    id: laws.machineId(),
    app,
    name,
    region: host.region,
    hostId: host.key,
    state: 'created',
    instanceId: version,
    privateIp: privateIpOf(network, host.number, nth),
    createdAt: now,
    updatedAt: now,
    visibleAt: now + visibleAfterMs,
    goneAt: undefined,
    config,
    image,
    versions: [{ version, user_config: userConfig }],
    events: [eventOf({ type: 'launch', status: 'created', source: 'user' }, laws)],
    checks: [],
    hostStatus: 'ok',
    cordoned: given.cordoned ?? false,
    lease: lease && newLease({ instanceId: version }, { ...lease, description: '' }, laws),
    hasLaunched: false,
    runningSince: 0,
    memoryLimit: undefined,
    skipsSecrets: given.skipsSecrets ?? false,
    secrets: undefined,
    activeUntil: 0,
    restarts: [],
    crashing: undefined,
    pending: {},
  }
  const steps: Step[] = isLaunchSkipped
    ? [{ do: 'become', state: 'stopped', ...pulled }]
    : [
        { do: 'become', state: 'starting', ...pulled },
        { do: 'run', afterMs: bootMs(machine, laws) },
      ]
  const life = pendingOf('launch', steps, laws)
  const schedule = scheduleToCome(machine, laws)
  return { ...machine, pending: { ...(life && { life }), ...(schedule && { schedule }) } }
}

/** A name that no Machine of the app has. */
export function freeName(truth: Truth, laws: Laws, app: string): string {
  let name = laws.machineName()
  while (truth.machineNamed(app, name) !== undefined) name = laws.machineName()
  return name
}
