import { request } from 'undici'
import { realClock } from '../controller/real-clock.ts'
import { serveSimulator } from '../simulator/serve.ts'
import { createSimulator, type Simulator } from '../simulator/simulator.ts'
import { type Bench, heapBytes, type Measure, ms } from './measure.ts'

const machines = Number(process.env.BENCH_MACHINES ?? 10_000)
const requests = 5_000

/** The simulated Fly alone: what a large world weighs, what a page of its list costs, and how fast it answers. */
export const simulator: Bench = {
  name: 'simulator',
  async run(say) {
    const before = heapBytes()
    const { fly: large } = await aWorld(machines, say)
    const heldMb = (heapBytes() - before) / 1_048_576
    const residentMb = process.memoryUsage().rss / 1_048_576
    const { fly: small } = await aWorld(machines / 10, say)
    const [smallMs, largeMs] = [await pageMs(small), await pageMs(large)]
    small.close()

    say(`${requests} requests in this process, then on a socket`)
    const inProcess = await perSecond((path) => large.fetch(asked(path)).then((answer) => answer.text()))
    const server = await serveSimulator(large, { port: 0, host: '127.0.0.1' })
    const onSocket = await perSecond((path) =>
      request(server.url + path, { headers: authorized }).then(({ body }) => body.text()),
    )
    await server.close()
    large.close()
    return [
      atMost(`${machines} apps and Machines, the whole process`, 300, residentMb, (mb) => `${mb.toFixed(0)} MB`),
      atMost('the same, what is held of it', 150, heldMb, (mb) => `${mb.toFixed(0)} MB`),
      atMost(
        'a page of 100 of the organisation’s list, against a tenth of the Machines',
        2,
        largeMs / smallMs,
        (times) => `${times.toFixed(2)} ×`,
      ),
      atMost('a page of 100 of the organisation’s list', 5, largeMs, ms),
      atLeast('requests a core answers in a second, in this process', 1_000, inProcess),
      atLeast('requests a core answers in a second on a socket, the client’s work in it', 1_000, onSocket),
    ]
  },
}

async function aWorld(count: number, say: (line: string) => void): Promise<{ readonly fly: Simulator }> {
  say(`${count} apps with a Machine each`)
  const fly = createSimulator({ clock: realClock, seed: 1, delays: 'none', limits: false })
  for (let nth = 0; nth < count; nth++) {
    fly.world.createApp({ name: `app-${nth}` })
    fly.world.createMachine(`app-${nth}`, {
      name: 'web',
      config: {
        image: 'registry.fly.io/acme:v12',
        env: { CUSTOMER: `app-${nth}` },
        metadata: { customer: `app-${nth}` },
        services: [{ protocol: 'tcp', internal_port: 8080, checks: [{ type: 'http', path: '/healthz' }] }],
      },
    })
  }
  return { fly }
}

/** Of many pages the time that a quarter of them keep: what else this machine does makes the others longer. */
async function pageMs(fly: Simulator): Promise<number> {
  let cursor = ''
  const taken: number[] = []
  for (let count = 0; count < 400; count++) {
    const begun = performance.now()
    const answer = await fly.fetch(asked(`/v1/orgs/demo/machines?limit=100&cursor=${cursor}`))
    const { next_cursor = '' } = (await answer.json()) as { next_cursor?: string }
    taken.push(performance.now() - begun)
    cursor = next_cursor
  }
  return taken.sort((one, other) => one - other)[100] ?? 0
}

/** Sixteen at once, mostly what a controller asks. In seconds of a core, so that what else this machine does is left out. */
async function perSecond(ask: (path: string) => Promise<unknown>): Promise<number> {
  let next = 0
  const asker = async () => {
    while (next < requests) await ask(`/v1/apps/app-${next++ % machines}/machines`)
  }
  await Promise.all(Array.from({ length: 16 }, asker)) // until it is warm
  next = 0
  const before = process.cpuUsage()
  await Promise.all(Array.from({ length: 16 }, asker))
  const { user, system } = process.cpuUsage(before)
  return requests / ((user + system) / 1e6)
}

const authorized = { authorization: 'Bearer bench' }

function asked(path: string): Request {
  return new Request(`http://fly${path}`, { headers: authorized })
}

function atMost(what: string, target: number, measured: number, show: (value: number) => string): Measure {
  return { what, target: `≤ ${show(target)}`, measured: show(measured), isKept: measured <= target }
}

function atLeast(what: string, target: number, measured: number): Measure {
  return { what, target: `≥ ${target}`, measured: measured.toFixed(0), isKept: measured >= target }
}
