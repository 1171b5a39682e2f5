import { createHash } from 'node:crypto'
import type { MachineConfig } from '../controller/fly/wire.ts'
import { createAddressWorld } from './addresses/address-world.ts'
import { newApp } from './apps.ts'
import { takeCourse, touch, withPending } from './change.ts'
import { setChecks } from './checks.ts'
import { readConfig } from './config.ts'
import { freeName, newMachine } from './creation.ts'
import * as deeds from './deeds.ts'
import type { FaultsInForce } from './faults.ts'
import { roomOf } from './hosts/host.ts'
import type { Hosts } from './hosts/hosts.ts'
import { createHostsWorld } from './hosts/world.ts'
import { createIdentityWorld } from './identity/identity-world.ts'
import type { Issuer } from './identity/issuer.ts'
import type { Mint } from './identity/mint.ts'
import { resolveImage } from './images.ts'
import type { Laws } from './laws.ts'
import { newLease } from './leases.ts'
import { withMetadata } from './metadata.ts'
import { joinNetwork } from './networks.ts'
import { reserveStart } from './placement.ts'
import { Refusal } from './refusal.ts'
import { nearest } from './regions.ts'
import { type AppRow, isDestroyed, leaseOf, type MachineRow } from './rows.ts'
import { beginRun, endRun } from './running.ts'
import { createSecretWorld } from './secrets/secret-world.ts'
import { shownRows } from './secrets/withheld.ts'
import { tableNames } from './tables.ts'
import type { Truth } from './truth.ts'
import { attach, withSameVolume, withVolume } from './volumes/mounting.ts'
import type { VolumeRow } from './volumes/volume.ts'
import { createVolumesWorld } from './volumes/world.ts'
import type { SimulatedApp, SimulatedMachine, SimulatedWorld } from './world.ts'

