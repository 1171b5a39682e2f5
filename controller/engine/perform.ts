import PQueue from 'p-queue'
import { FlyError } from '../fly/errors.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { type Deed, failed } from './deed.ts'
import { createImages } from './images.ts'
import { assignAddress, releaseAddress } from './perform-address.ts'
import { createApp, deleteApp } from './perform-app.ts'
import { deleteCertificate, requestCertificate } from './perform-certificate.ts'
import { destroyMachine, replaceMachine } from './perform-destroy.ts'
import {
  createMachine,
  restartMachine,
  setMetadata,
  setReach,
  startMachine,
  stopMachine,
  updateMachine,
} from './perform-machine.ts'
import { setSecrets, unsetSecrets } from './perform-secrets.ts'
import { createVolume, deleteVolume, extendVolume, snapshotUnused, updateVolume } from './perform-volume.ts'

/**
 * Does the steps of one wave side by side, within the App's share. Resolves when each has its outcome; rejects, when all
 * have ended, with the first error that is not Fly's.
 */
export async function performWave(steps: readonly Step[], occasion: Omit<Deed, 'images'>): Promise<readonly Outcome[]> {
  const deed = { ...occasion, images: createImages(occasion.observed.images) }
  const queue = new PQueue({ concurrency: deed.deps.settings.stepsPerApp })
  // One after the other: while nobody knows what became of one, no other is made.
  const volumeQueue = new PQueue({ concurrency: 1 })
  const queueOf = ({ kind }: Step) => (kind === 'create-volume' ? volumeQueue : queue)
  const ends = await Promise.allSettled(steps.map((step) => queueOf(step).add(() => performUnlessStopped(step, deed))))
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
}

/** A step that the house's closing interrupts is skipped: its intent, if it had one, is settled by the next start. */
async function performUnlessStopped(step: Step, deed: Deed): Promise<Outcome> {
  if (deed.stop.aborted) return { step, result: 'skipped' }
  const { clock } = deed.deps.world
  const begunAt = clock.monotonic()
  try {
    const outcome = await perform(step, deed)
    return outcome.result === 'skipped' ? outcome : { ...outcome, tookMs: clock.monotonic() - begunAt }
  } catch (error) {
    if (error instanceof FlyError) return failed(step, undefined, error)
    if (deed.stop.aborted) return { step, result: 'skipped' }
    throw error
  }
}

async function perform(step: Step, deed: Deed): Promise<Outcome> {
  switch (step.kind) {
    case 'create-app':
      return await createApp(step, deed)
    case 'set-secrets':
      return await setSecrets(step, deed)
    case 'unset-secrets':
      return await unsetSecrets(step, deed)
    case 'create-machine':
      return await createMachine(step, deed)
    case 'update-machine':
      return await updateMachine(step, deed)
    case 'set-metadata':
      return await setMetadata(step, deed)
    case 'start-machine':
      return await startMachine(step, deed)
    case 'cordon-machine':
    case 'uncordon-machine':
      return await setReach(step, deed)
    case 'stop-machine':
      return await stopMachine(step, deed)
    case 'destroy-machine':
      return await destroyMachine(step, deed)
    case 'assign-address':
      return await assignAddress(step, deed)
    case 'release-address':
      return await releaseAddress(step, deed)
    case 'replace-machine':
      return await replaceMachine(step, deed)
    case 'restart-machine':
      return await restartMachine(step, deed)
    case 'create-volume':
      return await createVolume(step, deed)
    case 'extend-volume':
      return await extendVolume(step, deed)
    case 'update-volume':
      return await updateVolume(step, deed)
    case 'create-snapshot':
      return await snapshotUnused(step, deed)
    case 'delete-volume':
      return await deleteVolume(step, deed)
    case 'request-certificate':
      return await requestCertificate(step, deed)
    case 'delete-certificate':
      return await deleteCertificate(step, deed)
    case 'delete-app':
      return await deleteApp(step, deed)
    default:
      return step satisfies never
  }
}
