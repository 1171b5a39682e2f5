import type { Resource } from '../../controller/resource/resource.ts'
import { anApp, aRollout, withGroup } from '../support/builders.ts'
import { imageOf } from '../support/census.ts'
import type { House } from '../support/house.ts'

/** Something that people do with Artifact, small enough to be interrupted at each point of its way. */
export type Workload = {
  readonly name: string
  /** What runs, converged, before anything is counted. */
  readonly before: readonly Resource[]
  /** What happens. May be interrupted at any point, and goes on when the house is back. */
  readonly act: (house: House) => Promise<void>
  /** What the world must be in the end. */
  readonly after: readonly Resource[]
  /** How many Machines of `shop` must serve at every instant. */
  readonly leastServing: number
}

const shop = anApp('shop', { web: { count: 2 } })
const grown = withGroup(shop, 'web', { count: 3 })
const rolled = withGroup(shop, 'web', { image: 'shop:2' })
const tuned = withGroup(shop, 'web', { env: { LEVEL: '2' } })
const labelled = withGroup(shop, 'web', { metadata: { team: 'blue' } })
const here = anApp('shop', { web: { regions: { ams: 2 } } })
const there = anApp('shop', { web: { regions: { iad: 2 } } })
const toBeBroken = anApp('shop', { web: { image: brokenImage(), count: 2 } })
const overtaking = withGroup(shop, 'web', { image: 'shop:3' })
const other = anApp('blog', { web: { image: 'blog:1' } })
const addressed: Resource = { ...shop, spec: { ...shop.spec, addresses: { sharedIpv4: true, ipv6: true } } }
const reachable = withGroup(addressed, 'web', {
  services: [{ internalPort: 8080, protocol: 'tcp', ports: [{ port: 443, handlers: ['tls', 'http'] }] }],
})
const named: Resource = { ...reachable, spec: { ...reachable.spec, domains: ['shop.example.com', 'example.org'] } }
const volume = { snapshotDays: 5, autoBackup: true, encrypted: true, keepFor: '7d' }
const storing = withGroup(shop, 'web', { volume: { path: '/data', sizeGb: 2, ...volume } })
const storingLess = withGroup(storing, 'web', { count: 1 })
const storingMore = withGroup(storing, 'web', { volume: { path: '/data', sizeGb: 4, ...volume } })
const secretive: Resource = {
  ...shop,
  spec: { ...shop.spec, secrets: { KEY: { generate: { length: 32, alphabet: 'base62' } } } },
}
const paused: Resource = { ...rolled, spec: { ...rolled.spec, paused: true } }
const checked = { checks: { alive: { type: 'tcp' as const, port: 8080 } }, count: 2 }
const careful = { healthyWithin: '20s', keepOld: '10s' }
const canary = anApp('shop', { web: checked }, { rollout: aRollout({ ...careful, strategy: 'canary' }) })
const blue = anApp('shop', { web: checked }, { rollout: aRollout({ ...careful, strategy: 'bluegreen' }) })
// One alone: what fails and goes back has many points.
const wary = anApp(
  'shop',
  { web: { ...checked, count: 1 } },
  { rollout: aRollout({ ...careful, onFailure: 'rollback' }) },
)

