import type { Guest } from './wire.ts'

/** Volumes and their snapshots, as they go over the wire. Source: Fly's OpenAPI document; superfly/fly-go, volume_types.go */

export type Volume = {
  /** `vol_` and letters. A migration of its Machine gives the data another volume with another id. */
  readonly id: string
  /** Of the kind, not of the one: several volumes of an app may have it. */
  readonly name: string
  readonly state: VolumeState
  readonly size_gb: number
  readonly region: string
  /** The hardware zone in the region; volumes with different zones do not fail together. */
  readonly zone: string
  readonly encrypted: boolean
  /** Absent or `null` when no Machine has it. */
  readonly attached_machine_id?: string | null
  readonly attached_alloc_id?: string | null
  readonly created_at: string
  readonly snapshot_retention?: number
  readonly auto_backup_enabled?: boolean
  /** Empty until the first mount, as the blocks and bytes are 0. */
  readonly fstype?: string
  readonly host_status?: 'ok' | 'unknown' | 'unreachable'
  readonly type?: 'local' | 'cache' | (string & {})
  readonly blocks?: number
  readonly block_size?: number
  readonly blocks_free?: number
  readonly blocks_avail?: number
  readonly bytes_used?: number
  readonly bytes_total?: number
}

/** Read as it comes: Fly may add states. Source: superfly/docs, volumes/volume-states */
export type VolumeState =
  | 'creating'
  | 'created'
  | 'extending'
  | 'restoring'
  | 'enabling_remote_export'
  /** Of a fork: can be mounted already. */
  | 'hydrating'
  | 'recovering'
  | 'scheduling_destroy'
  | 'fork_cleanup'
  | 'waiting_for_detach'
  /** Deleted, and kept by Fly for a day; not billed. */
  | 'pending_destroy'
  | 'destroying'
  | 'destroyed'
  | (string & {})

export type CreateVolume = {
  /** Lower-case letters, digits and underscores, 30 at most. Fly does not mind two of one name. */
  readonly name: string
  /** One concrete region: lists and aliases are for Machines. */
  readonly region: string
  readonly size_gb: number
  readonly encrypted?: boolean
  readonly fstype?: 'ext4' | 'raw'
  /** Days, 1 to 60. */
  readonly snapshot_retention?: number
  readonly auto_backup_enabled?: boolean
  readonly require_unique_zone?: boolean
  readonly unique_zone_app_wide?: boolean
  /** The Machine that is to have it: without this it may be put where the Machine does not fit. */
  readonly compute?: Guest
  readonly compute_image?: string
  /** To restore. The volume must be at least as large as the one that the snapshot is of. */
  readonly snapshot_id?: string
  /** To fork, onto another host unless told otherwise. */
  readonly source_volume_id?: string
}

export type Snapshot = {
  readonly id: string
  readonly status: 'waiting' | 'running' | 'pending' | 'created' | (string & {})
  readonly created_at: string
  /** Bytes of what is stored. */
  readonly size?: number
  /** Bytes of the volume that it is of. */
  readonly volume_size?: number
  readonly digest?: string
  readonly retention_days?: number
}

/** A volume in the organisation-wide list. */
export type OrgVolume = Volume & { readonly app_name: string; readonly updated_at: string }

export type OrgVolumesPage = {
  readonly volumes: readonly OrgVolume[]
  readonly last_volume_id?: string
  readonly last_updated_at?: string
  /** Absent or empty at the end. A page may be short, or empty, although more remain. */
  readonly next_cursor?: string
}
