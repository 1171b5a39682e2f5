import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

/** A simulated Fly and somebody who asks it things, in no time. */
export interface AFly extends Simulator {
  readonly clock: VirtualClock
  /** Lets time pass until the answer is there. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Sends, and lets no time pass. */
  send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response>
  /** An app that everybody sees. */
  makeApp(name?: string): Promise<string>
  /** A Machine that runs, and that everybody sees. Answers its path. */
  makeMachine(config?: object, more?: object): Promise<Made>
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** `undefined` when it is no JSON. Tests say what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

export type Made = { readonly path: string; readonly id: string; readonly version: string }

export function aFly(options: Partial<SimulatorOptions> & { readonly clock?: VirtualClock } = {}): AFly {
  const clock = options.clock ?? createVirtualClock()
  const simulator = createSimulator({ seed: 1, ...options, clock })

  function send(method: string, path: string, body?: unknown, signal?: AbortSignal, headers = {}): Promise<Response> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return simulator.fetch(
      new Request(`http://fly.test${path}`, {
        method,
        headers: {
          authorization: 'Bearer fm2_test',
          ...(text !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(text !== undefined && { body: text }),
        ...(signal && { signal }),
      }),
    )
  }

  const fly: AFly = {
    ...simulator,
    clock,
    send: (method, path, body, signal) => send(method, path, body, signal),
    async ask(method, path, body, headers) {
      const response = await clock.runUntil(send(method, path, body, undefined, headers), 10 * 60_000)
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, body: parse(text) }
    },
    async makeApp(name = 'shop') {
      await fly.ask('POST', '/v1/apps', { name, org_slug: 'demo' })
      await clock.advance(5_000)
      return name
    },
    async makeMachine(config = {}, more = {}) {
      if (simulator.world.app('shop') === undefined) await fly.makeApp()
      const asked = { region: 'ams', config: { image: 'nginx:1', ...config }, ...more }
      const { status, body, text } = await fly.ask('POST', '/v1/apps/shop/machines', asked)
      if (status !== 200) throw new Error(text)
      await clock.advance(10_000)
      return { path: `/v1/apps/shop/machines/${body.id}`, id: body.id, version: body.instance_id }
    },
  }
  return fly
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The states that a Machine goes through from now on, as the truth has it. */
export function statesOf(fly: AFly, id: string): readonly string[] {
  const states: string[] = []
  const look = () => {
    const state = fly.world.machines(undefined, { destroyed: true }).find((machine) => machine.id === id)?.state
    if (state !== undefined && state !== states.at(-1)) states.push(state)
  }
  look()
  fly.world.onChange(look)
  return states
}
