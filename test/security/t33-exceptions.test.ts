import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMcp } from '../../controller/serve/mcp/create-mcp.ts'
import { tools } from '../../controller/serve/mcp/server.ts'
import type { Operations } from '../../controller/serve/operations.ts'
import { anInstallation } from '../serve/an-installation.ts'
import { anAgent } from '../serve/mcp/an-agent.ts'
import { secrecyFrom, streams } from '../support/random.ts'

/*
 * T33: what goes wrong inside leaves with what it knows. Every operation rejects here with a text that is nobody's
 * business, and none of it is in any answer; the log has it, under the reference that the answer names.
 */

const canary = 'postgres://artifact:hunter2@10.0.0.7/prod'
const logged: string[] = []

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation()
})
afterEach(() => house.close())

test('the text of an exception leaves by no tool and no resource', async () => {
  const broken = new Proxy({} as Operations, {
    get: () => async () => {
      throw new Error(canary, { cause: new Error(canary) })
    },
  })
  const mcp = createMcp({
    operationsFor: () => broken,
    identify: async () => ({ kind: 'local', name: 'anna' }),
    store: {
      savePlan: async () => Promise.reject(new Error(canary)),
      keptPlan: async () => Promise.reject(new Error(canary)),
      operations: async () => Promise.reject(new Error(canary)),
    },
    fence: house.fence,
    clock: house.clock,
    secrecy: secrecyFrom(streams(1)('references')),
    log: {
      ...quiet,
      error: ({ error, reference }: { error?: Error; reference?: string }) =>
        void logged.push(`${reference} ${error?.message}`),
    },
    version: '1',
    signal: house.never,
  })
  const { call, client } = await anAgent({
    ...house,
    http: { fetch: (request: Request) => mcp(request, 'req_test') },
  } as unknown as typeof house)
  for (const { name } of tools.filter(({ name }) => !['get_spec_schema', 'validate_spec'].includes(name))) {
    const told = await call(name, every[name])
    expect(told.text, name).toMatch(/^INTERNAL: something went wrong inside Artifact, reference \w{12}\./)
    expect(JSON.stringify(told)).not.toContain('hunter2')
    const reference = /reference (\w+)/.exec(told.text)?.[1]
    expect(logged).toContain(`${reference} ${canary}`)
  }
  const uri = 'artifact://apps/shop'
  const refused = await house.run(client.readResource({ uri })).catch((error: Error) => error)
  expect(String((refused as Error).message)).not.toContain('hunter2')
})

const app = 'shop'
const every: Readonly<Record<string, Record<string, unknown>>> = {
  plan_changes: { app },
  get_plan: { plan_id: 'plan-1' },
  apply_plan: { plan_id: 'plan-1', digest: 'x' },
  get_operation: { operation_id: 'op-1' },
  cancel_operation: { operation_id: 'op-1' },
  get_app_status: { app },
  list_resources_state: { app },
  get_resource_events: { app },
  list_history: { app },
  create_app: { name: 'store', image: 'store:1' },
  create_machine: { app, group: 'web' },
  machine_action: { app, group: 'web', action: 'stop' },
  rotate_secret: { app, secret: 'KEY' },
}

const quiet = { debug() {}, info() {}, warn() {} }
