import type { Machine } from '../../fly/wire.ts'
import { addressAsset } from '../../resource/address.ts'
import { certificateAsset } from '../../resource/certificate.ts'
import { type Asset, type Binding, groupOf, incarnationOfAdopted, type Slot } from '../../resource/ownership.ts'
import type { Ref, Resource } from '../../resource/resource.ts'
import type { VolumeFacts } from '../../resource/volume-asset.ts'
import type { Desired } from '../desired.ts'
import { keepForMs } from '../desired-volume.ts'
import type { Holdings } from '../observed.ts'
import { secretAsset } from '../secret-facts.ts'
import { addressesFor } from './addresses-from.ts'
import type { LiveApp } from './live-app.ts'
import { keepingOf, volumeOf } from './volume-from.ts'

type Places = ReadonlyMap<Slot, Machine>

/**
 * What the store would hold of an App that has adopted an app with Machines in these places: them, and of what the app has
 * besides, that of which the spec speaks. All else stays a stranger, which nobody touches.
 */
export function holdingsOf(
  resource: Resource,
  desired: Desired,
  live: LiveApp,
  places: Places,
  operation: string,
): Holdings {
  const { ref } = desired
  const rows = [
    ...imageRows(places, operation),
    ...addressesFor(desired.addresses, live).map(({ ip, kind }) => addressAsset(ip, kind, operation)),
    ...live.certificates
      .filter(({ hostname }) => desired.domains.includes(hostname))
      .map(({ hostname }) => certificateAsset(hostname, operation)),
    ...secretRows(desired, live, operation),
    ...volumeRows(resource, live, places, operation),
  ]
  const assets = rows.map((row): Asset => ({ ...row, ref }))
  return { ownsApp: true, bindings: bindingsOf(ref, places, operation), assets, intents: [] }
}

function bindingsOf(ref: Ref, places: Places, operation: string): readonly Binding[] {
  return [...places].map(
    ([slot, { id, name }]): Binding => ({
      ...{ ref, slot, name, operation, machineId: id },
      incarnation: incarnationOfAdopted(id),
      alive: true,
    }),
  )
}

function imageRows(places: Places, operation: string): readonly Omit<Asset, 'ref'>[] {
  const digests = new Map<string, string>()
  for (const { config, image_ref } of places.values()) {
    if (config && image_ref?.digest && !config.image.includes('@')) digests.set(config.image, image_ref.digest)
  }
  return [...digests].map(([image, digest]) => ({
    ...({ kind: 'image', id: image, name: digest, slot: undefined, operation, alive: true } as const),
    ...{ idleSince: undefined, facts: {} },
  }))
}

/**
 * What is there counts as handed in. Its version Fly tells only to whoever writes; with none no Machine is restarted for it.
 * What the spec would have made has another value already, and to write over that would be to destroy it.
 */
function secretRows({ secrets: wanted }: Desired, { secrets }: LiveApp, operation: string) {
  const provided = new Set(wanted.flatMap(({ name, recipe }) => (recipe === undefined ? [name] : [])))
  return secrets
    .filter(({ name }) => provided.has(name))
    .map(({ name, digest, updated_at, created_at }) => {
      const facts = { source: 'provided', digest, version: 0, setAt: updated_at ?? created_at, by: undefined } as const
      return secretAsset(name, facts, { operation, alive: true })
    })
}

/** The volume of a Machine holds the data of its slot from now on, and is guarded like one that we made. */
function volumeRows({ spec }: Resource, { volumes }: LiveApp, places: Places, operation: string) {
  return [...places].flatMap(([slot, { config }]): readonly Omit<Asset, 'ref'>[] => {
    const [volume, keptMs] = [volumeOf(config, volumes), keepForMs(spec.machines[groupOf(slot)])]
    if (volume === undefined || keptMs === undefined) return []
    const { id, name, size_gb: sizeGb } = volume
    const facts: VolumeFacts = { sizeGb, ...keepingOf(volume), keepForMs: keptMs, isNameShared: true }
    return [{ kind: 'volume', id, name, slot, operation, alive: true, idleSince: undefined, facts }]
  })
}
