import { appOf, type Premises } from '../premises.ts'
import { refuse } from '../refusal.ts'
import { type Ask, flag, type Reply, type Route } from '../routes.ts'
import { dayMs, deletedVolume } from './creation.ts'
import { volumeOf, volumeToChange } from './finding.ts'
import { keepingOf, sizeOf } from './limits.ts'
import { orderedVolume } from './order.ts'
import { boundTo, notReady } from './refusals.ts'
import { volumeSummary, volumeView } from './views.ts'
import { changed, isDeleted, type VolumeRow, withCourse } from './volume.ts'

/** Volumes: list, create, read, update, extend, delete. */
export function volumeRoutes(premises: Premises): readonly Route[] {
  const { truth, laws, hosts, faults, volumeReplica } = premises
  const volumes = truth.tables.volume

  /** As they were a while ago: one that is deleted may still read `created`, and then is there for a day. Seen live. */
  function list(ask: Ask): Reply {
    const app = appOf(premises, ask)
    if (faults.areListsEmpty()) {
      faults.count('empty lists')
      return { status: 200, body: [] }
    }
    const view = flag(ask.query, 'summary') ? volumeSummary : volumeView
    return { status: 200, body: [...volumeReplica.of(app.name)].map((row) => view(row, hosts)) }
  }

  function create(ask: Ask): Reply {
    const volume = orderedVolume(premises, appOf(premises, ask), ask.body())
    volumes.put(volume)
    return told(volume)
  }

  /** All else is dropped without a word, as Fly does. */
  function update(ask: Ask): Reply {
    const volume = volumeToChange(premises, ask)
    const { snapshotRetention, hasAutoBackup } = keepingOf(ask.body())
    const updated = changed(volume, laws, {
      snapshotRetention: snapshotRetention ?? volume.snapshotRetention,
      hasAutoBackup: hasAutoBackup ?? volume.hasAutoBackup,
    })
    volumes.put(updated)
    return told(updated)
  }

  /** It only grows, and the new size is seen some seconds later. Source: superfly/docs, volumes/volume-manage */
  function extend(ask: Ask): Reply {
    const volume = volumeToChange(premises, ask)
    const sizeGb = sizeOf(ask.body().size_gb)
    if (sizeGb <= volume.sizeGb) {
      throw refuse(400, `invalid_argument: size_gb must be greater than ${volume.sizeGb}`)
    }
    if (volume.state !== 'created') throw notReady(volume.key, volume.state)
    const host = hosts.get(volume.hostId)
    if (sizeGb - volume.sizeGb > hosts.free(host).diskGb) {
      faults.count('no capacity')
      throw refuse(412, 'failed_precondition: insufficient disk space available on the current host')
    }
    const extending = changed(volume, laws, { state: 'extending' })
    volumes.put(withCourse(extending, laws, 'life', [{ do: 'grow', sizeGb, afterMs: laws.delay('volumeExtend') }]))
    const needsRestart = host.isSlowToExtend && volume.machineId !== undefined
    return { status: 200, body: { volume: volumeView(extending, hosts), needs_restart: needsRestart } }
  }

  function remove(ask: Ask): Reply {
    const volume = volumeOf(premises, ask)
    if (isDeleted(volume)) return told(volume)
    if (volume.machineId !== undefined) throw boundTo(volume.machineId)
    const deleted = deletedVolume(volume, laws, dayMs)
    volumes.put(deleted)
    return told(deleted)
  }

  function told(volume: VolumeRow): Reply {
    return { status: 200, body: volumeView(volume, hosts) }
  }

  const ofApp = { path: '/v1/apps/:app/volumes', countedBy: 'app' } as const
  const ofVolume = { path: `${ofApp.path}/:volume`, countedBy: 'volume' } as const
  return [
    { ...ofApp, method: 'GET', action: 'list-volumes', isDeed: false, answer: list },
    { ...ofApp, method: 'POST', action: 'create-volume', isDeed: true, answer: create },
    {
      ...ofVolume,
      method: 'GET',
      action: 'get-volume',
      isDeed: false,
      answer: (ask) => told(volumeOf(premises, ask)),
    },
    { ...ofVolume, method: 'PUT', action: 'update-volume', isDeed: true, answer: update },
    { ...ofVolume, method: 'DELETE', action: 'delete-volume', isDeed: true, answer: remove },
    {
      ...ofVolume,
      path: `${ofVolume.path}/extend`,
      method: 'PUT',
      action: 'extend-volume',
      isDeed: true,
      answer: extend,
    },
  ]
}
