import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../resource/problem.ts'
import { type Provenance, type Ref, type Resource, refOf } from '../resource/resource.ts'
import { type RuleRef, ruleRefOf } from '../resource/rule.ts'
import { slotsOf } from '../resource/slots.ts'
import type { Document, Snapshot } from '../source/source.ts'
import { type Store, type Stored, StoreError } from '../store/store.ts'
import type { Log } from '../world.ts'
import type { Intake } from './intake.ts'
import { givesBack, type SourceBreaker, takenBy } from './source-breaker.ts'

/** What came of one look at a source. */
export type SyncReport = {
  readonly accepted: readonly Stored[]
  readonly unchanged: number
  /** The document is as it was when another's word (a rollback, an apply, a deletion) came after it: that word stands. */
  readonly held: readonly Ref[]
  readonly missing: readonly Ref[]
  readonly back: readonly Ref[]
  /** What the store refused. `mayPass`: the same document may be taken in later (disk full, store busy). */
  readonly failed: readonly { readonly ref: Ref | RuleRef; readonly message: string; readonly mayPass: boolean }[]
}

/**
 * Compares what a source holds with what is stored, and takes in what is news.
 *
 * A source speaks when its document changes. As long as it says what it said before, a later word by somebody else (a
 * rollback, an apply, a deletion) stands: a restart must not undo it.
 */
export function createSync(options: {
  readonly store: Store
  readonly breakerOf: (source: Provenance['from']) => SourceBreaker
  readonly accept: Intake['accept']
  readonly acceptRule: Intake['acceptRule']
  readonly reject: Intake['reject']
  readonly missing: (stored: Stored) => Promise<void>
  readonly back: (stored: Stored, provenance: Provenance) => Promise<void>
  readonly log: Log
}): Intake['syncFrom'] {
  const { store, accept, acceptRule, reject, log } = options
  const breakers = new Map<Provenance['from'], SourceBreaker>()
  /** What each document said when it was last dealt with. */
  const heard = new Map<string, Resource>()
  /** The refusals that have been written down, so that each is written once. */
  const refused = new Map<Ref, string>()

  return async (source, snapshot) => {
    const { stored: all, poisoned } = await store.list()
    const unreadable = new Set(poisoned.map(({ ref }) => ref))
    const byRef = new Map(all.map((stored) => [stored.ref, stored]))
    const present = new Set(snapshot.documents.map(({ resource }) => refOf(resource)))
    const report = {
      accepted: [] as Stored[],
      unchanged: 0,
      held: [] as Ref[],
      missing: [] as Ref[],
      back: [] as Ref[],
      failed: [] as { ref: Ref | RuleRef; message: string; mayPass: boolean }[],
    }

    /** One document's failure is its own. */
    async function trying(ref: Ref | RuleRef, work: () => Promise<void>): Promise<void> {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof StoreError) || error.code === 'Deposed') throw error
        log.warn({ ref, code: error.code, error: error.message }, 'not taken in')
        const mayPass = error.code !== 'Conflict'
        report.failed.push({ ref, message: error.message, mayPass })
        const stored = all.find((one) => one.ref === ref)
        if (stored && !mayPass)
          await refuseOnce(stored, [{ code: 'Conflict', message: error.message, path: '', at: undefined }])
      }
    }

    // First of all: what else is sent from now on is judged by them. That one is missing ends none.
    for (const { rule, provenance } of snapshot.rules ?? []) {
      await trying(ruleRefOf(rule), async () => void (await acceptRule(rule, provenance)))
    }
    const breaker = breakers.get(source) ?? options.breakerOf(source)
    breakers.set(source, breaker)
    const losses = await lossesIn(source, snapshot, byRef)
    const hold = losses.size > 0 ? breaker.judge(losses, all) : undefined
    for (const document of snapshot.documents) {
      const ref = refOf(document.resource)
      await trying(ref, async () => {
        const stored = byRef.get(ref)
        if (stored && isDeepStrictEqual(stored.resource, document.resource)) {
          if (stored.missingSince !== undefined) {
            await options.back(stored, document.provenance)
            report.back.push(ref)
          }
          // The same document in another place: what is noted is where it is now.
          if (!isDeepStrictEqual(stored.provenance, document.provenance)) {
            await accept(document.resource, document.provenance)
          }
          report.unchanged++
        } else if (!stored && !unreadable.has(ref) && document.resource.spec.deletion?.requested) {
          report.unchanged++ // it asks to be gone, and it is
        } else if (!unreadable.has(ref) && (await isOldNews(source, document, stored))) {
          report.held.push(ref)
        } else {
          const loss = losses.get(ref)
          const held = hold && stored && loss !== undefined ? { ...hold, before: mostOf(stored) } : undefined
          const { stored: taken, changed } = await accept(document.resource, document.provenance, { held })
          if (changed && loss !== undefined) breaker.took(ref, loss)
          else if (changed && stored && givesBack(stored, document.resource)) breaker.gaveBack(ref)
          if (changed) report.accepted.push(taken)
          else report.unchanged++
        }
        heard.set(`${source} ${ref}`, document.resource)
        refused.delete(ref)
      })
    }

    for (const stored of all) {
      if (stored.provenance.from !== source || present.has(stored.ref)) continue
      const trouble = troubleOf(stored, snapshot)
      await trying(stored.ref, async () => {
        if (trouble) await refuseOnce(stored, trouble)
        else if (stored.missingSince === undefined) {
          await options.missing(stored)
          report.missing.push(stored.ref)
        }
      })
    }
    return report
  }

  /** How many Machines the documents take away that are news. */
  async function lossesIn(
    source: Provenance['from'],
    { documents }: Snapshot,
    byRef: ReadonlyMap<Ref, Stored>,
  ): Promise<ReadonlyMap<Ref, number>> {
    const losses = new Map<Ref, number>()
    for (const document of documents) {
      const ref = refOf(document.resource)
      const stored = byRef.get(ref)
      const loss = stored && takenBy(stored, document.resource)
      if (loss !== undefined && !(await isOldNews(source, document, stored))) losses.set(ref, loss)
    }
    return losses
  }

  /** Whether the document says what it said before, and somebody else has had the word since. */
  async function isOldNews(
    source: Provenance['from'],
    { resource }: Document,
    stored: Stored | undefined,
  ): Promise<boolean> {
    if (stored?.provenance.from === source) return false
    const ref = refOf(resource)
    const before =
      heard.get(`${source} ${ref}`) ??
      (await store.revisions(ref)).find(({ provenance }) => provenance.from === source)?.resource
    return before !== undefined && isDeepStrictEqual(before, resource)
  }

  async function refuseOnce(stored: Stored, problems: readonly Problem[]): Promise<void> {
    const said = JSON.stringify(problems)
    if (problems.length === 0 || refused.get(stored.ref) === said) return
    await reject(stored, problems, stored.provenance)
    refused.set(stored.ref, said)
  }
}

/** The problems of the file that an App came from; `undefined` when nothing is wrong there. */
function troubleOf({ provenance }: Stored, { troubled, problems }: Snapshot): readonly Problem[] | undefined {
  if (provenance.from !== 'directory' && provenance.from !== 'git') return undefined
  const { path } = provenance
  const isTroubled = troubled.some((place) => path === place || path.startsWith(`${place}/`))
  return isTroubled ? problems.filter(({ at }) => at?.file === path) : undefined
}

/** How many Machines it had before anything of it was held. */
function mostOf({ resource, held }: Stored): number {
  return Math.max(slotsOf(resource).length, held?.before ?? 0)
}
