import type { ErrorObject } from 'ajv'
import type { Plan } from '../../controller/plan/plan.ts'
import { createAjv } from '../../schemas/ajv.ts'
import planSchema from '../../schemas/plan.schema.json' with { type: 'json' }

/** Tells what is wrong with a plan by its published schema, when it leaves as JSON; `undefined` when nothing is. */
export function createPlanCheck(): (plan: Plan) => string | undefined {
  const isListOfPlans = createAjv().compile(planSchema)
  return (plan) => {
    if (isListOfPlans(JSON.parse(JSON.stringify([plan])))) return undefined
    const unknown = plan.waves.flat().find(({ kind }) => indexOf(kind) < 0)
    if (unknown) return `${plan.ref}: there is no step ${unknown.kind} in it`
    const errors = isListOfPlans.errors ?? []
    const { instancePath, message, params } = errors.find((error) => isMeant(error, plan)) ?? (errors[0] as ErrorObject)
    return `${plan.ref}${instancePath.replace('/0', '')} ${message}: ${JSON.stringify(params)}`
  }
}

/** A step that is wrong is no step of any kind; what is worth telling is how it is wrong by its own. */
function isMeant({ instancePath, schemaPath }: ErrorObject, { waves }: Plan): boolean {
  const [, wave, step] = /^\/0\/waves\/(\d+)\/(\d+)/.exec(instancePath) ?? []
  if (wave === undefined || step === undefined) return true
  return schemaPath.includes(`/oneOf/${indexOf(waves[Number(wave)]?.[Number(step)]?.kind)}/`)
}

function indexOf(kind: string | undefined): number {
  return planSchema.definitions.step.oneOf.findIndex(({ properties }) => properties.kind.const === kind)
}
