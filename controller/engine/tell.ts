import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import type { Step } from '../plan/step.ts'
import { subjectOf, toDo, wasDone } from '../plan/step-words.ts'
import type { Event } from '../status/event.ts'
import { isSameStatus, report, type Told } from '../status/report.ts'
import { count } from '../status/words.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { eventOf } from './events.ts'

/** Writes the status and what there is to say about the plan; nothing when there is nothing new. Wakes nobody. */
export async function tell(
  told: Omit<Told, 'ref' | 'generation' | 'previous' | 'fallback' | 'now'> & { readonly stored: Stored },
  deps: Deps,
): Promise<void> {
  const { stored, ...rest } = told
  const { ref, generation, status: previous, fallback } = stored
  const planned = told.plan && told.plan.digest !== previous?.planDigest ? planEvents(told.plan, stored, deps) : []
  const { status, events } = report({ ...rest, ref, generation, previous, fallback, now: deps.world.clock.now() })
  if (isSameStatus(previous, status)) return
  await deps.store.report(deps.fence, ref, generation, status, [...planned, ...events])
}

/** Writes what became of the steps of a wave. */
export async function tellOutcomes(outcomes: readonly Outcome[], stored: Stored, deps: Deps): Promise<void> {
  const events = outcomes.flatMap((outcome) => outcomeEvent(outcome, stored, deps) ?? [])
  if (events.length > 0) await deps.store.record(deps.fence, events)
}

function planEvents(plan: Plan, stored: Stored, deps: Deps): readonly Event[] {
  const steps = plan.waves.flat()
  if (steps.length === 0) return []
  const planned = eventOf(
    deps,
    stored,
    'Planned',
    `${count(steps.length, 'step')} in ${count(plan.waves.length, 'wave')}`,
    {
      digest: plan.digest,
      steps: steps.map((step) => `${step.kind} ${subjectOf(step)} (${step.because})`).slice(0, 100),
    },
  )
  const drifts = steps.flatMap((step) =>
    'differences' in step && step.because === 'Drifted'
      ? eventOf(
          deps,
          stored,
          'DriftDetected',
          `somebody else changed ${subjectOf(step)}: ${step.differences.map(({ path }) => path).join(', ')}`,
          {
            [step.kind === 'update-volume' ? 'volumeId' : 'machineId']: step.id,
            paths: step.differences.map(({ path }) => path),
          },
        )
      : [],
  )
  const secrets = steps
    .flatMap((step) => (step.kind === 'set-secrets' ? step.secrets : []))
    .filter(({ because }) => because === 'Drifted')
    .map(({ name }) =>
      eventOf(deps, stored, 'DriftDetected', `somebody else changed the secret ${name}`, { secret: name }),
    )
  return [...drifts, ...secrets, planned]
}

function outcomeEvent(outcome: Outcome, stored: Stored, deps: Deps): Event | undefined {
  const { step } = outcome
  switch (outcome.result) {
    case 'done':
      return eventOf(deps, stored, 'StepSucceeded', wasDone(step), {
        ...aboutStep(step),
        operation: outcome.operation,
        machineId: outcome.machineId,
        tookMs: Math.round(outcome.tookMs),
      })
    case 'failed':
    case 'unknown':
      return eventOf(
        deps,
        stored,
        outcome.result === 'failed' ? 'StepFailed' : 'StepUnknown',
        outcome.result === 'failed'
          ? `could not ${toDo(step)}: ${outcome.error.message}`
          : `${toDo(step)}: whether that was done is not known yet: ${outcome.error.message}`,
        {
          ...aboutStep(step),
          operation: outcome.operation,
          code: outcome.error.code,
          requestId: outcome.error.requestId,
          tookMs: Math.round(outcome.tookMs),
        },
      )
    case 'skipped':
      return undefined
    default:
      return outcome satisfies never
  }
}

/** For programs: what the sentence is about. */
function aboutStep(step: Step) {
  return { step: step.kind, subject: subjectOf(step), because: step.because }
}
