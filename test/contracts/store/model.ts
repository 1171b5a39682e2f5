import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ref, Resource } from '../../../controller/resource/resource.ts'
import { type Fence, type Store, StoreError } from '../../../controller/store/store.ts'
import { anApp } from '../../support/builders.ts'
import type { Given, StoreHouse } from '../store.ts'
import { ada, anEvent, anIntent, aStatus, directory, later, noon } from './things.ts'

/** Random histories, compared with the shortest program that keeps the same promises in memory. */
export function modelContract(given: Given): void {
  describe('in the long run', () => {
    test('it does what a few maps in memory would do, whoever holds it and however often it is opened', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(deeds, { minLength: 1, maxLength: 40 }), async (history) => {
          const { house } = given()
          empty(house)
          const run = { house, store: await house.open(), model: aModel() }
          const real = { ...run, fence: await run.store.take('one') }
          for (const deed of history) await perform(deed, real)
          expect(await seen(real.store)).toEqual(expected(real.model))
          expect((await real.store.verifyEvents()).brokenAt).toBeUndefined()
        }),
        { numRuns: 60, seed: 20260101 },
      )
    })
  })
}

const names = ['a', 'b', 'c'] as const
const name = fc.constantFrom(...names)

/** One thing that can be asked of a store. `variant` makes specs that differ. */
const deeds = fc.oneof(
  fc.record({
    do: fc.constant('accept' as const),
    name,
    variant: fc.nat(2),
    flyApp: fc.option(name, { nil: undefined, freq: 4 }),
    protect: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
    requested: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
    ifGeneration: fc.option(fc.nat(3), { nil: undefined, freq: 4 }),
  }),
  fc.record({ do: fc.constant('pause' as const), name, paused: fc.boolean() }),
  fc.record({ do: fc.constant('missing' as const), name, since: fc.constantFrom(undefined, noon, later) }),
  fc.record({ do: fc.constant('delete' as const), name, at: fc.constantFrom(undefined, noon, later) }),
  fc.record({ do: fc.constant('forget' as const), name }),
  fc.record({
    do: fc.constant('report' as const),
    name,
    generation: fc.integer({ min: 1, max: 3 }),
    digest: fc.string(),
  }),
  fc.record({
    do: fc.constant('create' as const),
    name,
    draws: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constant('settle' as const),
    intent: fc.nat(5),
    state: fc.constantFrom('unknown', 'done', 'refused'),
  }),
  fc.record({ do: fc.constant('reopen' as const) }),
)

type Deed = typeof deeds extends fc.Arbitrary<infer Value> ? Value : never
type Known = {
  resource: Resource
  text: string
  generation: number
  paused: boolean
  protected: boolean
  deletion: { at: string; bySpec: boolean } | undefined
  missing: string | undefined
  digest: string | undefined
}
type Model = {
  readonly specs: Map<string, Known>
  readonly generations: Map<string, number>
  readonly messages: string[]
  readonly intents: { id: string; name: string; incarnation: string; state: string }[]
  readonly bound: Map<string, string>
}
type Run = { readonly house: StoreHouse; store: Store; fence: Fence; readonly model: Model }

function aModel(): Model {
  return { specs: new Map(), generations: new Map(), messages: [], intents: [], bound: new Map() }
}

/** Does it in both, and compares whether both refuse. */
async function perform(deed: Deed, run: Run): Promise<void> {
  if (deed.do === 'reopen') {
    run.store = await run.house.open()
    run.fence = await run.store.take('another')
    return
  }
  const isAllowed = inModel(deed, run.model)
  const refusal = await inStore(deed, run).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refusal !== undefined && !(refusal instanceof StoreError)) throw refusal
  expect({ deed, refusal: refusal?.message, isAllowed: refusal === undefined }).toMatchObject({ isAllowed })
}

async function inStore(deed: Exclude<Deed, { do: 'reopen' }>, { store, fence }: Run): Promise<unknown> {
  switch (deed.do) {
    case 'accept': {
      const { ifGeneration } = deed
      const options = ifGeneration === undefined ? {} : { ifGeneration }
      return await store.accept(fence, specOf(deed), directory, noon, options)
    }
    case 'pause':
      return await store.setPaused(fence, `App/${deed.name}`, deed.paused)
    case 'missing':
      return await store.markMissing(fence, `App/${deed.name}`, deed.since)
    case 'delete':
      return await store.requestDeletion(fence, `App/${deed.name}`, deed.at, ada)
    case 'forget':
      return await store.forget(fence, `App/${deed.name}`, anEvent(`forgot ${deed.name}`))
    case 'report': {
      const { digest, generation } = deed
      return await store.report(fence, `App/${deed.name}`, generation, aStatus({ planDigest: digest }), [
        anEvent(digest),
      ])
    }
    case 'create': {
      const id = `i${(await store.events({ limit: 1000 })).filter(({ message }) => message === 'opened').length}`
      let draws = 0
      const draw = () => deed.draws[draws++ % deed.draws.length] ?? ''
      await store.openIntent(fence, anIntent(id, { ref: `App/${deed.name}` }), draw)
      return await store.record(fence, [anEvent('opened')])
    }
    case 'settle': {
      const id = `i${deed.intent}`
      const intent = await store.intent(id)
      const incarnation = intent?.incarnation ?? ''
      const bind = {
        slot: 'web/ams/0',
        incarnation,
        name: intent?.target ?? '',
        machineId: `m-${id}`,
        operation: id,
      } as const
      return await store.settleIntent(fence, id, deed.state, deed.state === 'done' ? { bind } : undefined)
    }
    default:
      return deed satisfies never
  }
}

