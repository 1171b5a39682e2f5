import type { Controller } from '../engine/controller.ts'
import type { Provenance } from '../resource/resource.ts'
import type { Request } from '../rotation/counter.ts'
import type { EventKind } from '../status/event.ts'
import { type Fence, inForce, type Store, type Stored } from '../store/store.ts'
import type { Clock } from '../world.ts'
import { readiness } from './app-view.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations, SecretDone } from './operations.ts'

type SecretOperations = Pick<Operations, 'secrets' | 'setSecret' | 'rotateSecret' | 'unsetSecret'>

/** What is asked about an App's secrets. A value is passed on sealed, and seen by nobody on the way. */
export function createSecretOperations(options: {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Pick<Controller, 'hand'>
  readonly clock: Clock
  readonly find: (name: string) => Promise<Stored>
  readonly provenanceOf: (caller: Caller) => Provenance
  readonly sayCaller: (caller: Caller) => string
  readonly now: () => string
}): SecretOperations {
  const { store, fence, controller, clock, find, provenanceOf, sayCaller, now } = options

  async function hand(
    name: string,
    secret: string,
    ask: (by: string) => Request,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<SecretDone> {
    const stored = await find(name)
    const request = ask(sayCaller(caller))
    mustBeFit(stored, secret, request.kind)
    const { kind, said } = deeds[request.kind]
    await withinTime(stored, request, secret, signal)
    const message = `${sayCaller(caller)} ${said} the secret ${secret} of ${stored.ref}`
    const event = { ref: stored.ref, generation: stored.generation, kind, by: provenanceOf(caller), message }
    await store.record(fence, [{ ...event, detail: { secret }, at: now() }])
    return { ref: stored.ref, secret, done: request.kind }
  }

  /** Nobody waits for ever, and what nobody waits for any longer is not done later. */
  async function withinTime({ ref }: Stored, request: Request, secret: string, signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const late = new Error('it took too long')
    clock.sleep(longestMs, over.signal).then(
      () => over.abort(late),
      () => undefined,
    )
    try {
      await controller.hand(ref, secret, request, AbortSignal.any([signal, over.signal]))
    } catch (error) {
      if (error !== late) throw error
      const stored = await store.get(ref)
      const why = stored ? readiness(stored).message : 'the App is gone'
      const repair = `\`artifact status ${ref.slice(ref.indexOf('/') + 1)}\` tells more; then do it again`
      throw new OperationError(
        'Unavailable',
        `${secret} of ${ref} was not written within ${longestMs / 1_000} s, and will not be: ${why}`,
        repair,
      )
    } finally {
      over.abort()
    }
  }

  return {
    async secrets(name) {
      const stored = await find(name)
      const told = stored.status?.secrets ?? []
      return Object.entries(inForce(stored).spec.secrets ?? {})
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([secret, { provided }]) => {
          const source = provided ? 'provided' : 'generated'
          const unknown = { name: secret, source, setAt: undefined, live: 0, nextRotationAt: undefined } as const
          return told.find((each) => each.name === secret && each.source === source) ?? unknown
        })
    },
    setSecret: (name, secret, value, caller, signal) =>
      hand(name, secret, (by) => ({ kind: 'set', value, by }), caller, signal),
    rotateSecret: (name, secret, caller, signal) =>
      hand(name, secret, (by) => ({ kind: 'rotate', by }), caller, signal),
    unsetSecret: (name, secret, caller, signal) => hand(name, secret, (by) => ({ kind: 'unset', by }), caller, signal),
  }
}

const longestMs = 30_000

const deeds = {
  set: { kind: 'SecretSet', said: 'set' },
  rotate: { kind: 'SecretRotated', said: 'had another value made for' },
  unset: { kind: 'SecretUnset', said: 'unset' },
} as const satisfies Record<Request['kind'], { readonly kind: EventKind; readonly said: string }>

function mustBeFit(stored: Stored, name: string, kind: Request['kind']): void {
  const { ref, paused, deletionRequestedAt } = stored
  const { spec, metadata } = inForce(stored)
  const secret = Object.hasOwn(spec.secrets ?? {}, name) ? spec.secrets?.[name] : undefined
  if (deletionRequestedAt !== undefined) {
    throw new OperationError(
      'Conflict',
      `${ref} is being deleted`,
      `\`artifact undelete ${metadata.name}\` withdraws that`,
    )
  }
  if (secret === undefined) {
    const repair = `add \`${/^[A-Z_][A-Z0-9_]*$/.test(name) ? name : 'NAME'}: {provided: true}\` to spec.secrets and apply it`
    throw new OperationError('Invalid', `the spec of ${ref} has no secret of that name`, repair)
  }
  if (kind === 'rotate' && secret.provided) {
    const repair = `hand in another value with \`artifact secret set ${metadata.name} ${name}\``
    throw new OperationError('Invalid', `${name} of ${ref} is handed in, and not made by Artifact`, repair)
  }
  if (kind !== 'rotate' && secret.provided === undefined) {
    const repair = `write \`${name}: {provided: true}\` in the spec, or have another made with \`artifact secret rotate ${metadata.name} ${name}\``
    throw new OperationError('Invalid', `${name} of ${ref} is made by Artifact, and not handed in`, repair)
  }
  const told = stored.status?.secrets?.find((each) => each.name === name)
  if (kind === 'unset' && told?.setAt === undefined) {
    const repair = `\`artifact secret list ${metadata.name}\` tells which are set`
    throw new OperationError('Conflict', `${name} of ${ref} is not set`, repair)
  }
  if (paused || spec.paused) {
    throw new OperationError(
      'Conflict',
      `${ref} is paused, and nothing of it is changed on Fly`,
      `\`artifact resume ${metadata.name}\` first`,
    )
  }
}
