import { readGuest } from '../config.ts'
import { noRoom, type Room, roomOf } from '../hosts/host.ts'
import type { Premises } from '../premises.ts'
import { refuse } from '../refusal.ts'
import { nearest, regions } from '../regions.ts'
import { optional } from '../routes.ts'
import type { AppRow } from '../rows.ts'
import { newVolume } from './creation.ts'
import { keepingOf, sizeOf } from './limits.ts'
import { mountNotFound, noRoomForVolume, notReady, snapshotNotFound, volumeUnreachable } from './refusals.ts'
import { isDeleted, type VolumeRow } from './volume.ts'

type Asked = Readonly<Record<string, unknown>>

/** The volume that a request to create one asks for: empty, restored from a snapshot, or a fork; or a Refusal. */
export function orderedVolume(premises: Premises, app: AppRow, asked: Asked): VolumeRow {
  const { hosts, faults } = premises
  const origin = originOf(premises, app, asked)
  const name = optional(asked, 'name', 'string') ?? origin?.name ?? ''
  if (!/^[a-z0-9_]{1,30}$/.test(name)) throw refuse(400, `invalid_argument: invalid volume name '${name}'`)
  const region = optional(asked, 'region', 'string') || origin?.region || nearest
  // Aliases and lists are for Machines only. Source: superfly/docs, machine-placement
  if (!regions.some(({ code }) => code === region)) throw refuse(400, `invalid_argument: invalid region '${region}'`)
  const sizeGb = sizeOf(asked.size_gb ?? origin?.sizeGb ?? usualGb)
  if (sizeGb < (origin?.sizeGb ?? 0)) {
    throw refuse(400, `invalid_argument: size_gb must be at least ${origin?.sizeGb}, the size of the source`)
  }
  const fstype = optional(asked, 'fstype', 'string') || 'ext4'
  if (fstype !== 'ext4' && fstype !== 'raw') throw refuse(400, `invalid_argument: invalid fstype '${fstype}'`)
  const keeping = keepingOf(asked)

  const others = siblings(premises, app, name, asked)
  const zones = new Set(others.map(({ hostId }) => hosts.get(hostId).zone))
  const isFull = faults.shortage(region) !== undefined
  const host = isFull
    ? undefined
    : hosts.choose(
        region,
        needOf(asked.compute, sizeGb),
        ({ key, zone }) => faults.shortage(key) === undefined && key !== origin?.hostId && !zones.has(zone),
      )
  if (host === undefined) {
    faults.count('no capacity')
    throw noRoomForVolume()
  }
  return newVolume(premises, {
    app: app.name,
    name,
    host,
    sizeGb,
    isEncrypted: optional(asked, 'encrypted', 'boolean') ?? true,
    fstype,
    ...(keeping.snapshotRetention !== undefined && { snapshotRetention: keeping.snapshotRetention }),
    ...(keeping.hasAutoBackup !== undefined && { hasAutoBackup: keeping.hasAutoBackup }),
    ...(origin && { origin: origin.kind }),
    ...(origin?.usedGb !== undefined && { usedGb: origin.usedGb }),
  })
}

type Origin = {
  readonly kind: 'snapshot' | 'fork'
  readonly name: string | undefined
  readonly region: string | undefined
  /** A fork goes elsewhere. Source: superfly/docs, volumes/volume-manage */
  readonly hostId: string | undefined
  readonly sizeGb: number
  readonly usedGb: number | undefined
}

function originOf({ truth, hosts }: Premises, app: AppRow, asked: Asked): Origin | undefined {
  const snapshotId = optional(asked, 'snapshot_id', 'string')
  const sourceId = optional(asked, 'source_volume_id', 'string')
  if (snapshotId && sourceId) {
    throw refuse(400, 'invalid_argument: snapshot_id and source_volume_id are exclusive')
  }
  if (snapshotId) {
    const snapshot = truth.tables.snapshot.get(snapshotId)
    if (snapshot === undefined || snapshot.app !== app.name) throw snapshotNotFound()
    if (snapshot.status !== 'created') throw notReady(snapshot.key, snapshot.status)
    const { sizeGb, usedGb } = snapshot
    return { kind: 'snapshot', name: undefined, region: undefined, hostId: undefined, sizeGb, usedGb }
  }
  if (!sourceId) return undefined
  const source = truth.tables.volume.get(sourceId)
  if (source === undefined || source.app !== app.name || isDeleted(source)) throw mountNotFound()
  if (hosts.get(source.hostId).status !== 'ok') throw volumeUnreachable()
  if (source.state !== 'created') throw notReady(source.key, source.state)
  const { name, region, hostId, sizeGb, usedGb } = source
  return { kind: 'fork', name, region, hostId, sizeGb, usedGb }
}

/** The volumes from which it must keep apart. */
function siblings({ truth }: Premises, app: AppRow, name: string, asked: Asked): readonly VolumeRow[] {
  const isApartFromAll = optional(asked, 'unique_zone_app_wide', 'boolean') ?? false
  const isApart = isApartFromAll || (optional(asked, 'require_unique_zone', 'boolean') ?? false)
  if (!isApart) return []
  return [...truth.tables.volume.of(app.name)].filter(
    (each) => !isDeleted(each) && (isApartFromAll || each.name === name),
  )
}

/** Who does not say which Machine is to have it gets it where there is disk, whether a Machine fits there or not. */
function needOf(compute: unknown, sizeGb: number): Room {
  const guest = compute === undefined || compute === null ? noRoom : roomOf(readGuest(compute, 'compute'))
  return { ...guest, diskGb: sizeGb }
}

// Source: superfly/docs, machines/api/volumes-resource
const usualGb = 3