/** Whether it is allowed; if so, it has been done. */
function inModel(deed: Exclude<Deed, { do: 'reopen' }>, model: Model): boolean {
  const { specs } = model
  switch (deed.do) {
    case 'accept':
      return acceptInModel(deed, model)
    case 'pause':
      return alter(specs.get(deed.name), (known) => (known.paused = deed.paused))
    case 'missing':
      return alter(specs.get(deed.name), (known) => (known.missing = deed.since && (known.missing ?? deed.since)))
    case 'delete': {
      const known = specs.get(deed.name)
      if (known?.protected && deed.at) return false
      return alter(
        known,
        (it) => (it.deletion = deed.at ? { at: it.deletion?.at ?? deed.at, bySpec: false } : undefined),
      )
    }
    case 'forget': {
      const known = specs.get(deed.name)
      if (!known) return true
      if (!known.deletion) return false
      specs.delete(deed.name)
      for (const [machine, owner] of model.bound) if (owner === deed.name) model.bound.delete(machine)
      model.messages.push(`forgot ${deed.name}`)
      return true
    }
    case 'report': {
      const known = specs.get(deed.name)
      if (known?.generation !== deed.generation) return true
      known.digest = deed.digest
      model.messages.push(deed.digest)
      return true
    }
    case 'create': {
      const incarnation = deed.draws.find((drawn) => model.intents.every((intent) => intent.incarnation !== drawn))
      if (incarnation === undefined) return false
      model.intents.push({ id: `i${model.intents.length}`, name: deed.name, incarnation, state: 'open' })
      model.messages.push('opened')
      return true
    }
    case 'settle': {
      const intent = model.intents[deed.intent]
      if (!intent || (['done', 'refused'].includes(intent.state) && intent.state !== deed.state)) return false
      intent.state = deed.state
      if (deed.state === 'done') model.bound.set(`m-${intent.id}`, intent.name)
      return true
    }
    default:
      return deed satisfies never
  }
}

function acceptInModel(deed: Deed & { do: 'accept' }, { specs, generations }: Model): boolean {
  const before = specs.get(deed.name)
  const resource = specOf(deed)
  const text = JSON.stringify(resource)
  const flyApp = deed.flyApp ?? deed.name
  if (deed.ifGeneration !== undefined && deed.ifGeneration !== (before?.generation ?? 0)) return false
  if (before?.text === text) return alter(before, (known) => (known.missing = undefined))

  const isProtected = deed.protect ?? before?.protected ?? false
  const others = [...specs].filter(([other]) => other !== deed.name)
  if (before && flyAppOf(deed.name, before.resource) !== flyApp) return false
  if (others.some(([other, known]) => flyAppOf(other, known.resource) === flyApp)) return false
  if (deed.requested && isProtected) return false
  if (!deed.requested && before?.deletion && !before.deletion.bySpec) return false

  const generation = (generations.get(deed.name) ?? 0) + 1
  generations.set(deed.name, generation)
  specs.set(deed.name, {
    resource,
    text,
    generation,
    paused: before?.paused ?? false,
    protected: isProtected,
    deletion: deed.requested ? (before?.deletion ?? { at: noon, bySpec: true }) : undefined,
    missing: undefined,
    digest: before?.digest,
  })
  return true
}

function alter(known: Known | undefined, change: (known: Known) => unknown): true {
  if (known) change(known)
  return true
}

function flyAppOf(called: string, resource: Resource): string {
  return resource.spec.flyApp ?? called
}

function specOf({ name: called, variant, flyApp, protect, requested }: Deed & { do: 'accept' }): Resource {
  const deletion = {
    keepFor: '0s',
    ...(protect !== undefined && { protect }),
    ...(requested !== undefined && { requested }),
  }
  return anApp(called, { web: { image: `shop:${variant}` } }, { deletion, ...(flyApp && { flyApp, network: flyApp }) })
}

async function seen(store: Store) {
  const { stored, poisoned } = await store.list()
  const events = await store.events({ limit: 1000 })
  const unsettled = await Promise.all(names.map((called) => store.holdings(`App/${called}`)))
  return {
    poisoned,
    specs: stored.map((one) => ({
      ref: one.ref,
      resource: one.resource,
      generation: one.generation,
      paused: one.paused,
      protected: one.protected,
      deletion: one.deletionRequestedAt,
      missing: one.missingSince,
      digest: one.status?.planDigest,
    })),
    messages: events.map(({ message }) => message),
    unsettled: unsettled.flatMap(({ intents }) =>
      intents.map(({ id, state, incarnation }) => ({ id, state, incarnation })),
    ),
    bound: (await store.livingMachines()).map(({ ref, machineId }) => `${ref} ${machineId}`),
  }
}

function expected({ specs, messages, intents, bound }: Model): Awaited<ReturnType<typeof seen>> {
  return {
    poisoned: [],
    specs: [...specs.keys()].toSorted().map((called) => {
      const { text: _, deletion, missing, ...known } = specs.get(called) as Known
      return { ref: `App/${called}` as Ref, ...known, deletion: deletion?.at, missing }
    }),
    messages,
    unsettled: names.flatMap((called) =>
      intents
        .filter((intent) => intent.name === called && ['open', 'unknown'].includes(intent.state))
        .map(({ id, state, incarnation }) => ({ id, state: state as 'open' | 'unknown', incarnation })),
    ),
    bound: [...bound].map(([machine, called]) => `App/${called} ${machine}`).toSorted(),
  }
}

/** Back to a store that nothing was ever told. */
function empty(house: StoreHouse): void {
  for (const table of emptied) house.tamper(`delete from ${table}`)
}

const emptied = ['resources', 'revisions', 'events', 'event_head', 'intents', 'incarnations', 'bindings', 'owned_apps']
