import type { VolumeState } from './wire-volumes.ts'

/**
 * Whether a volume is on its way out or gone. One that leaves may still be listed for a day, and no Machine can have it.
 * A state that Fly adds later is none of these: a volume that is taken for gone would be made anew, and its data missed.
 * Source: superfly/fly-go, flaps_volumes.go; superfly/docs, volumes/volume-states
 */
export function isVolumeLeaving(state: VolumeState): boolean {
  return leaving.has(state)
}

/** Whether a Machine can be given the volume. A fork can be while it is still being filled. */
export function isVolumeReady(state: VolumeState): boolean {
  return state === 'created' || state === 'hydrating'
}

const leaving: ReadonlySet<VolumeState> = new Set([
  'scheduling_destroy',
  'fork_cleanup',
  'waiting_for_detach',
  'pending_destroy',
  'destroying',
  'destroyed',
])
