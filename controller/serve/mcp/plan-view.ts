import type { Plan } from '../../plan/plan.ts'
import { priceChangeInWords } from '../../plan/price-words.ts'
import type { Effect, Step } from '../../plan/step.ts'
import { subjectOf, toDo } from '../../plan/step-words.ts'
import { summarize, summaryLine } from '../../plan/summary.ts'

/** A plan as agents are shown it, with every step. */
export type PlanView = {
  readonly app: string
  readonly plan: string
  readonly generation: number
  /** `destructive`: something is gone for good. `disruptive`: what runs is interrupted, or the world reaches more. */
  readonly risk: 'safe' | 'disruptive' | 'destructive'
  readonly counts: {
    readonly create: number
    readonly update: number
    readonly replace: number
    readonly delete: number
  }
  readonly cost: string
  readonly waits: readonly string[]
  readonly changes: readonly ChangeView[]
}

type ChangeView = {
  readonly wave: number
  readonly action: Step['kind']
  readonly subject: string
  readonly what: string
  readonly because: string
  readonly effect: Effect
  readonly differences?: readonly { readonly path: string; readonly have: unknown; readonly want: unknown }[]
}

export function viewPlan(plan: Plan): PlanView {
  const summary = summarize(plan)
  const steps = plan.waves.flat()
  return {
    app: plan.ref.slice('App/'.length),
    plan: summaryLine(summary),
    generation: plan.generation,
    risk: riskOf(steps),
    counts: { create: summary.create, update: summary.update, replace: summary.replace, delete: summary.remove },
    cost: priceChangeInWords(plan.price),
    waits: plan.waits.map(({ message }) => message),
    changes: plan.waves.flatMap((wave, index) => wave.map((step) => viewStep(step, index + 1))),
  }
}

function viewStep(step: Step, wave: number): ChangeView {
  const { kind, because, effect } = step
  const differences = 'differences' in step ? step.differences : []
  return {
    ...{ wave, action: kind, subject: subjectOf(step), what: toDo(step), because, effect },
    ...(differences.length > 0 && {
      differences: differences.slice(0, mostDifferences).map(({ path, have, want }) => {
        // The content of a file may be long, and may be meant for nobody's eyes.
        if (path.endsWith('/raw_value')) return { path, have: 'another content', want: 'the content in the spec' }
        return { path, have: have ?? null, want: want ?? null }
      }),
    }),
  }
}

function riskOf(steps: readonly Step[]): PlanView['risk'] {
  if (steps.some(({ effect }) => effect === 'data-loss')) return 'destructive'
  return steps.some(({ effect }) => effect !== 'none' && effect !== 'cost') ? 'disruptive' : 'safe'
}

const mostDifferences = 20
