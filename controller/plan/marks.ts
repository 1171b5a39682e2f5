import type { MachineConfig } from '../fly/wire.ts'
import type { Ref } from '../resource/resource.ts'
import { fingerprint } from './canonical.ts'
import type { DesiredMachine } from './desired.ts'
import { keepIgnored } from './ignored.ts'
import { mounted, mountOf } from './mount.ts'
import type { ObservedMachine } from './observed.ts'

/**
 * What we write into a Machine's metadata: evidence for finding things again, never proof that a Machine is ours.
 * Only these fields; each is `undefined` where the Machine does not carry it.
 */
export type Marks = {
  /** Name of the resource. */
  readonly app: string | undefined
  readonly slot: string | undefined
  /** Of the config that we set last. */
  readonly hash: string | undefined
  /** The intent of the call that wrote these marks. */
  readonly operation: string | undefined
  /** The metadata keys that the spec asked for. */
  readonly keys: readonly string[]
  /** Of the metadata that the spec asked for: tells a changed spec from somebody else's edit. */
  readonly metadataHash: string | undefined
  /** The store's epoch: a store that has seen fewer is older than the cloud. */
  readonly epoch: number | undefined
  /** The version of the app's secrets when a call of ours last started it. */
  readonly secrets: number | undefined
}

/** Who writes, which this module cannot know. */
export type Writer = {
  readonly ref: Ref
  readonly operation: string
  readonly epoch: number
  /** The version of the app's secrets that the Machine gets with this call, or has; `undefined` where that is not known. */
  readonly secrets?: number | undefined
}

/**
 * What is sent for a Machine: its config with our marks. `live` is the Machine that it replaces: keys in its metadata that
 * are neither ours nor the spec's belong to somebody else and are sent again, since an update replaces all metadata; and so
 * is what lies at the places that the spec says to `ignore`. Without it, `volume` is the one that the Machine gets.
 */
export function markedConfig(
  machine: DesiredMachine,
  writer: Writer,
  live?: Pick<ObservedMachine, 'config' | 'metadataKeys'>,
  ignore: readonly string[] = [],
  volume?: string,
): MachineConfig {
  const wanted = machine.config.metadata ?? {}
  const metadata = {
    ...foreignMetadata(live),
    ...keepIgnored({ metadata: wanted }, live?.config, ignore).metadata,
    ...lastingMarks(machine, writer.ref),
    [keyOf.operation]: writer.operation,
    [keyOf.keys]: Object.keys(wanted).sort().join(','),
    [keyOf.metadataHash]: metadataHashOf(machine),
    [keyOf.epoch]: String(writer.epoch),
    ...(writer.secrets !== undefined && { [keyOf.secrets]: String(writer.secrets) }),
  }
  const mount = mountOf(live?.config) ?? (volume === undefined ? undefined : { volume })
  return { ...keepIgnored(mounted(machine, mount), live?.config, ignore), metadata }
}

/** The marks that a Machine keeps for as long as its config is the same. One of them missing is drift. */
export function lastingMarks(machine: DesiredMachine, ref: Ref): Readonly<Record<string, string>> {
  return { [keyOf.app]: nameOf(ref), [keyOf.slot]: machine.slot, [keyOf.hash]: machine.hash }
}

/** Of the metadata that a spec asks for. */
export function metadataHashOf({ config }: DesiredMachine): string {
  return fingerprint(config.metadata ?? {}, 8)
}

/** Reads whatever marks are there; anybody can write them. */
export function readMarks(metadata: Readonly<Record<string, string>>): Marks {
  return {
    app: metadata[keyOf.app],
    slot: metadata[keyOf.slot],
    hash: metadata[keyOf.hash],
    operation: metadata[keyOf.operation],
    keys: metadata[keyOf.keys]?.split(',').filter((key) => key !== '') ?? [],
    metadataHash: metadata[keyOf.metadataHash],
    epoch: countIn(metadata[keyOf.epoch]),
    secrets: countIn(metadata[keyOf.secrets]),
  }
}

function countIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined
}

const keyOf = {
  app: 'artifact_app',
  slot: 'artifact_slot',
  hash: 'artifact_hash',
  operation: 'artifact_op',
  keys: 'artifact_keys',
  metadataHash: 'artifact_metadata_hash',
  epoch: 'artifact_epoch',
  secrets: 'artifact_secrets',
} as const

function foreignMetadata(live: Pick<ObservedMachine, 'config' | 'metadataKeys'> | undefined): Record<string, string> {
  const ours = new Set<string>([...Object.values(keyOf), ...(live?.metadataKeys ?? [])])
  return Object.fromEntries(Object.entries(live?.config?.metadata ?? {}).filter(([key]) => !ours.has(key)))
}

function nameOf(ref: Ref): string {
  return ref.slice(ref.indexOf('/') + 1)
}
