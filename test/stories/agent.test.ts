import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { carryOut } from '../../examples/agent/agent.ts'
import { aHouseWithLogin, publicUrl } from '../security/a-house-with-login.ts'
import { anApp } from '../support/builders.ts'

/* `examples/agent`: a program on a Machine of `acme` that holds no secret, and changes the App of which it is a part. */

let house: Awaited<ReturnType<typeof aHouseWithLogin>>
beforeEach(async () => {
  house = await aHouseWithLogin({ specs: [specIn('app.yaml'), anApp('shop')] })
})
afterEach(() => house.close())

describe('an agent on a Machine', () => {
  test('makes a worker for itself, and it is written down which Machine asked', async () => {
    const said: string[] = []
    expect(await agentAsks(example('after.yaml'), said)).toBe(true)

    const [agent, worker] = house.simulator.world.machines('acme')
    expect(worker).toMatchObject({ region: 'ams', state: 'started' })
    expect(said.join('\n')).toMatch(/acme: 1 to create[\s\S]*has succeeded/)
    const [revision] = await house.store.revisions('App/acme')
    expect(revision?.provenance).toMatchObject({
      from: 'mcp',
      user: 'app:acme',
      client: 'example-agent 1.0.0',
      workload: { machineId: agent?.id },
    })
  })

  test('cannot do so for another app: there is none, as far as it can tell', async () => {
    const spec = JSON.stringify(anApp('shop', { web: { count: 3 } }))
    await expect(agentAsks(spec, [])).rejects.toThrow(/^NOT_FOUND: there is no App shop\b[\s\S]*Nothing was changed/)
    expect(house.simulator.world.machines('shop')).toHaveLength(1)
  })
})

function agentAsks(spec: string, said: string[]): Promise<boolean> {
  const [machine] = house.simulator.world.machines('acme')
  const socket = house.simulator.machineFetch(machine?.id ?? '')
  return house.patiently(
    carryOut(spec, {
      artifact: `${publicUrl}/mcp`,
      fly: async (path, body) => {
        const asked = new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(body) })
        return await (await socket(asked)).text()
      },
      fetch: async (url, init) => house.http.fetch(new Request(url, init)),
      say: (line) => said.push(line),
    }),
  )
}

function example(file: string): string {
  return readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'agent', file), 'utf8')
}

function specIn(file: string): Resource {
  const [document] = readText({ file, bytes: example(file) }).documents
  if (document === undefined) throw new Error(`${file} holds no document`)
  return document.resource
}
