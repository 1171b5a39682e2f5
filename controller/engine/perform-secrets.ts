import { FlyError } from '../fly/errors.ts'
import type { SecretsWritten } from '../fly/wire-secrets.ts'
import type { Outcome } from '../plan/outcome.ts'
import { type SecretFacts, type SecretSource, secretAsset, secretFacts } from '../plan/secret-facts.ts'
import type { SetSecrets, UnsetSecrets } from '../plan/step.ts'
import type { Asset } from '../resource/ownership.ts'
import { generate } from '../rotation/generate.ts'
import type { Secret } from '../rotation/secret.ts'
import { writeSecrets } from '../rotation/write.ts'
import { fightOver } from './decide.ts'
import { act, callOf, type Deed, done } from './deed.ts'

/**
 * Writes values: those that are made are made now, and those that were handed in are taken from the counter. They go into
 * one call and are forgotten.
 *
 * Before the call each name is noted as ours, with nothing known of its value. So when the answer is lost, the next pass
 * knows as much as it has to: not which value Fly has, but that it is one of ours that nobody can have relied on yet. A
 * made one is then made once more, which is safe because no Machine was told to start with it; one that was handed in has
 * to be handed in again. Should the lost call arrive late, its value differs from what the later call answered, and it is
 * dealt with like anybody's change.
 */
export async function setSecrets(step: SetSecrets, deed: Deed): Promise<Outcome> {
  const { deps, stored } = deed
  const { store, fence, fly, world, memory, counter, settings } = deps
  const values = new Map<string, Writing>()
  for (const { name, recipe } of step.secrets) {
    const handed = counter.take(stored.ref, name)
    const value = recipe
      ? generate(recipe, world.secrecy)
      : handed?.request.kind === 'set'
        ? handed.request.value
        : undefined
    const source: SecretSource = recipe ? 'generated' : 'provided'
    if (value !== undefined) values.set(name, { value, source, by: handed?.request.by, end: handed?.end })
  }
  // Whoever had handed it in has thought better of it: the next look knows more.
  if (values.size === 0) return { step, result: 'skipped' }

  let outcome: Outcome | undefined
  try {
    const { assets } = await store.holdings(stored.ref)
    const claims = [...values].map(([name, { source, by }]) => {
      const before = rowOf(assets, name)
      const facts = { source, digest: undefined, version: before?.facts.version ?? 0, setAt: before?.facts.setAt, by }
      return secretAsset(name, facts, { operation: before?.operation ?? '', alive: true })
    })
    await store.note(fence, stored.ref, { assets: claims })
    const written = await act<SecretsWritten>(step, deed, {
      action: 'set-secrets',
      target: step.flyApp,
      send: () =>
        writeSecrets(fly, step.flyApp, new Map([...values].map(([name, { value }]) => [name, value])), callOf(deed)),
      effects: ({ secrets, version }, { id: operation }) => ({
        assets: [...values].map(([name, { source, by }]) => {
          const digest = secrets.find((each) => each.name === name)?.digest
          const facts = { source, digest, version, setAt: new Date(fly.now()).toISOString(), by }
          return secretAsset(name, facts, { operation, alive: true })
        }),
      }),
    })
    outcome = written.ok ? done(step, written.operation) : written.outcome
    for (const { name, because } of step.secrets) {
      if (because === 'Drifted') memory.repaired(fightOver(step.flyApp, name), settings.contestWindowMs)
    }
    return outcome
  } finally {
    for (const { end } of values.values()) end?.(errorOf(outcome))
  }
}

/** Takes names away from Fly. To do it once more does no harm. */
export async function unsetSecrets(step: UnsetSecrets, deed: Deed): Promise<Outcome> {
  const { deps, stored } = deed
  const { store, fly, counter } = deps
  const handed = step.because === 'Asked' ? step.names.flatMap((name) => counter.take(stored.ref, name) ?? []) : []
  let outcome: Outcome | undefined
  try {
    const { assets } = await store.holdings(stored.ref)
    const names = new Map(step.names.map((name) => [name, undefined] as const))
    const unset = await act<SecretsWritten>(step, deed, {
      action: 'unset-secrets',
      target: step.flyApp,
      send: () => writeSecrets(fly, step.flyApp, names, callOf(deed)),
      effects: ({ version }, { id: operation }) => ({
        assets: step.names.map((name) => {
          const source = rowOf(assets, name)?.facts.source ?? 'provided'
          const facts = { source, digest: undefined, version, setAt: new Date(fly.now()).toISOString(), by: undefined }
          return secretAsset(name, facts, { operation, alive: false })
        }),
      }),
    })
    outcome = unset.ok ? done(step, unset.operation) : unset.outcome
    return outcome
  } finally {
    for (const { end } of handed) end(errorOf(outcome))
  }
}

type Writing = {
  readonly value: Secret
  readonly source: SecretSource
  readonly by: string | undefined
  readonly end: ((error?: Error) => void) | undefined
}

function rowOf(
  assets: readonly Asset[],
  name: string,
): { readonly operation: string; readonly facts: SecretFacts } | undefined {
  const row = assets.find((asset) => asset.kind === 'secret' && asset.name === name)
  return row && { operation: row.operation, facts: secretFacts(row) }
}

function errorOf(outcome: Outcome | undefined): Error | undefined {
  if (outcome === undefined || outcome.result === 'skipped') return new Error('the controller is closing')
  if (outcome.result === 'done') return undefined
  if (outcome.result === 'failed') return outcome.error
  const { code, message } = outcome.error
  return new FlyError(code, `${message}; whether it was written is not known, so do it again`, { cause: outcome.error })
}
