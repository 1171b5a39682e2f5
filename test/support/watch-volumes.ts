import { flyAppOf, type Resource } from '../../controller/resource/resource.ts'
import type { SimulatedVolume } from '../../simulator/volumes/world.ts'
import { expectedOf } from './expected.ts'
import { placeOfVolume } from './ground.ts'
import type { Watched } from './watch.ts'
import type { Sent } from './wire-tap.ts'

/**
 * What becomes of data: I7 (no volume is lost that its spec has not given up, none is deleted without a snapshot or before
 * its time, and none takes the place of one that held data, unless the spec says so, that one is really lost, and it is made
 * from its newest snapshot), I4 (never two that a Machine might get for one place)
 * and I8 (others' volumes are left alone).
 */
export function watchVolumes({ ground, evidence, flyNow, report }: Omit<Watched, 'elapsedMs' | 'strangers'>) {
  /** What was there when the world was last looked at, and what may vanish: deleted by us with a licence, or by others. */
  const before = new Map<string, SimulatedVolume>()
  const licensed = new Set<string>()
  const movedAway = new Set<string>()
  /** Whose place another has taken, as the spec says. */
  const superseded = new Set<string>()
  /** Of those, what is in another as well. */
  const copied = new Set<string>()
  /** Places whose data somebody else has deleted, and which the spec has wanted ever since. */
  const bereft = new Map<string, Set<string>>()

  return {
    sending({ action, flyApp = '', target = '', source, line }: Sent): void {
      if (action === 'delete-app') checkApp(target, line)
      if (action === 'create-volume') checkNew(flyApp, target, source, line)
      if (action === 'delete-volume') checkDeletion(flyApp, target, line)
      if (action !== 'extend-volume' && action !== 'update-volume' && action !== 'create-snapshot') return
      if (!evidence.volumes().some(({ id }) => id === target)) report('I8', `${line} goes to a volume that is not ours`)
    },
    accepted(resource: Resource): void {
      const wanted = new Set(expectedOf(resource).machines.flatMap(({ place, volume }) => (volume ? [place] : [])))
      const places = bereft.get(flyAppOf(resource))
      for (const place of places ?? []) if (!wanted.has(place)) places?.delete(place)
    },
    /** Before somebody else deletes it. */
    deletedByOthers(flyApp: string, volume: SimulatedVolume): void {
      licensed.add(volume.id)
      const place = placeOfVolume(volume.name)
      if (place !== undefined) bereft.set(flyApp, (bereft.get(flyApp) ?? new Set()).add(place))
    },
    /** Before Fly moves its Machine. */
    movedByFly(volume: string): void {
      movedAway.add(volume)
    },
    changed(): void {
      const standing = new Map<string, SimulatedVolume>()
      for (const { name } of ground.apps()) {
        const volumes = ground.volumes(name)
        for (const volume of volumes) standing.set(volume.id, volume)
        checkPlaces(name, volumes)
      }
      for (const [id, volume] of before) {
        if (standing.has(id)) continue
        if (!licensed.has(id) && !movedAway.has(id)) report('I7', `the volume ${volume.name} (${id}) is lost`)
      }
      before.clear()
      for (const [id, volume] of standing) before.set(id, volume)
    },
  }

  /** Two names for one place are two volumes that we have made on purpose; of one name, only one may ever be in use. */
  function checkPlaces(flyApp: string, volumes: readonly SimulatedVolume[]): void {
    const names = new Map<string, string>()
    const used = new Set<string>()
    const left = new Set(evidence.volumes().flatMap(({ id, isLeft }) => (isLeft ? [id] : [])))
    for (const { id, name, machineId } of volumes) {
      const place = placeOfVolume(name)
      if (place === undefined || movedAway.has(id) || superseded.has(id) || left.has(id)) continue
      const other = names.get(place)
      if (other !== undefined && other !== name) report('I4', `${flyApp} has ${other} and ${name} for ${place}`)
      names.set(place, name)
      if (machineId === undefined) continue
      if (used.has(place)) report('I4', `two volumes of ${place} in ${flyApp} are attached`)
      used.add(place)
    }
  }

  function checkNew(flyApp: string, name: string, source: string | undefined, line: string): void {
    const open = evidence.unsettled().filter(({ action }) => action === 'create-volume')
    for (const [ref, intents] of Map.groupBy(open, ({ ref }) => ref)) {
      if (intents.length > 1) report('I9', `${line} (${name}) while ${ref} has ${intents.length} volumes under way`)
    }
    const place = placeOfVolume(name)
    if (place === undefined) return
    if (source?.startsWith('vol_')) checkCopied(flyApp, name, place, source, line)
    else if (source !== undefined) checkRestored(flyApp, name, place, source, line)
    else if (bereft.get(flyApp)?.has(place)) {
      report('I7', `${line} makes an empty volume in the place of the one of ${place} that was deleted`)
    }
  }

  function checkCopied(flyApp: string, name: string, place: string, source: string, line: string): void {
    const former = ground.volumes(flyApp).find(({ id }) => id === source)
    const isOurs = evidence.volumes().some(({ id }) => id === source)
    if (former === undefined || !isOurs || placeOfVolume(former.name) !== place) {
      report('I7', `${line} makes a volume of ${place} from another than that of the place`)
      return
    }
    const says = onLostHostIn(name, place)
    if (says !== 'fork' && says !== 'restore') report('I7', `${line} copies what the spec does not say to copy`)
    if (former.machineId !== undefined) report('I7', `${line} copies ${source} while ${former.machineId} writes to it`)
    superseded.add(source)
    copied.add(source)
  }

  function onLostHostIn(name: string, place: string) {
    const [intent] = evidence.unsettledFor('create-volume', name)
    const spec = intent && evidence.spec(intent.ref)
    return spec && expectedOf(spec.resource).machines.find((machine) => machine.place === place)?.volume?.onLostHost
  }

  function checkRestored(flyApp: string, name: string, place: string, source: string, line: string): void {
    const finished = ground.snapshots(flyApp).filter(({ status }) => status === 'created')
    const snapshot = finished.find(({ id }) => id === source)
    const lost = evidence.volumes().find(({ id }) => id === snapshot?.volumeId)
    if (snapshot === undefined || lost === undefined || placeOfVolume(lost.name) !== place) {
      report('I7', `${line} makes a volume of ${place} from a snapshot of something else`)
      return
    }
    const isNewer = finished.some((each) => each.volumeId === lost.id && each.createdAt > snapshot.createdAt)
    if (isNewer) report('I7', `${line} makes a volume of ${place} from a snapshot that is not the newest`)
    if (onLostHostIn(name, place) !== 'restore') report('I7', `${line} restores what the spec does not say to restore`)
    const standing = ground.volumes(flyApp).find(({ id }) => id === lost.id)
    if (standing && ground.isReached(standing.hostId))
      report('I7', `${line} takes the place of ${lost.id}, which is there`)
    superseded.add(lost.id)
    bereft.get(flyApp)?.delete(place)
  }

  function checkDeletion(flyApp: string, id: string, line: string): void {
    const row = evidence.volumes().find((volume) => volume.id === id)
    if (row === undefined) {
      report('I8', `${line} goes to a volume that is not ours`)
      return
    }
    const place = placeOfVolume(row.name)
    const spec = evidence.spec(row.ref)
    const isAskedFor = spec && expectedOf(spec.resource).machines.some((want) => want.place === place && want.volume)
    if (isAskedFor && !copied.has(id) && !evidence.isBeingDeleted(row.ref))
      report('I7', `${line}, and the spec wants what is in ${place}`)
    const idleSince = row.idleSince === null ? Number.NaN : Date.parse(row.idleSince)
    if (!(flyNow() - idleSince >= leastKeptMs)) report('I7', `${line} before its time`)
    if (row.isQuarantined) report('I7', `${line}, and nobody knows what is in it`)
    const isSaved = ground
      .snapshots(flyApp)
      .some(({ volumeId, status, createdAt }) => volumeId === id && status === 'created' && createdAt >= idleSince)
    if (!isSaved) report('I7', `${line} without a snapshot`)
    const user = ground.volumes(flyApp).find((volume) => volume.id === id)?.machineId
    if (user !== undefined) report('I7', `${line} while ${user} has it`)
    licensed.add(id)
  }

  function checkApp(flyApp: string, line: string): void {
    const [volume] = ground.volumes(flyApp)
    if (volume !== undefined) report('I7', `${line} would take the volume ${volume.name} (${volume.id}) along`)
  }
}

// No spec can have a volume kept for less.
const leastKeptMs = 3_600_000