/** The truth as tests and people see it, and the hands with which they meddle. */
export function createWorld(options: {
  readonly truth: Truth
  readonly laws: Laws
  readonly hosts: Hosts
  readonly faults: FaultsInForce
  readonly mint: Mint
  readonly issuer: Issuer
  readonly organization: string
}): SimulatedWorld {
  const { truth, laws, hosts, organization } = options

  function machineCalled(app: string, idOrName: string): MachineRow {
    const machine = truth.machine(idOrName) ?? truth.machineNamed(app, idOrName)
    if (machine === undefined || machine.app !== app || isDestroyed(machine)) {
      throw new Error(`the simulated app ${app} has no Machine ${idOrName}`)
    }
    return machine
  }

  /** What Fly would refuse does not happen. */
  function change(app: string, idOrName: string, deed: (machine: MachineRow) => MachineRow): void {
    const before = machineCalled(app, idOrName)
    try {
      const after = deed(before)
      if (after !== before) truth.putMachine(after)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  /** The volume that the Machine is to have. */
  function volumeFor({ mounts }: MachineConfig): VolumeRow | undefined {
    const [mount] = mounts ?? []
    if (mount === undefined) return undefined
    const volume = truth.tables.volume.get(mount.volume ?? '')
    if (volume === undefined || volume.machineId !== undefined) {
      throw new Error(`there is no free simulated volume ${mount.volume}`)
    }
    return volume
  }

  return {
    ...createAddressWorld(options),
    ...createSecretWorld(options),
    ...createHostsWorld(options),
    ...createVolumesWorld(options),
    ...createIdentityWorld(options),
    apps: () => [...truth.apps()].map(appSeen),
    app(name) {
      const app = truth.app(name)
      return app && appSeen(app)
    },
    machines: (app, { destroyed = false } = {}) =>
      [...truth.machines(app)]
        .filter((machine) => destroyed || !isDestroyed(machine))
        .map((row) => machineSeen(row, laws.now())),
    createApp({ name, organization: owner = organization, network = 'default' }) {
      if (truth.app(name) !== undefined) throw new Error(`the simulated app ${name} exists already`)
      const app = newApp(options, { name, organization: owner, network, visibleAt: laws.now() })
      truth.putApp(app)
      return appSeen(app)
    },
    createMachine(app, { name = freeName(truth, laws, app), region = nearest, config, state = 'started' }) {
      const home = truth.app(app)
      if (home === undefined) throw new Error(`there is no simulated app ${app}`)
      if (truth.machineNamed(app, name) !== undefined) throw new Error(`${app} has a Machine ${name} already`)
      const read = readConfig(config)
      const volume = volumeFor(read)
      const stored = volume === undefined ? read : withVolume(read, volume)
      const image = resolveImage(stored.image, truth.tables.tag.get(stored.image)?.digest)
      // Others find room where nobody else does.
      const host =
        volume === undefined
          ? (hosts.choose(region, roomOf(stored.guest)) ?? hosts.in(region)[0] ?? hosts.add(region))
          : hosts.get(volume.hostId)
      const given = {
        app,
        network: joinNetwork(truth, home.organization, home.network).number,
        name,
        host,
        config: stored,
        image,
        userConfig: config,
        visibleAfterMs: 0,
        lease: undefined,
      }
      const made = newMachine(laws, { ...given, isLaunchSkipped: true })
      const resting = withPending({ ...made, state, hasLaunched: state !== 'created' }, 'life', undefined)
      const machine = state === 'started' ? beginRun(resting, laws) : resting
      truth.putMachine(machine)
      if (volume !== undefined) attach(options, volume, machine.id)
      if (home.status === 'pending') truth.putApp({ ...home, status: 'deployed' })
      return machineSeen(machine, laws.now())
    },
    start: (app, machine) => change(app, machine, (row) => reserveStart(options, row, deeds.start(row, laws))),
    stop: (app, machine) => change(app, machine, (row) => deeds.stop(row, laws)),
    edit: (app, machine, edit) =>
      change(app, machine, (row) => {
        const sent = edit(row.config)
        const config = withSameVolume(row.config, readConfig(sent))
        const image = resolveImage(config.image, truth.tables.tag.get(config.image)?.digest)
        return deeds.update(row, { config, image, userConfig: sent, isLaunchSkipped: false }, laws)
      }),
    moveTag(image) {
      const nth = truth.nextNth()
      const digest = `sha256:${createHash('sha256').update(`${image} ${nth}`).digest('hex')}`
      truth.tables.tag.put({ key: image, app: '', nth, digest })
    },
    setMetadata: (app, machine, metadata) => change(app, machine, (row) => withMetadata(row, metadata, laws)),
    destroy: (app, machine) => change(app, machine, (row) => deeds.destroy(row, true, laws)),
    crash: (app, machine, { exitCode, oom = false, restarts = 0 }) =>
      change(app, machine, (row) => {
        if (row.state !== 'started') return row
        const crashing = restarts > 0 ? { left: restarts, code: exitCode, oom } : undefined
        return endRun({ ...takeCourse(row, 'wait', [], laws), crashing }, { code: exitCode, oom }, laws)
      }),
    setChecks: (app, machine, status) =>
      change(app, machine, (row) => setChecks(withPending(row, 'checks', undefined), status, laws.now())),
    setHostStatus: (app, machine, status) => change(app, machine, (row) => touch(row, laws, { hostStatus: status })),
    takeLease(app, machine, owner, ttlSeconds) {
      const row = machineCalled(app, machine)
      const lease = newLease(row, { owner, ttlSeconds, description: '' }, laws)
      truth.putMachine({ ...row, lease })
      return lease.nonce
    },
    onChange: (listener) => truth.subscribe(() => listener()),
    snapshot: () =>
      canonical({
        apps: [...truth.apps()],
        machines: [...truth.machines()],
        ...Object.fromEntries(tableNames.map((name) => [name, shownRows(truth, name)])),
      }),
  }
}

function appSeen({ nth: _, visibleAt: _visibleAt, launchableAt: _launchableAt, goneAt, ...app }: AppRow): SimulatedApp {
  return { ...app, isDeleting: goneAt !== undefined }
}

/** A Machine, without what nobody can see of it. */
export function machineSeen(row: MachineRow, now: number): SimulatedMachine {
  const { id, name, app, region, hostId, state, instanceId, config, checks, hostStatus, cordoned } = row
  const { createdAt, updatedAt, events, privateIp } = row
  const lease = leaseOf(row, now)
  return {
    id,
    name,
    app,
    region,
    hostId,
    state,
    instanceId,
    config,
    metadata: config.metadata ?? {},
    checks,
    hostStatus,
    cordoned,
    lease: lease && { nonce: lease.nonce, owner: lease.owner, expiresAt: lease.expiresAt },
    createdAt,
    updatedAt,
    events,
    imageDigest: row.image.digest,
    privateIp,
    secrets: row.secrets?.digests ?? {},
    secretsVersion: row.secrets?.version,
  }
}

/** Whatever the order in which fields were set. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}
