import type { Answer } from '../fly/fly.ts'
import type { Machine, MachineConfig } from '../fly/wire.ts'
import { markedConfig } from '../plan/marks.ts'
import { type ImagePins, isByDigest } from '../plan/pinned-image.ts'
import type { Step } from '../plan/step.ts'
import type { Intent } from '../resource/ownership.ts'
import { type Effects, inForce } from '../store/store.ts'
import { type Deed, observedMachine } from './deed.ts'

type StepWithMachine = Step & { kind: 'create-machine' | 'update-machine' | 'set-metadata' }

/** Sends the config of a step's Machine, with the digest of its image as far as that is known. */
export function putImage(
  step: StepWithMachine,
  deed: Deed,
  intent: Intent,
  send: (config: MachineConfig) => Promise<Answer<Machine>>,
): Promise<Answer<Machine>> {
  const config = configFor(step, deed, intent.id)
  return deed.images.put(
    config.image,
    (image) => send({ ...config, image }),
    (answer) => (answer.result === 'done' ? answer.value.image_ref?.digest : undefined),
  )
}

/** What the tag of a Machine's image turned out to stand for: it stays so for this App. */
export function pinEffects({ machine }: StepWithMachine, made: Machine, intent: Intent, { observed }: Deed): Effects {
  return pinOf(machine.config.image, made, intent, observed.images)
}

/** The same, learnt from a Machine that carries the mark of an intent whose answer was lost. */
export function pinSeen(made: Machine, intent: Intent, pins: ImagePins): Effects {
  return made.config?.image === undefined ? {} : pinOf(made.config.image, made, intent, pins)
}

function pinOf(image: string, made: Machine, { id }: Intent, pins: ImagePins): Effects {
  const digest = made.image_ref?.digest
  if (digest === undefined || isByDigest(image) || Object.hasOwn(pins, image)) return {}
  const pin = { kind: 'image', id: image, name: digest, slot: undefined, operation: id, alive: true } as const
  return { assets: [{ ...pin, idleSince: undefined, facts: {} }] }
}

/** What is sent for a step's Machine, marked as ours by the intent. */
export function configFor(step: StepWithMachine, deed: Deed, operation: string) {
  const live = step.kind === 'create-machine' ? undefined : observedMachine(deed, step.id)
  // What starts nothing leaves a Machine with the secrets that it has.
  const secrets = step.kind === 'set-metadata' ? live?.secretsVersion : deed.observed.secrets?.version
  const writer = { ref: deed.stored.ref, operation, epoch: deed.deps.fence.epoch, secrets }
  const volume = step.kind === 'create-machine' ? step.volume : undefined
  return markedConfig(step.machine, writer, live, inForce(deed.stored).spec.drift.ignore, volume)
}

/** That a Machine is to be started with no older secrets than we have written. */
export function leastSecrets({ observed }: Deed): { readonly min_secrets_version?: number } {
  const version = observed.secrets?.version ?? 0
  return version > 0 ? { min_secrets_version: version } : {}
}
