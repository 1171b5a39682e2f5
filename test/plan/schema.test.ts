import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { DesiredMachine } from '../../controller/plan/desired.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import type { Difference, Effect, Step, Wait, WaitReason } from '../../controller/plan/step.ts'
import { createAjv } from '../../schemas/ajv.ts'
import planSchema from '../../schemas/plan.schema.json' with { type: 'json' }
import { anApp } from '../support/builders.ts'
import { createPlanCheck } from '../support/plan-check.ts'
import { emptyWorld, look, now } from './world.ts'

/*
 * What is published of plans, against the types that plans have. The compiler asks for each new word here, and the test
 * then for its place in the schema. That the plans themselves are as the schema says is looked at wherever one is made, in
 * every test: test/support/every-plan.ts.
 */

const { definitions } = planSchema
const steps = definitions.step.oneOf
const desired = desire(anApp('shop', { web: { count: 2 } }), 1)
const plan = reconcile(desired, look(emptyWorld, desired), now)
const check = createPlanCheck()

describe('the published schema of plans', () => {
  test('is draft-07 and as strict as ajv can be', () => {
    expect(planSchema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'artifact/v1/plan.schema.json',
    })
    expect(() => createAjv().compile(planSchema)).not.toThrow()
  })

  test('has each kind of step, with the reasons that it may have', () => {
    const reasons = Object.fromEntries(steps.map(({ properties: { kind, because } }) => [kind.const, because.enum]))
    expect(reasons).toEqual(becauses)
  })

  test('has each effect, each reason to wait, and each field', () => {
    expect([...definitions.effect.enum].sort()).toEqual(Object.keys(effects).sort())
    expect([...definitions.wait.properties.reason.enum].sort()).toEqual(Object.keys(reasonsToWait).sort())
    const fields = {
      plan: Object.keys(fieldsOfPlan),
      machine: Object.keys(fieldsOfMachine),
      wait: Object.keys(fieldsOfWait),
      difference: Object.keys(fieldsOfDifference),
    }
    for (const [name, names] of Object.entries(fields)) {
      const { properties } = definitions[name as keyof typeof fields]
      expect(Object.keys(properties).sort(), name).toEqual(names.sort())
    }
  })

  test('describes everything in words', () => {
    for (const [at, schema] of within(planSchema, '')) expect(schema.description, at).toMatch(/^.{10,}\.$/)
  })

  test('says in words what each pattern asks for', () => {
    const text = JSON.stringify(planSchema)
    expect(text.match(/"patternErrorMessage":"/g)?.length).toBe(text.match(/"pattern":"/g)?.length)
  })
})

describe('a plan', () => {
  test('is as the schema says', () => {
    expect(check(plan)).toBeUndefined()
  })

  test.each<[string, string, Plan]>([
    [
      'a step of another kind',
      ': there is no step paint-machine in it',
      changed((step) => ({ ...step, kind: 'paint-machine' })),
    ],
    [
      'a step with a field more',
      '/waves/0/0 must NOT have additional properties: {"additionalProperty":"colour"}',
      changed((step) => ({ ...step, colour: 'red' })),
    ],
    [
      'a step without a field',
      "/waves/0/0 must have required property 'flyApp'",
      changed(({ flyApp: _, ...step }) => step),
    ],
    [
      'another reason',
      '/waves/0/0/because must be equal to one of the allowed values',
      changed((step) => ({ ...step, because: 'Whim' })),
    ],
    [
      'a field more',
      ' must NOT have additional properties: {"additionalProperty":"colour"}',
      { ...plan, colour: 'red' } as Plan,
    ],
    ['no price', " must have required property 'price'", { ...plan, price: undefined } as unknown as Plan],
    ['another digest', '/digest must match pattern', { ...plan, digest: 'short' }],
  ])('with %s is not', (_, message, wrong) => {
    expect(check(wrong)).toContain(`App/shop${message}`)
  })
})

function changed(change: (step: Step & Record<string, unknown>) => object): Plan {
  const waves = plan.waves.map((wave) => wave.map((step) => change(step as Step & Record<string, unknown>)))
  return { ...plan, waves: waves as Plan['waves'] }
}

