import type { SourceHold } from '../resource/confirmation.ts'
import { flyAppOf, networkOf, type Provenance, type Resource, refOf } from '../resource/resource.ts'
import { slotsOf } from '../resource/slots.ts'
import { StoreError } from './store.ts'
import type { ResourceRow } from './tables.ts'

/** A spec on its way in. `document` is its canonical JSON. */
export type Offer = {
  readonly resource: Resource
  readonly document: string
  readonly provenance: Provenance
  /** ISO time. */
  readonly at: string
  readonly held?: SourceHold | undefined
}

/** The row after the same spec has come again. */
export function confirmedRow(before: ResourceRow, provenance: Provenance): ResourceRow {
  return { ...before, provenance: JSON.stringify(provenance), missing_since: null }
}

/**
 * The row that another spec makes of the one before. `generation` is what it is to be called. Throws StoreError
 * `Conflict`, with what to do, when the spec may not be taken in. Decides from the row's own columns, so a document
 * that cannot be read is replaced like any other.
 */
export function changedRow(before: ResourceRow | undefined, offer: Offer, generation: number): ResourceRow {
  const { resource, document, at } = offer
  const ref = refOf(resource)
  const { deletion } = resource.spec
  if (before) assertUnmoved(before, resource)
  const isProtected = deletion?.protect ?? before?.protected === 1
  if (deletion?.requested && isProtected) throw protectedError(ref)

  return {
    ref,
    fly_app: flyAppOf(resource),
    network: networkOf(resource),
    generation,
    document,
    provenance: JSON.stringify(offer.provenance),
    accepted_at: at,
    status: before?.status ?? null,
    paused: before?.paused ?? 0,
    protected: isProtected ? 1 : 0,
    ...deletionOf(before, resource, at),
    deletes_now: before?.deletes_now ?? 0,
    missing_since: null,
    fallback: null,
    confirmed: null,
    held: heldBy(before, offer),
  }
}

export function protectedError(ref: string): StoreError {
  return new StoreError(
    'Conflict',
    `${ref} is protected from deletion; to delete it, first apply a spec with deletion.protect: false`,
  )
}

/** Who asked for the deletion, when the document did. */
export const askedBySpec = 'spec'

/** A hold goes over to the next generation as long as that takes away anything of what stood before. */
function heldBy(before: ResourceRow | undefined, { resource, held }: Offer): string | null {
  if (held) return JSON.stringify(held)
  const earlier = before?.held ?? null
  if (earlier === null || resource.spec.deletion?.requested) return earlier
  const { before: had } = JSON.parse(earlier) as SourceHold
  return slotsOf(resource).length < had ? earlier : null
}

function deletionOf(before: ResourceRow | undefined, resource: Resource, at: string) {
  const requested_at = before?.deletion_requested_at ?? null
  const requested_by = before?.deletion_requested_by ?? null
  if (resource.spec.deletion?.requested) {
    return { deletion_requested_at: requested_at ?? at, deletion_requested_by: requested_by ?? askedBySpec }
  }
  // What a spec asked for, a later spec takes back by not asking. What a person said, only a person takes back.
  if (requested_at === null || requested_by === askedBySpec) {
    return { deletion_requested_at: null, deletion_requested_by: null }
  }
  throw new StoreError(
    'Conflict',
    `${refOf(resource)} is being deleted since ${requested_at}, so its spec cannot change; withdraw the deletion first, or wait until it is gone`,
  )
}

/** Fly can rename neither an app nor its network, so a spec that does would mean another app. */
function assertUnmoved({ ref, fly_app, network }: ResourceRow, resource: Resource): void {
  const moved = [
    { what: 'Fly app', have: fly_app, want: flyAppOf(resource) },
    { what: 'network', have: network, want: networkOf(resource) },
  ].find(({ have, want }) => have !== want)
  if (!moved) return
  throw new StoreError(
    'Conflict',
    `the ${moved.what} of ${ref} is ${moved.have} and cannot become ${moved.want}; keep it, or give the spec another name`,
  )
}
