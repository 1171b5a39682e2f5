import type { Problem } from '../resource/problem.ts'
import type { Provenance, Ref, Resource } from '../resource/resource.ts'
import type { Rule } from '../resource/rule.ts'
import type { Snapshot, Source } from '../source/source.ts'
import type { Event, EventKind } from '../status/event.ts'
import { type Fence, type Store, type Stored, StoreError } from '../store/store.ts'
import type { Clock, Log } from '../world.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { createSourceBreaker } from './source-breaker.ts'
import { createSync, type SyncReport } from './sync.ts'

/** The one door through which specs come into the store, whoever brings them. */
export interface Intake {
  /**
   * Stores a spec, and has the App looked at when it changed; `note` goes into the trail. Rejects with a StoreError:
   * `Conflict` as `Store.accept` says.
   */
  accept(
    resource: Resource,
    provenance: Provenance,
    options?: { readonly ifGeneration?: number; readonly note?: string } & Pick<
      AcceptOptions,
      'check' | 'approval' | 'held'
    >,
  ): Promise<{ readonly stored: Stored; readonly changed: boolean }>
  /** Stores a Grant or a Policy, as `Store.acceptRule` says. */
  acceptRule(rule: Rule, provenance: Provenance): Promise<void>
  /** Writes down that a spec for a stored App was refused. The App goes on as it was. */
  reject(
    stored: Pick<Stored, 'ref' | 'generation'>,
    problems: readonly Problem[],
    provenance: Provenance,
  ): Promise<void>
  /**
   * Takes in what a source holds now. What it no longer holds is noted as missing and goes on running. One document
   * that the store refuses does not stop the others; rejects only with `Deposed`, or when the store cannot be read.
   */
  syncFrom(source: Provenance['from'], snapshot: Snapshot): Promise<SyncReport>
  /**
   * Does so with everything that the source tells until the signal is aborted, and says what came of it. What the store
   * cannot take now is tried again. Rejects only with `Deposed`.
   */
  follow(source: Source, told: (report: SyncReport, snapshot: Snapshot) => void, signal: AbortSignal): Promise<void>
}

type AcceptOptions = NonNullable<Parameters<Store['accept']>[4]>

export type IntakeOptions = {
  readonly settings?: Partial<Settings>
  readonly store: Store
  readonly fence: Fence
  readonly clock: Clock
  readonly log: Log
  readonly wake: (ref: Ref, urgency: 'person') => void
}

export function createIntake(options: IntakeOptions): Intake {
  const { store, fence, clock, log, wake } = options
  const now = () => new Date(clock.now()).toISOString()
  const record = (about: Pick<Stored, 'ref' | 'generation'>, kind: EventKind, by: Provenance, message: string) =>
    store.record(fence, [eventOf(about, kind, by, message, {}, now())])

  const accept: Intake['accept'] = async (resource, provenance, { ifGeneration, note, check, approval, held } = {}) => {
    const at = now()
    const { stored, changed } = await store.accept(fence, resource, provenance, at, {
      ...(ifGeneration !== undefined && { ifGeneration }),
      ...(check && { check }),
      ...(approval && { approval }),
      held,
      events(after, before) {
        const told = `generation ${after.generation} accepted from ${sayProvenance(provenance)}`
        const message = note === undefined ? told : `${told}: ${note}`
        return [
          eventOf(after, 'Accepted', provenance, message, {}, at),
          ...deletionEvents(before, after, provenance, at),
        ]
      },
    })
    if (changed) wake(stored.ref, 'person')
    log.debug({ ref: stored.ref, generation: stored.generation, changed }, 'accepted')
    return { stored, changed }
  }

  const acceptRule: Intake['acceptRule'] = async (rule, provenance) => {
    const { stored, changed } = await store.acceptRule(fence, rule, provenance, now())
    log.debug({ ref: stored?.ref, changed }, 'rule taken in')
  }

  const reject: Intake['reject'] = async (about, problems, provenance) => {
    const message = `a spec from ${sayProvenance(provenance)} was refused: ${problems.map(sayProblem).join('; ')}`
    await store.record(fence, [eventOf(about, 'Rejected', provenance, message, { problems }, now())])
  }

  const syncFrom = createSync({
    store,
    breakerOf: (source) => createSourceBreaker({ source, clock, limits: { ...defaultSettings, ...options.settings } }),
    accept,
    acceptRule,
    reject,
    log,
    async missing({ ref, generation, provenance }) {
      await store.markMissing(fence, ref, now())
      const message = `${sayProvenance(provenance)} no longer has ${ref}; it goes on running until it is deleted by word (\`artifact delete\`)`
      await record({ ref, generation }, 'SourceMissing', provenance, message)
    },
    async back({ ref, generation }, provenance) {
      await store.markMissing(fence, ref, undefined)
      await record({ ref, generation }, 'SourceBack', provenance, `${sayProvenance(provenance)} has ${ref} again`)
    },
  })

  const follow: Intake['follow'] = (source, told, signal) =>
    source.watch(async (snapshot) => {
      try {
        const report = await syncFrom(source.name, snapshot)
        told(report, snapshot)
        return !report.failed.some(({ mayPass }) => mayPass)
      } catch (error) {
        if (!(error instanceof StoreError) || error.code === 'Deposed') throw error
        log.warn({ source: source.name, code: error.code, error: error.message }, 'not taken in')
        return false
      }
    }, signal)

  return { accept, acceptRule, reject, syncFrom, follow }
}

/** `specs/acme.yaml`, `anna (cli)`. */
export function sayProvenance(provenance: Provenance): string {
  switch (provenance.from) {
    case 'directory':
      return provenance.path
    case 'git':
      return `${provenance.path} at ${provenance.commit.slice(0, 12)}`
    case 'cli':
    case 'http':
    case 'mcp':
      return `${provenance.user} (${provenance.from})`
    default:
      return provenance satisfies never
  }
}

function sayProblem({ message, at }: Problem): string {
  return at ? `${at.file}:${at.line}:${at.column}: ${message}` : message
}

function eventOf(
  { ref, generation }: Pick<Stored, 'ref' | 'generation'>,
  kind: EventKind,
  by: Provenance,
  message: string,
  detail: Event['detail'],
  at: string,
): Event {
  return { ref, generation, kind, by, message, detail, at }
}

/** The store keeps the tombstone in line with `deletion.requested`; the trail says that it did. */
function deletionEvents(before: Stored | undefined, after: Stored, by: Provenance, at: string): readonly Event[] {
  const was = before?.deletionRequestedAt !== undefined
  const is = after.deletionRequestedAt !== undefined
  if (was === is) return []
  return is
    ? [eventOf(after, 'DeletionRequested', by, `the spec asks for the deletion of ${after.ref}`, {}, at)]
    : [eventOf(after, 'DeletionWithdrawn', by, `the spec no longer asks to delete ${after.ref}`, {}, at)]
}
