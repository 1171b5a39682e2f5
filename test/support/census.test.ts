import { describe, expect, test } from 'vitest'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { anApp } from './builders.ts'
import { census } from './census.ts'
import type { Ground } from './ground.ts'

describe('the census', () => {
  const shop = anApp('shop', { web: { count: 2, env: { LEVEL: '1' } } })
  const right = [aMachine('web-ams-0-aaaaaa'), aMachine('web-ams-1-bbbbbb')]

  test('finds nothing in a world that is what the spec asks for', () => {
    expect(census(groundOf(right), [shop])).toEqual([])
  })

  test.for<[string, readonly SimulatedMachine[], RegExp]>([
    ['a Machine too few', right.slice(1), /0 Machines at web-ams-0/],
    ['two for one slot', [...right, aMachine('web-ams-0-cccccc')], /2 Machines at web-ams-0/],
    ['one that no slot asks for', [...right, aMachine('web-ams-2-cccccc')], /no slot asks for/],
    ['one of no name of ours', [...right, aMachine('something')], /no slot asks for/],
    ['another image', changed({ config: { ...configOf(), image: 'shop:2' } }), /runs shop:2/],
    ['another env', changed({ config: { ...configOf(), env: { LEVEL: '2' } } }), /has env/],
    [
      'another guest',
      changed({ config: { ...configOf(), guest: { cpu_kind: 'shared', cpus: 2, memory_mb: 512 } } }),
      /has the guest/,
    ],
    ['another region', changed({ region: 'iad' }), /stands in iad/],
    ['metadata that nobody asked for', changed({ metadata: { team: 'red' } }), /has metadata/],
    ['one that does not run', changed({ state: 'stopped' }), /is stopped/],
  ])('finds %s', ([, machines, message]) => {
    expect(census(groundOf(machines), [shop]).join('\n')).toMatch(message)
  })

  // Found by C5, seed 35: the old one had to have the secrets of a spec that it does not run.
  test('asks nothing of what stands by after a change-over', () => {
    const old = { ...aMachine('web-ams-0-cccccc'), cordoned: true, config: { ...configOf(), image: 'shop:0' } }
    const spec = anApp('shop', shop.spec.machines, { secrets: { KEY: { provided: true } } })
    const ground: Ground = {
      ...groundOf([...right.map((machine) => ({ ...machine, secrets: { KEY: 'digest' } })), old]),
      secrets: () => [{ name: 'KEY', digest: 'digest' }],
    }
    expect(census(ground, [spec])).toEqual([])
    expect(census(groundOf([old, ...right.slice(1)]), [shop]).join()).toMatch(/runs shop:0/)
  })

  test('overlooks strangers, unless they are gone', () => {
    const stranger = aMachine('web-ams-7-strang')
    expect(census(groundOf([...right, stranger]), [shop], [stranger.id])).toEqual([])
    expect(census(groundOf(right), [shop], [stranger.id]).join()).toMatch(/stranger .* is gone/)
  })

  test('finds an app that is missing, in another network, or not empty although no spec names it', () => {
    expect(census(groundOf(right), [shop, anApp('blog')]).join()).toMatch(/the app blog is not there/)
    expect(census(groundOf(right), [anApp('shop', shop.spec.machines, { network: 'ours' })]).join()).toMatch(
      /stands in shop/,
    )
    expect(census(groundOf(right), [])).toHaveLength(2)
  })

  function changed(change: Partial<SimulatedMachine>): readonly SimulatedMachine[] {
    return [{ ...aMachine('web-ams-0-aaaaaa'), ...change }, aMachine('web-ams-1-bbbbbb')]
  }
})

function groundOf(machines: readonly SimulatedMachine[]): Ground {
  const app = {
    id: '1',
    name: 'shop',
    organization: 'acme',
    network: 'shop',
    status: 'deployed',
    createdAt: 0,
    isDeleting: false,
  } as const
  return {
    apps: () => [app],
    machines: (name) => (name === 'shop' ? machines : []),
    volumes: () => [],
    snapshots: () => [],
    isReached: () => true,
    addresses: () => [],
    secrets: () => [],
    hostnames: () => [],
    isTaken: () => false,
  }
}

function aMachine(name: string): SimulatedMachine {
  return {
    id: `id of ${name}`,
    name,
    app: 'shop',
    region: 'ams',
    hostId: '',
    state: 'started',
    instanceId: '01',
    config: configOf(),
    metadata: { artifact_slot: 'web/ams/0', foreign: 'may stay' },
    checks: [],
    hostStatus: 'ok',
    cordoned: false,
    lease: undefined,
    createdAt: 0,
    updatedAt: 0,
    events: [],
    imageDigest: '',
    privateIp: '',
    secrets: {},
    secretsVersion: undefined,
  }
}

function configOf() {
  return { image: 'shop:1', env: { LEVEL: '1' }, guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } } as const
}