/** All but the first group of two letters are about one App, `shop`. */
export const workloads: readonly Workload[] = [
  { name: 'create', before: [], act: (house) => house.submit(shop), after: [shop], leastServing: 0 },
  { name: 'scale up', before: [shop], act: (house) => house.submit(grown), after: [grown], leastServing: 2 },
  { name: 'scale down', before: [grown], act: (house) => house.submit(shop), after: [shop], leastServing: 2 },
  { name: 'image roll', before: [shop], act: (house) => house.submit(rolled), after: [rolled], leastServing: 1 },
  { name: 'env change', before: [shop], act: (house) => house.submit(tuned), after: [tuned], leastServing: 1 },
  {
    name: 'metadata change',
    before: [shop],
    act: (house) => house.submit(labelled),
    after: [labelled],
    leastServing: 2,
  },
  { name: 'region move', before: [here], act: (house) => house.submit(there), after: [there], leastServing: 1 },
  { name: 'delete', before: [shop], act: (house) => house.requestDeletion('shop'), after: [], leastServing: 0 },
  {
    name: 'create with volumes',
    before: [],
    act: (house) => house.submit(storing),
    after: [storing],
    leastServing: 0,
  },
  {
    name: 'volumes grow',
    before: [storing],
    act: (house) => house.submit(storingMore),
    after: [storingMore],
    leastServing: 1,
  },
  {
    name: 'scale down and up again with volumes',
    before: [storing],
    async act(house) {
      await house.submit(storingLess)
      await house.advance(10_000)
      await house.submit(storing)
    },
    after: [storing],
    leastServing: 1,
  },
  {
    name: 'a Machine with a volume is gone',
    before: [storing],
    async act(house) {
      house.foreign.destroy('shop', 'web-ams-0')
    },
    after: [storing],
    leastServing: 1,
  },
  {
    name: 'volumes for Machines that had none',
    before: [shop],
    act: (house) => house.submit(storing),
    after: [storing],
    leastServing: 1,
  },
  {
    name: 'addresses',
    before: [shop],
    act: (house) => house.submit(addressed),
    after: [addressed],
    leastServing: 2,
  },
  {
    name: 'no addresses any more',
    before: [addressed],
    act: (house) => house.submit(shop),
    after: [shop],
    leastServing: 2,
  },
  {
    name: 'domains',
    before: [reachable],
    act: (house) => house.submit(named),
    after: [named],
    leastServing: 2,
  },
  {
    name: 'no domains any more',
    before: [named],
    act: (house) => house.submit(reachable),
    after: [reachable],
    leastServing: 2,
  },
  {
    name: 'drift repair',
    before: [shop],
    async act(house) {
      house.foreign.stop('shop', 'web-ams-0')
      house.foreign.edit('shop', 'web-ams-1', { env: { LEVEL: 'foreign' } })
    },
    after: [shop],
    leastServing: 0,
  },
  {
    name: 'pause and resume',
    before: [shop],
    async act(house) {
      await house.submit(paused)
      await house.advance(30_000)
      await house.submit(rolled)
    },
    after: [rolled],
    leastServing: 1,
  },
  {
    name: 'failed image, then the one before',
    before: [shop],
    async act(house) {
      await house.submit(toBeBroken)
      await house.advance(60_000)
      await house.submit(shop)
    },
    after: [shop],
    leastServing: 1,
  },
  {
    name: 'canary',
    before: [canary],
    act: (house) => house.submit(withGroup(canary, 'web', { image: 'shop:2' })),
    after: [withGroup(canary, 'web', { image: 'shop:2' })],
    leastServing: 1,
  },
  {
    name: 'blue-green',
    before: [blue],
    async act(house) {
      await house.submit(withGroup(blue, 'web', { image: 'shop:2' }))
      await house.until('the blue ones are gone', () => imagesOf(house).join() === 'shop:2,shop:2', longestMs)
    },
    after: [withGroup(blue, 'web', { image: 'shop:2' })],
    leastServing: 2,
  },
  {
    name: 'a rollout that fails and goes back, then another spec',
    before: [wary],
    async act(house) {
      await house.submit(withGroup(wary, 'web', { image: 'shop:unhealthy' }))
      await house.until('it has failed', () => imagesOf(house).includes('shop:unhealthy'), longestMs)
      await house.until('it has gone back', () => imagesOf(house).join() === 'shop:1', longestMs)
      await house.submit(withGroup(wary, 'web', { image: 'shop:3' }))
    },
    after: [withGroup(wary, 'web', { image: 'shop:3' })],
    leastServing: 0,
  },
  {
    name: 'a newer spec overtakes a rollout',
    before: [shop],
    async act(house) {
      await house.submit(rolled)
      await house.advance(1_500)
      await house.submit(overtaking)
    },
    after: [overtaking],
    leastServing: 1,
  },
  {
    name: 'two Apps at once',
    before: [shop],
    async act(house) {
      await house.submit(rolled)
      await house.submit(other)
    },
    after: [rolled, other],
    leastServing: 1,
  },
  {
    name: 'a secret is made for what runs',
    before: [shop],
    act: (house) => house.submit(secretive),
    after: [secretive],
    leastServing: 1,
  },
  {
    name: 'a secret is taken back',
    before: [secretive],
    act: (house) => house.submit(shop),
    after: [shop],
    leastServing: 1,
  },
  {
    name: 'a secret is made anew',
    before: [secretive],
    act: (house) => house.hand('shop', 'KEY', { kind: 'rotate', by: 'ada' }),
    after: [secretive],
    leastServing: 1,
  },
]

/** Its program ends at once with an error, whenever it is started. */
export function brokenImage(): string {
  return 'shop:crash'
}

function imagesOf({ ground }: House): readonly string[] {
  return ground.machines('shop').map(imageOf).sort()
}

const longestMs = 15 * 60_000
