import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse, smallApp } from './house.ts'
import { type Bench, heapBytes, ms } from './measure.ts'

const apps = Number(process.env.BENCH_APPS ?? 10_000)
const watchedMs = 60_000

/**
 * Many Apps, nothing changing: what it costs to watch them, and how soon a change is seen. CPU counts the simulated Fly
 * too, which answers in the same process; so the figure is above what the controller alone takes.
 */
export const steady: Bench = {
  name: 'steady',
  async run(say) {
    const directory = mkdtempSync(join(tmpdir(), 'artifact-bench-'))
    const house = await openHouse({ path: join(directory, 'store.db'), unlimited: true })
    try {
      const heapBefore = heapBytes()
      await house.accept(Array.from({ length: apps }, (_, nth) => smallApp(`app-${nth}`)))
      house.run()
      for (let ready = 0; ready < apps; ready = await house.readyCount()) {
        say(`${ready} of ${apps} Ready`)
        await house.clock.sleep(2_000)
      }
      await house.clock.sleep(15_000) // what the last passes leave behind

      const bytesPerApp = (heapBytes() - heapBefore) / apps
      say(`nothing changes for ${ms(watchedMs)}`)
      const before = {
        cpu: process.cpuUsage(),
        calls: callsOf(house),
        events: await lastSeq(house),
        passes: house.controller.figures().passes,
      }
      await house.clock.sleep(watchedMs)
      const cpu = process.cpuUsage(before.cpu)
      const cpuShare = (cpu.user + cpu.system) / 1_000 / watchedMs
      const events = (await lastSeq(house)) - before.events
      const calls = callsOf(house) - before.calls

      say('one Machine is stopped by somebody else, a hundred times')
      const seenMs = await timeToDetection(house, 100)
      return [
        {
          what: `steady state, ${apps} Apps, CPU with the simulated Fly in it`,
          target: '≤ 5 % of a core',
          measured: `${(cpuShare * 100).toFixed(1)} %`,
          isKept: cpuShare <= 0.05,
        },
        {
          what: 'memory for each App, the simulated Fly’s share in it',
          target: 'none (10 KB is for Artifact alone)',
          measured: `${(bytesPerApp / 1_000).toFixed(1)} KB`,
          isKept: true,
        },
        { what: 'events written meanwhile', target: '0', measured: String(events), isKept: events === 0 },
        {
          what: 'calls to Fly a second meanwhile',
          target: 'no target',
          measured: (calls / (watchedMs / 1_000)).toFixed(1),
          isKept: true,
        },
        {
          what: 'a Machine changed → a pass has seen it, p99 of 100',
          target: '≤ 10 s',
          measured: ms(seenMs),
          isKept: seenMs <= 10_000,
        },
      ]
    } finally {
      await house.close()
      rmSync(directory, { recursive: true })
    }
  },
}

type House = Awaited<ReturnType<typeof openHouse>>

async function timeToDetection(house: House, changes: number): Promise<number> {
  const took: number[] = []
  await Promise.all(
    Array.from({ length: changes }, async (_, nth) => {
      const app = `app-${nth * Math.floor(apps / changes)}`
      const [machine] = house.simulator.world.machines(app)
      if (!machine) throw new Error(`${app} has no Machine`)
      const before = await house.store.get(`App/${app}`)
      const startedAt = performance.now()
      house.simulator.world.stop(app, machine.id)
      for (
        let now = before;
        JSON.stringify(now?.status) === JSON.stringify(before?.status);
        now = await house.store.get(`App/${app}`)
      ) {
        await house.clock.sleep(20)
      }
      took.push(performance.now() - startedAt)
    }),
  )
  return took.sort((one, other) => one - other)[Math.ceil(changes * 0.99) - 1] ?? 0
}

async function lastSeq(house: House): Promise<number> {
  return (await house.store.events({ limit: 1, last: true }))[0]?.seq ?? 0
}

function callsOf(house: House): number {
  return Object.values(house.simulator.requests.counts()).reduce((sum, count) => sum + count, 0)
}

/** What is really in use. */
