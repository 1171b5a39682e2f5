import { describe, expect, test } from 'vitest'
import { observedPrice, priceChange, priceList } from '../../controller/plan/app-price.ts'
import { desire } from '../../controller/plan/desire.ts'
import { seal } from '../../controller/plan/digest.ts'
import { noVolumes, type ObservedVolume } from '../../controller/plan/observe-volumes.ts'
import { addressPrice, machinePrice, sum, volumePrice } from '../../controller/plan/price.ts'
import { priceChangeInWords, uncertainty } from '../../controller/plan/price-words.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { retire } from '../../controller/plan/retire.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { emptyWorld, look, now, ref, worldOf } from './world.ts'

describe('what Fly asks for', () => {
  test.each([
    ['shared', 1, 256, 2.02],
    ['shared', 2, 512, 4.04],
    ['shared', 2, 4096, 22.22],
    ['performance', 1, 2048, 32.19],
    ['performance', 2, 4096, 64.39],
  ] as const)('%s, %i CPUs, %i MB is what its page says', (cpu_kind, cpus, memory_mb, usd) => {
    expect(machinePrice({ cpu_kind, cpus, memory_mb }, 'always')).toEqual({ leastUsd: usd, mostUsd: usd, unpriced: 0 })
  })

  test('is between nothing and all of it for a Machine that rests now and then', () => {
    const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } as const
    expect(machinePrice(guest, 'sometimes')).toEqual({ leastUsd: 0, mostUsd: 2.02, unpriced: 0 })
    expect(machinePrice(guest, 'resting')).toEqual({ leastUsd: 0, mostUsd: 0, unpriced: 0 })
  })

  test('is told for volumes by their size, and for addresses by their kind', () => {
    expect(volumePrice(10)).toMatchObject({ leastUsd: 1.5, mostUsd: 1.5 })
    expect(addressPrice('dedicatedIpv4')).toMatchObject({ mostUsd: 2 })
    expect(addressPrice('staticEgress')).toMatchObject({ mostUsd: 3.6 })
    expect(addressPrice('other')).toMatchObject({ mostUsd: 0 })
  })

  test('is not guessed where the table does not tell', () => {
    const strange = { cpu_kind: 'constructor', cpus: 1, memory_mb: 256 } as never
    const gpu = { cpu_kind: 'performance', cpus: 8, memory_mb: 32_768, gpu_kind: 'l40s' } as never
    for (const guest of [undefined, strange, gpu]) {
      expect(machinePrice(guest, 'always')).toEqual({ leastUsd: 0, mostUsd: 0, unpriced: 1 })
    }
  })

  test('adds up to whole cents', () => {
    expect(sum(Array.from({ length: 3 }, () => volumePrice(1)))).toEqual({ leastUsd: 0.45, mostUsd: 0.45, unpriced: 0 })
  })
})

describe('what an App costs', () => {
  const web: Partial<Group> = { count: 2, services: [{ protocol: 'tcp', internalPort: 80, autostop: 'stop' }] }

  test('has a line for each group and region', () => {
    const desired = desire(
      anApp('shop', {
        web,
        worker: { regions: { ams: 1, fra: 2 }, size: 'performance-1x' },
        job: { schedule: 'daily' },
      }),
      1,
    )
    expect(priceList(desired)).toEqual({
      ref: 'App/shop',
      asOf: '2026-08-07',
      lines: [
        line('job', '1 × shared-cpu-1x, 256 MB in ams, while its schedule runs it', 0, 2.02),
        line('web', '2 × shared-cpu-1x, 256 MB in ams, as long as the proxy lets it run', 0, 4.04),
        line('worker', '1 × performance-1x, 2048 MB in ams', 32.19, 32.19),
        line('worker', '2 × performance-1x, 2048 MB in fra', 64.38, 64.38),
      ],
      total: { leastUsd: 96.57, mostUsd: 102.63, unpriced: 0 },
    })
  })

  test('has a line for the volumes of a group, which cost whether they are used or not', () => {
    const volume = { path: '/data', sizeGb: 10 } as NonNullable<Group['volume']>
    expect(priceList(desire(anApp('shop', { db: { regions: { ams: 2 }, volume } }), 1))).toMatchObject({
      lines: [{ subject: 'db', price: { mostUsd: 4.04 } }, line('db', '2 × volume of 10 GB in ams', 3, 3)],
      total: { leastUsd: 7.04, mostUsd: 7.04 },
    })
  })

  test('is for what is there whatever it is, and for a stopped Machine nothing', () => {
    const config = { image: 'shop:1', guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } } as const
    expect(observedPrice({ config, phase: 'running' })).toMatchObject({ leastUsd: 2.02, mostUsd: 2.02 })
    expect(observedPrice({ config, phase: 'resting' })).toMatchObject({ leastUsd: 0, mostUsd: 0 })
    const proxied = { ...config, services: [{ protocol: 'tcp', internal_port: 80, autostop: true }] } as const
    expect(observedPrice({ config: proxied, phase: 'resting' })).toMatchObject({ leastUsd: 0, mostUsd: 2.02 })
    expect(observedPrice({ config: undefined, phase: 'unseen' })).toMatchObject({ unpriced: 1 })
  })
})

