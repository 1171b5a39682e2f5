import { FlyError } from '../fly/errors.ts'
import type { Snapshot } from '../fly/wire-volumes.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import type { Intent } from '../resource/ownership.ts'
import { act, callOf, type Deed, failed, waitOf } from './deed.ts'

/**
 * Takes a snapshot of a volume and waits until it is finished. Fly does not say which one comes of it, so it is the first
 * that the list did not have before.
 */
export async function takeSnapshot(
  step: Step & { readonly id: string; readonly slot: `${string}/${string}/${number}` },
  deed: Deed,
  earlier: Intent | undefined,
): Promise<{ readonly snapshot: Snapshot; readonly operation: string } | { readonly outcome: Outcome }> {
  const { fly, world } = deed.deps
  const { flyApp, id, slot } = step
  const before = new Set((await fly.listSnapshots(flyApp, id, callOf(deed))).filter(isFinished).map((each) => each.id))
  const asked = await act<unknown>(step, deed, {
    action: 'create-snapshot',
    target: id,
    slot,
    earlier,
    send: () => fly.createSnapshot(flyApp, id, callOf(deed)),
    // One under way is of about now as well.
    recognise: async ({ code }) => (code === 'SnapshotPending' ? null : undefined),
  })
  if (!asked.ok) return { outcome: asked.outcome }
  for (let attempt = 0; attempt < tries; attempt++) {
    await world.clock.sleep(betweenTriesMs, deed.stop)
    const listed = await fly.listSnapshots(flyApp, id, waitOf(deed)).catch(noneOnFlyError)
    const [snapshot] = listed
      .filter((each) => isFinished(each) && !before.has(each.id))
      .sort((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at))
    if (snapshot) return { snapshot, operation: asked.operation }
  }
  const notYet = new FlyError('SnapshotPending', `the snapshot of the volume ${id} is not finished yet`)
  return { outcome: failed(step, asked.operation, notYet) }
}

function isFinished({ status }: Snapshot): boolean {
  return status === 'created'
}

function noneOnFlyError(error: unknown): readonly Snapshot[] {
  if (error instanceof FlyError) return []
  throw error
}

const tries = 60
const betweenTriesMs = 2_000
