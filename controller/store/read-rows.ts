import { parseCanonical } from '../resource/canonical.ts'
import type { Confirmation, SourceHold } from '../resource/confirmation.ts'
import { type Provenance, type Ref, type Resource, refOf } from '../resource/resource.ts'
import type { Status } from '../status/status.ts'
import type { Log } from '../world.ts'
import { type Fallback, type Revision, type Stored, StoreError } from './store.ts'
import type { ResourceRow, RevisionRow } from './tables.ts'

/** Rows back to what they mean. A row that cannot be read throws StoreError `Unreadable`, which names it. */
export interface RowReader {
  stored(row: ResourceRow): Stored
  revision(row: RevisionRow): Revision
  /** Gives back the memory that was kept for a resource. */
  forget(ref: Ref): void
}

/** Validating a document costs more than reading its row, so the last one read of each resource is kept. */
export function createRowReader(log: Log): RowReader {
  const known = new Map<Ref, { readonly document: string; readonly resource: Resource }>()
  const knownFallbacks = new Map<Ref, { readonly document: string; readonly resource: Resource }>()

  function resourceOf({ ref, document }: ResourceRow): Resource {
    const kept = known.get(ref)
    if (kept?.document === document) return kept.resource
    const resource = readDocument(ref, document)
    known.set(ref, { document, resource })
    return resource
  }

  /** Made anew by the next pass, so an unreadable one is only a status that nobody knows. */
  function statusOf({ ref, status }: ResourceRow): Status | undefined {
    if (status === null) return undefined
    try {
      return JSON.parse(status) as Status
    } catch (error) {
      log.warn({ ref, error }, 'a stored status cannot be read')
      return undefined
    }
  }

  /** Without one that cannot be read, the spec itself is tried again. */
  function fallbackOf({ ref, fallback }: ResourceRow): Fallback | undefined {
    if (fallback === null) return undefined
    try {
      const { generation, reason, at, document } = JSON.parse(fallback) as FallbackRow
      return { generation, reason, at, resource: fallbackDocument(ref, document) }
    } catch (error) {
      log.warn({ ref, error }, 'what runs in the place of a failed spec cannot be read')
      return undefined
    }
  }

  /** Without one that cannot be read, nobody has agreed. */
  function confirmationOf({ ref, confirmed }: ResourceRow): Confirmation | undefined {
    if (confirmed === null) return undefined
    try {
      return JSON.parse(confirmed) as Confirmation
    } catch (error) {
      log.warn({ ref, error }, 'to what somebody has agreed cannot be read')
      return undefined
    }
  }

  function fallbackDocument(ref: Ref, document: string): Resource {
    const kept = knownFallbacks.get(ref)
    if (kept?.document === document) return kept.resource
    const resource = readDocument(ref, document)
    knownFallbacks.set(ref, { document, resource })
    return resource
  }

  return {
    stored: (row) => ({
      ref: row.ref,
      resource: resourceOf(row),
      provenance: readProvenance(row.provenance, row.ref),
      generation: row.generation,
      acceptedAt: row.accepted_at,
      status: statusOf(row),
      paused: row.paused === 1,
      protected: row.protected === 1,
      deletionRequestedAt: row.deletion_requested_at ?? undefined,
      deletesNow: row.deletes_now === 1,
      missingSince: row.missing_since ?? undefined,
      fallback: fallbackOf(row),
      confirmed: confirmationOf(row),
      held:
        row.held === null
          ? undefined
          : attempt(() => JSON.parse(row.held ?? '') as SourceHold, `what holds ${row.ref}`),
    }),
    revision: (row) => ({
      ref: row.ref,
      generation: row.generation,
      resource: readDocument(row.ref, row.document),
      provenance: readProvenance(row.provenance, row.ref),
      acceptedAt: row.accepted_at,
    }),
    forget(ref) {
      known.delete(ref)
      knownFallbacks.delete(ref)
    },
  }
}

/** As it stands in the column. */
export type FallbackRow = Omit<Fallback, 'resource'> & { readonly document: string }

/** The resource that a row holds. Throws `Unreadable` when it is none, is no longer valid, or is another than the row says. */
export function readDocument(ref: Ref, document: string): Resource {
  const resource = attempt(() => parseCanonical(document), `the document of ${ref}`)
  if (refOf(resource) !== ref) throw new StoreError('Unreadable', `the row of ${ref} holds ${refOf(resource)}`)
  return resource
}

export function readProvenance(text: string, where: string): Provenance {
  return attempt(() => JSON.parse(text) as Provenance, `the provenance of ${where}`)
}

/** Throws `Unreadable`, saying what cannot be read. */
export function attempt<T>(read: () => T, what: string): T {
  try {
    return read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('Unreadable', `${what} in the store cannot be read: ${reason}`, { cause: error })
  }
}
