import type { Machine } from '../controller/fly/wire.ts'
import { desire } from '../controller/plan/desire.ts'
import type { Desired } from '../controller/plan/desired.ts'
import { markedConfig } from '../controller/plan/marks.ts'
import { observe } from '../controller/plan/observe.ts'
import type { Holdings, Sighting } from '../controller/plan/observed.ts'
import { reconcile } from '../controller/plan/reconcile.ts'
import { machineName } from '../controller/resource/ownership.ts'
import type { Resource } from '../controller/resource/resource.ts'
import { type Bench, type Measure, ms } from './measure.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const apps = 10_000

/** What a look at an App costs before anything is done: desire, observe and reconcile, for four Machines. */
export const plan: Bench = {
  name: 'plan',
  async run(say) {
    const fleet = Array.from({ length: apps }, (_, nth) => lookAt(anApp(`app-${nth}`)))
    say(`planning ${apps} Apps of four Machines, again and again until it is warm`)
    const all = warm(fleet)
    return [
      kept('plan of one App of 4 Machines, converged', 0.1, all / apps),
      kept(`plan of ${apps.toLocaleString('en')} Apps`, 1_000, all),
      kept('plan of one App of 4 Machines, all to be updated', 0.1, warm(fleet.map(outdated)) / apps),
    ]
  },
}

/** The median of five rounds, ms, after three that nobody counts. */
function warm(fleet: readonly Look[]): number {
  const rounds = Array.from({ length: 8 }, () => planAll(fleet)).slice(3)
  return rounds.sort((one, other) => one - other)[2] ?? 0
}

type Look = { readonly resource: Resource; readonly sighting: Sighting; readonly holdings: Holdings }

function planAll(fleet: readonly Look[]): number {
  const begun = performance.now()
  for (const { resource, sighting, holdings } of fleet) {
    const desired = desire(resource, 1)
    reconcile(desired, observe(desired.ref, desired.flyApp, sighting, holdings, now), now)
  }
  return performance.now() - begun
}

function kept(what: string, targetMs: number, measuredMs: number): Measure {
  return { what, target: `≤ ${ms(targetMs)}`, measured: ms(measuredMs), isKept: measuredMs <= targetMs }
}

function anApp(name: string): Resource {
  return {
    apiVersion: 'artifact/v1',
    kind: 'App',
    metadata: { name },
    spec: {
      paused: false,
      machines: {
        web: {
          image: 'registry.fly.io/acme:v12',
          regions: { ams: 2, iad: 1 },
          env: { LOG_LEVEL: 'info', CUSTOMER: name, BASE_URL: `https://${name}.example.com` },
          services: [
            {
              protocol: 'tcp',
              internalPort: 8080,
              ports: [
                { port: 80, handlers: ['http'], forceHttps: true },
                { port: 443, handlers: ['tls', 'http'] },
              ],
              checks: [{ type: 'http', path: '/healthz', interval: '15s', timeout: '2s' }],
            },
          ],
          metadata: { customer: name },
        },
        worker: {
          image: 'registry.fly.io/acme:v12',
          regions: { ams: 1 },
          command: ['worker'],
          env: { LOG_LEVEL: 'info' },
        },
      },
      rollout: {
        strategy: 'rolling',
        maxUnavailable: 1,
        healthyWithin: '5m',
        smoke: '0s',
        keepOld: '1m',
        onFailure: 'pause',
      },
      drift: { mode: 'enforce' },
      deletion: { keepFor: '0s' },
    },
  }
}

/** An App as a look finds it when all is well. */
function lookAt(resource: Resource): Look {
  const desired = desire(resource, 1)
  const machines = desired.machines.map((_, index) => machineOf(desired, index))
  return {
    resource,
    sighting: { app: 'present', network: desired.network, machines, gone: [] },
    holdings: {
      ownsApp: true,
      intents: [],
      assets: [],
      bindings: machines.map(({ id, name }, index) => ({
        ref: desired.ref,
        slot: desired.machines[index]?.slot ?? 'web/ams/0',
        incarnation: 'k3f9q2',
        name,
        machineId: id,
        operation: `op_${id}`,
        alive: true,
      })),
    },
  }
}

function machineOf(desired: Desired, index: number): Machine {
  const want = desired.machines[index]
  if (want === undefined) throw new Error('no such Machine')
  const id = `${desired.flyApp}-${index}`
  const begun = now - 3_600_000
  return {
    id,
    name: machineName(want.slot, 'k3f9q2'),
    state: 'started',
    region: want.region,
    instance_id: '01HQ0000000000000000000000',
    created_at: new Date(begun).toISOString(),
    updated_at: new Date(begun).toISOString(),
    config: markedConfig(want, { ref: desired.ref, operation: `op_${id}`, epoch: 1 }),
    host_status: 'ok',
    events: [
      { id: 'start', type: 'start', status: 'started', source: 'flyd', timestamp: begun },
      { id: 'launch', type: 'launch', status: 'created', source: 'user', timestamp: begun },
    ],
    checks: Array.from({ length: want.checks }, (_, number) => ({
      name: `servicecheck-0${number}`,
      status: 'passing',
    })),
  }
}

function outdated(look: Look): Look {
  const groups = Object.entries(look.resource.spec.machines).map(
    ([name, group]) => [name, { ...group, image: 'registry.fly.io/acme:v13' }] as const,
  )
  return {
    ...look,
    resource: { ...look.resource, spec: { ...look.resource.spec, machines: Object.fromEntries(groups) } },
  }
}
