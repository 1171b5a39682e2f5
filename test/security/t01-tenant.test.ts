import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tools } from '../../controller/serve/mcp/server.ts'
import type { anAgent, Told } from '../serve/mcp/an-agent.ts'
import { anApp } from '../support/builders.ts'
import { twoTenants } from './two-tenants.ts'

/*
 * T1: an app asks for what belongs to another app. Whatever it names, by whatever tool, the answer is the one for a thing
 * that nobody has.
 */

let house: Awaited<ReturnType<typeof twoTenants>>
beforeEach(async () => {
  house = await twoTenants()
})
afterEach(() => house.close())

/** For each tool what it is called with to get at something of `shop`; `name` stands for it, or for what is not there. */
const attempts: Readonly<Record<string, (name: Named) => Record<string, unknown>>> = {
  get_plan: ({ plan }) => ({ plan_id: plan }),
  apply_plan: ({ plan, digest }) => ({ plan_id: plan, digest }),
  plan_changes: ({ app }) => ({ app }),
  get_operation: ({ operation }) => ({ operation_id: operation }),
  cancel_operation: ({ operation }) => ({ operation_id: operation }),
  get_app_status: ({ app }) => ({ app }),
  list_resources_state: ({ app }) => ({ app }),
  get_resource_events: ({ app }) => ({ app }),
  list_history: ({ app }) => ({ app }),
  create_app: ({ app }) => ({ name: app, image: 'shop:1' }),
  create_machine: ({ app }) => ({ app, group: 'web' }),
  machine_action: ({ app }) => ({ app, group: 'web', action: 'stop' }),
  rotate_secret: ({ app }) => ({ app, secret: 'KEY' }),
}

type Named = { readonly app: string; readonly plan: string; readonly digest: string; readonly operation: string }
const nobody = { app: 'nobody', plan: 'plan-nobody', operation: 'op-nobody' }

describe('what belongs to another app', () => {
  test('is tried with every tool that takes a name', () => {
    const harmless = ['get_spec_schema', 'validate_spec']
    expect([...Object.keys(attempts), ...harmless].sort()).toEqual(tools.map(({ name }) => name).sort())
  })

  test('is for every tool what is not there', async () => {
    const { shop, blog } = house
    const of = await somethingOf(shop)
    for (const [tool, args] of Object.entries(attempts)) {
      const foreign = await blog.call(tool, args(of))
      const unknown = await blog.call(tool, args({ ...nobody, digest: of.digest }))
      expect(foreign.isError, tool).toBe(true)
      expect(sameWords(foreign, of), tool).toBe(sameWords(unknown, nobody))
    }
    expect((await house.store.get('App/shop'))?.generation).toBe(2)
  })

  test('cannot be planned as a whole spec, nor read as a resource, nor found by completing a name', async () => {
    const { blog } = house
    const { text } = await blog.call('plan_changes', { spec: JSON.stringify(anApp('shop', { web: { count: 9 } })) })
    expect(text).toMatch(/^NOT_FOUND: /)
    for (const ending of ['', '/spec', '/events']) {
      const uri = `artifact://apps/shop${ending}`
      await expect(house.run(blog.client.readResource({ uri }))).rejects.toMatchObject({ code: -32_602 })
    }
    const { resources } = await house.run(blog.client.listResources())
    expect(resources.map(({ uri }) => uri).filter((uri) => uri.includes('/apps/'))).toEqual([
      'artifact://apps/blog',
      'artifact://apps/blog/spec',
      'artifact://apps/blog/events',
    ])
    const completed = await house.run(
      blog.client.complete({
        ref: { type: 'ref/resource', uri: 'artifact://apps/{app}' },
        argument: { name: 'app', value: '' },
      }),
    )
    expect(completed.completion.values).toEqual(['blog'])
  })

  test('is not among what it gets without naming anything', async () => {
    const { text } = await house.blog.call('get_app_status')
    expect(text).toContain('blog')
    expect(text).not.toContain('shop')
    const events = await house.blog.call('get_resource_events', {})
    expect(events.text).not.toContain('shop')
  })
})

async function somethingOf(agent: Awaited<ReturnType<typeof anAgent>>): Promise<Named> {
  const spec = JSON.stringify(anApp('shop', { web: { count: 2 } }))
  const { plan_id, digest } = (await agent.call('plan_changes', { spec })).data
  const { operation_id } = (await agent.call('apply_plan', { plan_id, digest })).data
  return { app: 'shop', plan: String(plan_id), digest: String(digest), operation: String(operation_id) }
}

function sameWords({ text }: Told, { app, plan, operation }: Omit<Named, 'digest'>): string {
  return text.replaceAll(plan, 'PLAN').replaceAll(operation, 'OPERATION').replaceAll(`App ${app}`, 'App APP')
}
