import type { Answer, Call, OrgQuery } from './fly.ts'
import type { CreateVolume, OrgVolumesPage, Snapshot, Volume } from './wire-volumes.ts'

/** The part of the port that is about volumes. What holds for all calls is said at `Fly`. */
export interface VolumePort {
  /**
   * Without those that are being deleted. Rejects with NotFound when there is no such app. A volume that was created or
   * deleted a moment ago may be missing, or still be there as if nothing had happened.
   */
  listVolumes(app: string, call: Call): Promise<readonly Volume[]>
  /** Also one that is being deleted. `undefined` when Fly does not know the id (any more, or not yet). */
  getVolume(app: string, id: string, call: Call): Promise<Volume | undefined>
  /**
   * **Never to be repeated on mere doubt.** Nothing makes it idempotent: there is no key, and Fly does not mind two
   * volumes of one name, both of which cost money and only one of which gets the data. After `unknown`, list until the
   * list can no longer lag, and count the volumes of the name, before another is asked for.
   *
   * The answer's volume may still be `creating`. Refused with NoCapacity when no host of the region takes it, with
   * HostFull when it has to stand on one that is full.
   */
  createVolume(app: string, volume: CreateVolume, call: Call): Promise<Answer<Volume>>
  /** May be repeated. What is left out stays as it is. */
  updateVolume(app: string, id: string, change: UpdateVolume, call: Call): Promise<Answer<Volume>>
  /**
   * Volumes only grow. After `unknown` read the volume first: whether Fly grants the size that it has already is not known.
   * The new size may show only some seconds after the answer, and with `needs_restart` the Machine sees it only after a
   * restart.
   */
  extendVolume(app: string, id: string, sizeGb: number, call: Call): Promise<Answer<VolumeExtended>>
  /**
   * Done as well when it is already gone. Refused with VolumeInUse, and `machineId` where Fly tells it, as long as a
   * Machine has it: for some seconds after that Machine was destroyed, too. Its snapshots stay until they run out.
   */
  deleteVolume(app: string, id: string, call: Call): Promise<Answer<void>>
  /** Also of a volume that is gone, for as long as they are kept. Rejects with NotFound when Fly does not know the volume. */
  listSnapshots(app: string, volume: string, call: Call): Promise<readonly Snapshot[]>
  /**
   * Fly does not say which snapshot comes of it: look at the list. Refused with SnapshotPending while one is under way:
   * that one is of about now as well.
   */
  createSnapshot(app: string, volume: string, call: Call): Promise<Answer<void>>
  /** One page of every volume of the organisation, oldest change first. */
  listOrgVolumes(query: OrgQuery, call: Call): Promise<OrgVolumesPage>
}

/** Nothing else of a volume can be changed. */
export type UpdateVolume = {
  /** Days, 1 to 60. */
  readonly snapshot_retention?: number
  readonly auto_backup_enabled?: boolean
}

export type VolumeExtended = { readonly volume: Volume; readonly needs_restart: boolean }
