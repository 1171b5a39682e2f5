import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, fetch as fetchOver } from 'undici'
import { createIntake } from '../controller/engine/intake.ts'
import { createOperations } from '../controller/serve/create-operations.ts'
import { createGuarded } from '../controller/serve/guarded.ts'
import type { Identify } from '../controller/serve/http-caller.ts'
import { listen } from '../controller/serve/listen.ts'
import { createMcp } from '../controller/serve/mcp/create-mcp.ts'
import { openHouse, smallApp } from './house.ts'
import { type Bench, ms } from './measure.ts'

const apps = 500
const perSecond = 200
const warmUpMs = 3_000
const measuredMs = 20_000

/**
 * Agents of many Apps that ask for plans at a fixed pace, over HTTP on loopback. Each request reads that App's Machines
 * from a Fly that answers at once. The clients run in this process too, so the figures are above what the server alone takes.
 */
export const mcp: Bench = {
  name: 'mcp',
  async run(say) {
    const directory = mkdtempSync(join(tmpdir(), 'artifact-bench-'))
    const house = await openHouse({ path: join(directory, 'store.db'), unlimited: true })
    const { world, store, fence, controller, clock } = house
    const intake = createIntake({ store, fence, clock, log: world.log, wake: controller.wake })
    const info = { version: 'bench', organization: 'demo', fly: 'simulator' as const }
    const operations = createOperations({ ...world, store, fence, controller, intake, info })
    const operationsFor = createGuarded({ operations, store })
    const { signal } = new AbortController()
    const answer = createMcp({ ...world, operationsFor, identify, store, fence, version: info.version, signal })
    const server = await listen({ fetch: (request) => answer(request, 'req_bench') }, 0, 'this machine')
    const connections = new Agent({ connections: 64 })
    const wrong: string[] = []

    /** One request of one agent, ms. */
    async function plan(nth: number): Promise<number> {
      const begun = performance.now()
      const response = await fetchOver(`${server.url}/mcp`, {
        method: 'POST',
        dispatcher: connections,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'x-bench-app': `app-${nth % apps}`,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: nth,
          method: 'tools/call',
          params: { name: 'plan_changes', arguments: { spec: specs[nth % apps] } },
        }),
      })
      const text = await response.text()
      if (!text.includes('plan_id')) wrong.push(`${response.status} ${text.slice(0, 300)}`)
      return performance.now() - begun
    }

    /** Whoever is slow holds nobody else up: requests begin when their time has come, as agents do. */
    async function atPace(forMs: number): Promise<readonly number[]> {
      const begun = performance.now()
      const asked: Promise<number>[] = []
      while (performance.now() - begun < forMs) {
        while (asked.length < ((performance.now() - begun) / 1_000) * perSecond) asked.push(plan(asked.length))
        await clock.sleep(1)
      }
      return Promise.all(asked)
    }

    try {
      await house.accept(Array.from({ length: apps }, (_, nth) => smallApp(`app-${nth}`)))
      house.run()
      for (let ready = 0; ready < apps; ready = await house.readyCount()) {
        say(`${ready} of ${apps} Ready`)
        await clock.sleep(1_000)
      }
      say(`${perSecond} plans a second, for ${ms(warmUpMs)} first and then for ${ms(measuredMs)}`)
      await atPace(warmUpMs)
      const times = [...(await atPace(measuredMs))].sort((one, other) => one - other)
      if (wrong.length > 0) throw new Error(`${wrong.length} were no plans: ${wrong[0]}`)
      const share = (part: number): number => times[Math.floor(times.length * part)] ?? 0
      say(`${times.length} plans, half of them within ${ms(share(0.5))}`)
      return [
        {
          what: `plan_changes through MCP at ${perSecond}/s, p99`,
          target: '≤ 25.0 ms',
          measured: ms(share(0.99)),
          isKept: share(0.99) <= 25,
        },
      ]
    } finally {
      await connections.close()
      await server.close()
      await house.close()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

/** What each agent wants: one Machine more. */
const specs = Array.from({ length: apps }, (_, nth) => {
  const app = smallApp(`app-${nth}`)
  const web = { ...app.spec.machines.web, regions: { ams: 2 } }
  return JSON.stringify({ ...app, spec: { ...app.spec, machines: { web } } })
})

const identify: Identify = async (request) => {
  const flyApp = request.headers.get('x-bench-app') ?? ''
  return {
    kind: 'workload',
    name: `app:${flyApp}`,
    ref: `App/${flyApp}`,
    organizationId: 'demo',
    appId: flyApp,
    flyApp,
    machineId: 'bench',
  }
}
