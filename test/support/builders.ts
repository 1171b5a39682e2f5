import type { Resource } from '../../controller/resource/resource.ts'
import type { Grant, Group, Policy } from '../../schemas/types.ts'

/**
 * A valid App. What is not said is filled in: one group `web` with one Machine in Amsterdam that runs `shop:1`.
 *
 *     anApp('shop', { web: { count: 2 }, worker: { image: 'worker:7' } }, { paused: true })
 */
export function anApp(
  name: string,
  groups: Readonly<Record<string, Partial<Group>>> = { web: {} },
  spec: Partial<Resource['spec']> = {},
): Resource {
  const machines = Object.fromEntries(
    Object.entries(groups).map(([group, idea]) => [group, { image: 'shop:1', ...idea }] as const),
  )
  return {
    apiVersion: 'artifact/v1',
    kind: 'App',
    metadata: { name },
    spec: {
      primaryRegion: 'ams',
      paused: false,
      machines,
      rollout: aRollout(),
      drift: { mode: 'enforce' },
      deletion: { keepFor: '0s' },
      ...spec,
    },
  }
}

/** How specs roll out that say nothing of it, but for what is said. */
export function aRollout(change: Partial<Resource['spec']['rollout']> = {}): Resource['spec']['rollout'] {
  return {
    strategy: 'rolling',
    maxUnavailable: 1,
    healthyWithin: '5m',
    smoke: '0s',
    keepOld: '1m',
    onFailure: 'pause',
    ...change,
  }
}

/** The same App, with one group changed. */
export function withGroup(app: Resource, group: string, change: Partial<Group>): Resource {
  const before = app.spec.machines[group]
  if (before === undefined) throw new Error(`${app.metadata.name} has no group ${group}`)
  return { ...app, spec: { ...app.spec, machines: { ...app.spec.machines, [group]: { ...before, ...change } } } }
}

/** A valid Grant: the token `ci` is an operator of all Apps, but for what is said. */
export function aGrant(name: string, spec: Partial<Grant['spec']> = {}): Grant {
  const meant: Grant['spec'] = { subject: { token: 'ci' }, role: 'operator', apps: { all: true }, ...spec }
  return { apiVersion: 'artifact/v1', kind: 'Grant', metadata: { name }, spec: meant }
}

/** A valid Policy for all Apps, with what is said. */
export function aPolicy(name: string, spec: Partial<Policy['spec']>): Policy {
  return { apiVersion: 'artifact/v1', kind: 'Policy', metadata: { name }, spec: { apps: { all: true }, ...spec } }
}
