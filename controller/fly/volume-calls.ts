import { undefinedWhenNotFound } from './app-calls.ts'
import type { Ask } from './ask.ts'
import type { OrgQuery } from './fly.ts'
import { organization } from './limits.ts'
import type { Line } from './line.ts'
import { nothingFrom } from './shapes.ts'
import type { VolumePort } from './volume-port.ts'
import { orgVolumesPageFrom, snapshotsFrom, volumeExtendedFrom, volumeFrom, volumesFrom } from './volume-shapes.ts'
import { isVolumeLeaving } from './volume-states.ts'

/** What is asked about volumes and snapshots. */
export function createVolumeCalls(line: Line, slug: string): VolumePort {
  /** About one volume. All that is done to the volumes of an app is counted together. */
  function about(
    app: string,
    id: string,
    ask: Pick<Ask, 'action' | 'method' | 'body'>,
    verb: string,
    what: string,
  ): Ask {
    const path = ['apps', app, 'volumes', id, ...(verb === '' ? [] : [verb])]
    return { ...ask, id: app, what: `${what} volume ${id} of ${app}`, path }
  }

  return {
    async listVolumes(app, call) {
      const what = `list the volumes of ${app}`
      const ask: Ask = { action: 'list-volumes', id: app, what, method: 'GET', path: ['apps', app, 'volumes'] }
      const volumes = await line.read(ask, call, volumesFrom)
      return volumes.filter(({ state }) => !isVolumeLeaving(state))
    },
    getVolume(app, id, call) {
      const ask = about(app, id, { action: 'get-volume', method: 'GET' }, '', 'read')
      return line.read(ask, call, (value) => volumeFrom(value, { id })).catch(undefinedWhenNotFound)
    },
    createVolume(app, volume, call) {
      const ask: Ask = {
        action: 'create-volume',
        id: app,
        what: `create the volume ${volume.name} in ${app}`,
        method: 'POST',
        path: ['apps', app, 'volumes'],
        body: volume,
      }
      return line.deed(ask, call, (value) => volumeFrom(value, { name: volume.name }))
    },
    updateVolume(app, id, { snapshot_retention, auto_backup_enabled }, call) {
      const body = { snapshot_retention, auto_backup_enabled }
      const ask = about(app, id, { action: 'update-volume', method: 'PUT', body }, '', 'update')
      return line.deed(ask, call, (value) => volumeFrom(value, { id }))
    },
    extendVolume(app, id, sizeGb, call) {
      const body = { size_gb: sizeGb }
      const ask = about(app, id, { action: 'extend-volume', method: 'PUT', body }, 'extend', 'extend')
      return line.deed(ask, call, (value) => volumeExtendedFrom(value, id))
    },
    deleteVolume(app, id, call) {
      const ask = about(app, id, { action: 'delete-volume', method: 'DELETE' }, '', 'delete')
      return line.deed(ask, call, nothingFrom, ({ error }) =>
        error.code === 'NotFound' ? { value: undefined } : undefined,
      )
    },
    listSnapshots(app, volume, call) {
      const ask = about(app, volume, { action: 'list-snapshots', method: 'GET' }, 'snapshots', 'list the snapshots of')
      return line.read(ask, call, snapshotsFrom)
    },
    createSnapshot(app, volume, call) {
      const ask = about(app, volume, { action: 'create-snapshot', method: 'POST' }, 'snapshots', 'take a snapshot of')
      return line.deed(ask, call, nothingFrom)
    },
    listOrgVolumes(query: OrgQuery, call) {
      const { includeDeleted, updatedAfter, cursor, limit } = query
      const ask: Ask = {
        action: 'list-org-volumes',
        id: organization,
        what: `list the volumes of ${slug}`,
        method: 'GET',
        path: ['orgs', slug, 'volumes'],
        query: { include_deleted: includeDeleted, updated_after: updatedAfter, cursor, limit },
      }
      return line.read(ask, call, orgVolumesPageFrom)
    },
  }
}