describe('the price of a plan', () => {
  const two = desire(anApp('shop', { web: { count: 2 } }), 1)
  const three = desire(anApp('shop', { web: { count: 3 } }), 2)

  test('is that of what is there, and that of what is wanted', () => {
    expect(reconcile(two, look(emptyWorld, two), now).price).toMatchObject({
      before: { mostUsd: 0 },
      after: { leastUsd: 4.04, mostUsd: 4.04 },
    })
    expect(reconcile(three, look(worldOf(two), three), now).price).toMatchObject({
      before: { mostUsd: 4.04 },
      after: { mostUsd: 6.06 },
    })
    expect(retire(ref, 1, look(worldOf(two), two), 0, now).price).toMatchObject({
      before: { mostUsd: 4.04 },
      after: { mostUsd: 0 },
    })
  })

  test('has the volumes: those in use, those that are kept until they go, and those that stay', () => {
    const volume = { path: '/data', sizeGb: 10 } as NonNullable<Group['volume']>
    const db = desire(anApp('shop', { db: { regions: { ams: 2 }, volume } }), 1)
    const priceWith = (...ours: readonly ObservedVolume[]) => {
      const { before, after } = priceChange(db, { ...look(emptyWorld, db), volumes: { ...noVolumes, ours } })
      return [before.mostUsd, after.mostUsd]
    }
    const asWanted = [aVolume('db/ams/0', 10), aVolume('db/ams/1', 10)]
    expect(priceWith()).toEqual([0, 7.04])
    expect(priceWith(...asWanted)).toEqual([3, 7.04])
    expect(priceWith(...asWanted, aVolume('db/ams/7', 100, { idleSince: now })), 'it goes one day').toEqual([18, 7.04])
    expect(priceWith(aVolume('db/ams/0', 20)), 'none gets smaller').toEqual([3, 8.54])
    expect(priceWith(aVolume('db/ams/0', 20, { phase: 'gone' }))).toEqual([0, 7.04])
    const twin = { ...asWanted[0]?.facts, quarantined: 'twin' } as ObservedVolume['facts']
    expect(priceWith(...asWanted, aVolume('db/ams/0', 20, { facts: twin })), 'it stays').toEqual([6, 10.04])
  })

  test('is no part of its digest', () => {
    const plan = reconcile(two, look(emptyWorld, two), now)
    const dearer = {
      ...plan,
      price: { ...plan.price, asOf: '2030-01-01', after: { ...plan.price.after, mostUsd: 99 } },
    }
    expect(seal(dearer).digest).toBe(plan.digest)
  })

  test.each([
    [0, 0, 4.04, 4.04, 'about $0 → $4.04 a month (+$4.04)'],
    [6.06, 6.06, 4.04, 4.04, 'about $6.06 → $4.04 a month (−$2.02)'],
    [4.04, 4.04, 4.04, 4.04, 'about $4.04 a month, as before'],
    [2.02, 2.02, 0, 4.04, 'about $2.02 → $0 to $4.04 a month (−$2.02 to +$2.02)'],
  ])('from %d–%d to %d–%d reads «%s»', (least, most, nextLeast, nextMost, words) => {
    const before = { leastUsd: least, mostUsd: most, unpriced: 0 }
    const after = { leastUsd: nextLeast, mostUsd: nextMost, unpriced: 0 }
    expect(priceChangeInWords({ asOf: '2026-08-07', before, after })).toBe(words)
  })

  test('says what it does not know', () => {
    const { price } = reconcile(two, look(worldOf(two, { 'web/ams/0': { hasHost: false } }), two), now)
    expect(priceChangeInWords(price)).toContain('and 1 more of which the price is not known')
    expect(priceChange(two, look(worldOf(two), two))).toMatchObject({ before: { unpriced: 0 } })
    expect(uncertainty.join('\n')).toMatch(
      /2026-08-07[\s\S]*derived[\s\S]*region[\s\S]*6 % less to 26 % more[\s\S]*Snapshots of volumes are not in the sums: \$0.08 a GB[\s\S]*Not counted: traffic/,
    )
  })
})

function aVolume(slot: ObservedVolume['slot'], sizeGb: number, about: Partial<ObservedVolume> = {}): ObservedVolume {
  const common = { slot, sizeGb, snapshotDays: 5, autoBackup: true }
  const facts = { sizeGb, snapshotDays: 5, autoBackup: true, keepForMs: 3_600_000 }
  const [id, name] = [`vol_${slot}`, 'a_volume']
  return {
    ...common,
    id,
    name,
    facts,
    phase: 'ready',
    state: 'created',
    attachedTo: undefined,
    idleSince: undefined,
    ...about,
  }
}

function line(subject: string, what: string, leastUsd: number, mostUsd: number) {
  return { subject, what, price: { leastUsd, mostUsd, unpriced: 0 } }
}
