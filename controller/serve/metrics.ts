import { Counter, Gauge, type Metric, Registry } from 'prom-client'
import type { Controller } from '../engine/controller.ts'
import type { Store } from '../store/store.ts'
import { readiness } from './app-view.ts'

/** Figures for Prometheus. */
export interface Metrics {
  readonly contentType: string
  render(): Promise<string>
  /** The same way to Fly, with its requests counted by what they ask for and by the status of the answer. */
  counting(fetch: Fetch): Fetch
}

type Fetch = (request: Request) => Promise<Response>

/** Reads the figures when they are asked for; nothing is kept besides what is counted. */
export function createMetrics(options: {
  readonly figures: Controller['figures']
  readonly store: Pick<Store, 'list'>
}): Metrics {
  const { store } = options
  const registry = new Registry()
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    register(registry, new Gauge({ name, help, labelNames: [...labelNames], registers: [] }))
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    register(registry, new Counter({ name, help, labelNames: [...labelNames], registers: [] }))

  const queued = gauge('artifact_queue_depth', 'Apps that wait for a pass')
  const running = gauge('artifact_passes_running', 'Passes under way')
  const passes = counter('artifact_passes_total', 'Passes that began')
  const steps = counter('artifact_steps_total', 'Steps done to Fly, by kind and result', ['step', 'result'])
  const observed = gauge('artifact_observation_age_seconds', 'Since the organisation list was last read to its end')
  const observeOnly = gauge('artifact_observe_only', '1 while nothing is written to Fly because the store is too old')
  const hasRoom = gauge(
    'artifact_store_has_room',
    '0 while nothing is written to Fly because the disk of the store is full',
  )
  const apps = gauge('artifact_apps', 'Apps by the status of their Ready condition', ['ready'])
  const calls = counter('artifact_fly_calls_total', 'Requests to Fly, by action and status', ['action', 'status'])

  async function gather(): Promise<void> {
    const figures = options.figures()
    queued.set(figures.queued)
    running.set(figures.running)
    passes.reset()
    passes.inc(figures.passes)
    steps.reset()
    for (const [name, count] of Object.entries(figures.steps)) {
      const [step = name, result = 'done'] = name.split(' ')
      steps.inc({ step, result }, count)
    }
    // Before the first reading there is no age: a figure that says otherwise would raise or hush an alarm.
    observed.set(figures.observedAgoMs === undefined ? Number.NaN : figures.observedAgoMs / 1_000)
    hasRoom.set(figures.hasRoom ? 1 : 0)
    observeOnly.set(figures.observeOnly ? 1 : 0)
    const { stored, poisoned } = await store.list()
    const counts = { True: 0, False: 0, Unknown: poisoned.length }
    for (const app of stored) counts[readiness(app).status]++
    for (const [ready, count] of Object.entries(counts)) apps.set({ ready }, count)
  }

  return {
    contentType: registry.contentType,
    async render() {
      await gather()
      return registry.metrics()
    },
    counting: (fetch) => async (request) => {
      const action = actionOf(request)
      try {
        const response = await fetch(request)
        calls.inc({ action, status: String(response.status) })
        return response
      } catch (error) {
        calls.inc({ action, status: 'none' })
        throw error
      }
    },
  }
}

/** `POST machines/:id/start`: names and ids would make a series of each Machine. */
function actionOf({ method, url }: Request): string {
  const [area, , ...rest] = new URL(url).pathname.replace(/^\/v1\//, '').split('/')
  const path = area === 'apps' ? rest.map((part, index) => (index === 1 ? ':id' : part)).join('/') : area
  return `${method} ${path || area}`
}

function register<T extends Metric>(registry: Registry, metric: T): T {
  registry.registerMetric(metric)
  return metric
}
