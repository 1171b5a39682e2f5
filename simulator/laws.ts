import { type Chance, createChance } from './chance.ts'
import { type DelayName, type Delays, drawDelay } from './delays.ts'
import { createIds, type Ids } from './ids.ts'
import { type ImageCatalogue, type Program, programOf } from './images.ts'
import type { MachineRow } from './rows.ts'
import { type HeldSecrets, secretsFor } from './secrets/held-secrets.ts'
import type { Truth } from './truth.ts'

/** By what the simulated world goes: its time, its delays, its programs and its chance. */
export interface Laws extends Ids {
  now(): number
  /** A length for something that takes time. */
  delay(name: DelayName): number
  program(image: string): Program
  /** A number in [0, 1): a choice that is Fly's. */
  choose(): number
  /** What a Machine gets of its app's secrets that starts now. */
  secretsFor(machine: MachineRow): HeldSecrets
  /** Chance for what draws apart from everything else, so that it changes nothing for others. */
  stream(name: string): Chance
  nextNth(): number
  nextTouched(): number
}

export function createLaws(options: {
  readonly truth: Truth
  readonly seed: number
  readonly delays: Delays
  readonly images: ImageCatalogue
}): Laws {
  const { truth, seed, delays, images } = options
  const lengths: Chance = createChance(seed, 'delays')
  const choices: Chance = createChance(seed, 'choices')
  const streams = new Map<string, Chance>()
  return {
    ...createIds(createChance(seed, 'ids')),
    now: truth.now,
    delay: (name) => drawDelay(delays[name], lengths),
    program: (image) => programOf(image, images),
    choose: () => choices.next(),
    secretsFor: (machine) => secretsFor(truth, machine),
    stream(name) {
      const stream = streams.get(name) ?? createChance(seed, name)
      streams.set(name, stream)
      return stream
    },
    nextNth: truth.nextNth,
    nextTouched: truth.nextTouched,
  }
}
