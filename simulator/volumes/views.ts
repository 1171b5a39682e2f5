import type { OrgVolume, Volume } from '../../controller/fly/wire-volumes.ts'
import type { Hosts } from '../hosts/hosts.ts'
import { isoSeconds } from '../refusal.ts'
import type { VolumeRow } from './volume.ts'

/** What goes over the wire of a volume. Before its first mount there is no file system on it. */
export function volumeView(row: VolumeRow, hosts: Hosts): Volume {
  const { zone, status } = hosts.get(row.hostId)
  const blocks = row.isFormatted ? (row.sizeGb * 2 ** 30) / blockSize : 0
  const written = ((row.usedGb ?? 0) * 2 ** 30) / blockSize
  const free = Math.max(0, Math.floor(blocks * 0.97 - written))
  return {
    ...summary(row, zone, status),
    fstype: row.isFormatted ? row.fstype : '',
    blocks,
    block_size: row.isFormatted ? blockSize : 0,
    blocks_free: free,
    blocks_avail: free,
    bytes_used: (blocks - free) * blockSize,
    bytes_total: blocks * blockSize,
  }
}

/** `summary=true`: without what only the host could say. */
export function volumeSummary(row: VolumeRow, hosts: Hosts): Volume {
  const { zone, status } = hosts.get(row.hostId)
  return summary(row, zone, status)
}

/** A volume in the organisation's list. */
export function orgVolumeView(row: VolumeRow, isSummary: boolean, hosts: Hosts): OrgVolume {
  const view = isSummary ? volumeSummary(row, hosts) : volumeView(row, hosts)
  return { ...view, app_name: row.app, updated_at: isoSeconds(row.updatedAt) }
}

function summary(row: VolumeRow, zone: string, status: NonNullable<Volume['host_status']>): Volume {
  return {
    id: row.key,
    name: row.name,
    state: row.state,
    size_gb: row.sizeGb,
    region: row.region,
    zone,
    encrypted: row.isEncrypted,
    attached_machine_id: row.machineId ?? null,
    attached_alloc_id: null,
    created_at: isoSeconds(row.createdAt),
    snapshot_retention: row.snapshotRetention,
    auto_backup_enabled: row.hasAutoBackup,
    host_status: status,
    type: 'local',
  }
}

const blockSize = 4_096
