import type { IpAssignment } from '../../controller/fly/wire-addresses.ts'
import type { AppSecret } from '../../controller/fly/wire-secrets.ts'
import type { SimulatedSnapshot, SimulatedVolume } from '../../simulator/volumes/world.ts'
import type { SimulatedApp, SimulatedMachine, SimulatedWorld } from '../../simulator/world.ts'

/** Our organisation in the simulated world, as the judges see it: what truly is, without lag or loss. */
export interface Ground {
  apps(): readonly SimulatedApp[]
  /** Every Machine of an app that is not destroyed; none when there is no such app. */
  machines(app: string): readonly SimulatedMachine[]
  /** As Fly tells them. */
  addresses(app: string): readonly IpAssignment[]
  /** Every volume of an app that is not deleted; none when there is no such app. */
  volumes(app: string): readonly SimulatedVolume[]
  snapshots(app: string): readonly SimulatedSnapshot[]
  /** Whether Fly reaches a host. */
  isReached(hostId: string): boolean
  /** Names and digests, as they were written last. */
  secrets(app: string): readonly AppSecret[]
  /** That it answers to. */
  hostnames(app: string): readonly string[]
  /** Whether an app other than this one answers to it, whoever's it is. */
  isTaken(hostname: string, app: string): boolean
}

export function createGround(world: SimulatedWorld, organization: string): Ground {
  return {
    apps: () => world.apps().filter((app) => app.organization === organization),
    machines: (app) => (world.app(app) === undefined ? [] : world.machines(app)),
    addresses: (app) => (world.app(app) === undefined ? [] : world.addresses(app)),
    volumes: (app) => (world.app(app) === undefined ? [] : world.volumes(app)),
    snapshots: (app) => (world.app(app) === undefined ? [] : world.snapshots(app)),
    isReached: (hostId) => world.hosts().some(({ id, status }) => id === hostId && status === 'ok'),
    secrets: (app) => world.secrets(app).secrets,
    hostnames: (app) => (world.app(app) === undefined ? [] : world.certificates(app).map(({ hostname }) => hostname)),
    isTaken: (hostname, app) =>
      world
        .apps()
        .some(({ name }) => name !== app && world.certificates(name).some((each) => each.hostname === hostname)),
  }
}

/** `v6`, or `private_v6 acme`: an address as a spec asks for it. */
export function kindOfAddress({ type, network }: IpAssignment): string {
  return network ? `${type} ${network.name || 'default'}` : String(type)
}

/** `web-ams-0` of `web-ams-0-k3f9q2`; `undefined` for names that are none of ours. */
export function placeOf(machineName: string): string | undefined {
  return /^(.+-[a-z]{3}-\d+)-[0-9a-z]{6}$/.exec(machineName)?.[1]
}

/** `web-ams-0` of `web_ams_0_k3f9q2`; `undefined` for names that are none of ours. */
export function placeOfVolume(volumeName: string): string | undefined {
  return /^(.+_[a-z]{3}_\d+)_[0-9a-z]{6}$/.exec(volumeName)?.[1]?.replaceAll('_', '-')
}

/** Whether the metadata holds something that only we write. Proves nothing: anybody can copy it. */
export function carriesMarks({ metadata }: SimulatedMachine): boolean {
  return Object.keys(metadata).some((key) => key.startsWith(markPrefix))
}

/**
 * What the spec put into the metadata: without our marks, Fly's own keys, and what others wrote, who in scenarios do so
 * under keys that begin with `foreign`.
 */
export function specMetadataOf({ metadata }: SimulatedMachine): Readonly<Record<string, string>> {
  const isOthers = (key: string) => key.startsWith(markPrefix) || key.startsWith('fly_') || key.startsWith('foreign')
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !isOthers(key)))
}

/** Runs, and every check that Fly lists passes. */
export function isWell({ state, checks }: SimulatedMachine): boolean {
  return state === 'started' && checks.every(({ status }) => status === 'passing')
}

const markPrefix = 'artifact'