/** Everything in the schema that stands for a value. */
function* within(schema: unknown, at: string): Generator<[string, Readonly<Record<string, unknown>>]> {
  if (Array.isArray(schema)) {
    for (const [index, item] of schema.entries()) yield* within(item, `${at}/${index}`)
  } else if (typeof schema === 'object' && schema !== null) {
    const fields = schema as Readonly<Record<string, unknown>>
    if (('type' in fields && typeof fields.type === 'string') || 'oneOf' in fields) yield [at, fields]
    for (const [key, value] of Object.entries(fields)) yield* within(value, `${at}/${key}`)
  }
}

type Becauses = { readonly [Kind in Step['kind']]: readonly Extract<Step, { kind: Kind }>['because'][] }

const becauses: Becauses = {
  'create-app': ['AppMissing'],
  'set-secrets': ['SecretsDue'],
  'unset-secrets': ['SpecChanged', 'Asked'],
  'create-machine': ['Missing', 'Replaces', 'HostLost', 'Successor'],
  'update-machine': ['SpecChanged', 'SecretsChanged', 'Drifted'],
  'set-metadata': ['SpecChanged', 'Drifted'],
  'start-machine': ['Stopped', 'Crashed'],
  'stop-machine': ['DeletionRequested'],
  'cordon-machine': ['Succeeded', 'DeletionRequested'],
  'uncordon-machine': ['AllWell', 'Cordoned'],
  'assign-address': ['Missing'],
  'release-address': ['SpecChanged'],
  'destroy-machine': ['SlotRemoved', 'Replaced', 'Broken', 'DeletionRequested', 'HandsOver'],
  'replace-machine': ['SpecChanged', 'Drifted', 'Broken', 'HostFull'],
  'restart-machine': ['VolumeGrown'],
  'create-volume': ['VolumeMissing', 'HostLost', 'VolumeLost', 'HostFull'],
  'extend-volume': ['SpecChanged'],
  'update-volume': ['SpecChanged', 'Drifted'],
  'create-snapshot': ['VolumeUnused'],
  'delete-volume': ['VolumeUnused'],
  'request-certificate': ['Missing'],
  'delete-certificate': ['SpecChanged'],
  'delete-app': ['DeletionRequested'],
}

const effects: Readonly<Record<Effect, true>> = {
  none: true,
  restart: true,
  replace: true,
  'data-loss': true,
  public: true,
  cost: true,
}

const reasonsToWait: Readonly<Record<WaitReason, true>> = {
  MachineMoving: true,
  MachineUnseen: true,
  NotYetHealthy: true,
  InTrash: true,
  OldKept: true,
  OnTrial: true,
  RolloutStopped: true,
  NeedsConfirmation: true,
  NoCapacity: true,
  QuotaExceeded: true,
  CrashLooping: true,
  HostUnreachable: true,
  SecretMissing: true,
  DriftReported: true,
  DriftHeld: true,
  AddressUnsettled: true,
  AddressUnseen: true,
  AddressRefused: true,
  HostnameTaken: true,
  DomainRefused: true,
  DomainUnsettled: true,
  DomainPending: true,
  AppForeign: true,
  AppUnowned: true,
  NetworkDiffers: true,
  StrangersInApp: true,
  Paused: true,
  Protected: true,
  VolumeAwaited: true,
  VolumeUnreachable: true,
  VolumeLost: true,
  VolumesKept: true,
}

const fieldsOfPlan: Readonly<Record<keyof Plan, true>> = {
  ref: true,
  generation: true,
  flyApp: true,
  waves: true,
  waits: true,
  failure: true,
  price: true,
  digest: true,
}

const fieldsOfMachine: Readonly<Record<keyof DesiredMachine, true>> = {
  slot: true,
  region: true,
  fallbackRegions: true,
  config: true,
  volume: true,
  hash: true,
  runs: true,
  checks: true,
}

const fieldsOfWait: Readonly<Record<keyof Wait, true>> = {
  reason: true,
  subject: true,
  message: true,
  recheckAfterMs: true,
}

const fieldsOfDifference: Readonly<Record<keyof Difference, true>> = { path: true, want: true, have: true }
