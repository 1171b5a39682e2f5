import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decide } from '../controller/access/decide.ts'
import { sayReason } from '../controller/access/reason.ts'
import { desire } from '../controller/plan/desire.ts'
import type { Desired } from '../controller/plan/desired.ts'
import { observe } from '../controller/plan/observe.ts'
import type { Plan } from '../controller/plan/plan.ts'
import { reconcile } from '../controller/plan/reconcile.ts'
import { render } from '../controller/plan/render.ts'
import { readText } from '../controller/resource/read.ts'
import { look, machineIn, now, type World, worldOf } from './plan/world.ts'

/*
 * An example is a story that is true: `app.yaml`, the plan that comes of it on an empty Fly (`plan.txt`), and where it
 * goes on, the same App changed (`after.yaml`) and the plan for that where the first runs well (`plan-after.txt`).
 * `npx vitest run test/examples.test.ts --update` writes the plans anew.
 */

const examples = join(import.meta.dirname, '..', 'examples')
const stories = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the examples', () => {
  test('are at least the five that were promised', () => {
    expect(stories).toEqual(
      expect.arrayContaining(['failed-rollout', 'one-machine', 'scale-change', 'scheduled-job', 'web-and-worker']),
    )
  })

  test.each(stories)('%s has a README that shows each of its files', (story) => {
    const readme = readFileSync(join(examples, story, 'README.md'), 'utf8')
    for (const file of readdirSync(join(examples, story))) {
      if (file !== 'README.md' && file !== 'app.yaml') expect(readme).toContain(`](${file})`)
    }
  })

  test.each(stories)('%s is planned on an empty Fly as plan.txt says', async (story) => {
    await expect(onEmptyFly(specOf(story, 'app.yaml'))).toMatchFileSnapshot(join(examples, story, 'plan.txt'))
  })

  test.each(stories.filter((story) => existsSync(join(examples, story, 'after.yaml'))))(
    '%s goes on as plan-after.txt says',
    async (story) => {
      const after = specOf(story, 'after.yaml', 2)
      const text = shown(planIn(worldOf(specOf(story, 'app.yaml')), after))
      await expect(text).toMatchFileSnapshot(join(examples, story, 'plan-after.txt'))
    },
  )

  test('policies has rules that let its app.yaml pass, and say of refused.yaml what refused.txt shows', async () => {
    const read = (file: string) => readText({ file, bytes: readFileSync(join(examples, 'policies', file)) })
    const { rules, problems } = read('rules.yaml')
    expect(problems).toEqual([])
    const policies = rules.map(({ rule }) => rule).filter((rule) => rule.kind === 'Policy')
    const principal = { kind: 'token', name: 'token:ci', id: 't', role: 'editor' } as const
    const decided = (file: string) => {
      const after = read(file).documents[0]?.resource
      if (after === undefined) throw new Error(`${file} holds no App`)
      return decide({ principal, action: 'submit', before: undefined, after, policies, isLabelled: true })
    }
    expect(decided('app.yaml').verdict).toBe('needs-approval')
    const { verdict, reasons } = decided('refused.yaml')
    expect(verdict).toBe('refused')
    const text = reasons.map((reason) => `${sayReason(reason)}\n  ${reason.repair}\n`).join('')
    await expect(text).toMatchFileSnapshot(join(examples, 'policies', 'refused.txt'))
  })

  test('failed-rollout stops as plan-stopped.txt says', async () => {
    const before = specOf('failed-rollout', 'app.yaml')
    const after = specOf('failed-rollout', 'after.yaml', 2)
    const failed = machineIn(after, 'web/ams/0', 0, {
      version: 2,
      isHealthy: false,
      ageMs: 20_000,
      crashedAgoMs: 2_000,
    })
    const world = worldOf(before)
    const stopped = planIn(
      { ...world, machines: world.machines.map((machine) => (machine.id === failed.id ? failed : machine)) },
      after,
    )
    await expect(shown(stopped)).toMatchFileSnapshot(join(examples, 'failed-rollout', 'plan-stopped.txt'))
  })
})

function specOf(story: string, file: string, generation = 1): Desired {
  const { documents, problems } = readText({ file, bytes: readFileSync(join(examples, story, file)) })
  expect(problems).toEqual([])
  const [document, ...more] = documents
  if (document === undefined || more.length > 0) throw new Error(`${story}/${file} should hold one document`)
  return desire(document.resource, generation)
}

function onEmptyFly(desired: Desired): string {
  const nothing = { app: 'absent', network: undefined, machines: [], gone: [] } as const
  const observed = observe(
    desired.ref,
    desired.flyApp,
    nothing,
    { ownsApp: false, bindings: [], assets: [], intents: [] },
    now,
  )
  return shown(reconcile(desired, observed, now))
}

function planIn(world: World, desired: Desired): Plan {
  return reconcile(desired, look(world, desired), now)
}

function shown(plan: Plan): string {
  return render(plan)
}
