import { isoSeconds, refuse } from '../refusal.ts'

// The literal words of Fly about volumes. Where nobody has written down the real ones, the form is right and the words are
// ours.

/** As a resource of its own. */
export const volumeNotFound = () => refuse(404, 'volume not found')
/** As part of a Machine's config. Seen live. */
export const mountNotFound = () => refuse(400, 'volume not found')

/** Seen live. */
export const boundTo = (machineId: string) =>
  refuse(412, `failed_precondition: volume is currently bound to machine: ${machineId}`)
/** Seen live, also with 14 NUL bytes for an id: then no Machine has the volume, and after some minutes nobody. */
export const alreadyClaimed = (machineId: string) =>
  refuse(412, `failed_precondition: volume already claimed by machine ${machineId}`)
export const nobodysId = '\0'.repeat(14)

/** The volume's host has no room for the Machine. Source: superfly/fly-go#306, its tests */
export const noRoomAtVolume = (volumeId: string) =>
  refuse(
    412,
    `insufficient resources to create new machine with existing volume id '${volumeId}'`,
    'volume_placement_capacity',
  )
/** No host takes the volume. Seen live. */
export const noRoomForVolume = () => refuse(400, 'no capacity')

export const snapshotNotFound = () => refuse(404, 'snapshot not found')
/** Seen live. */
export const snapshotScheduled = (at: number) =>
  refuse(412, `failed_precondition: snapshot is already scheduled at ${isoSeconds(at)}`)

export const volumeUnreachable = () => refuse(503, "unavailable: the volume's host cannot be reached")
export const notReady = (id: string, state: string) =>
  refuse(412, `failed_precondition: volume ${id} is not ready, its current state is '${state}'`)
export const mountChanged = () =>
  refuse(400, 'invalid config: a volume cannot be attached, detached or replaced by an update')
