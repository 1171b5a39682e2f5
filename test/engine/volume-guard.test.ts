import { describe, expect, test } from 'vitest'
import { whyNotDeleteVolume, whyNotLoseVolumes } from '../../controller/engine/volume-guard.ts'
import type { Asset } from '../../controller/resource/ownership.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import type { VolumeFacts } from '../../controller/resource/volume-asset.ts'
import type { Stored } from '../../controller/store/store.ts'
import { anApp } from '../support/builders.ts'

const hour = 3_600_000
const idleSince = '2026-11-23T12:00:00.000Z'
const idleAt = Date.parse(idleSince)
const now = idleAt + 2 * hour

const volume = { path: '/data', sizeGb: 1, snapshotDays: 5, autoBackup: true, encrypted: true, keepFor: '2h' }
const one = anApp('shop', { db: { count: 1, volume } })
const facts: VolumeFacts = {
  sizeGb: 1,
  snapshotDays: 5,
  autoBackup: true,
  keepForMs: hour,
  snapshot: { id: 'vs_1', at: idleAt + hour },
}
const given: Asset = {
  ref: 'App/shop',
  kind: 'volume',
  id: 'vol_1',
  name: 'db_ams_1_aaaaaa',
  slot: 'db/ams/1',
  operation: 'op_1',
  alive: true,
  idleSince,
  facts,
}

function why(
  change: Partial<Asset> = {},
  about: Partial<Stored> = {},
  at = now,
  resource: Resource = one,
): string | undefined {
  const stored = {
    ref: 'App/shop',
    generation: 1,
    confirmed: undefined,
    resource,
    fallback: undefined,
    deletionRequestedAt: undefined,
    ...about,
  }
  return whyNotDeleteVolume('vol_1', stored as Stored, [{ ...given, ...change }], at)
}

function withFacts(change: object): Partial<Asset> {
  return { facts: { ...facts, ...change } }
}

describe('a volume may be deleted', () => {
  test('when its spec has given up the slot, its time is over and a snapshot was taken since', () => {
    expect(why()).toBeUndefined()
    expect(why({}, {}, now + 1_000 * hour)).toBeUndefined()
  })

  test('when its group is gone from the spec, and it was kept for as long as the spec last said', () => {
    const without = anApp('shop', { web: {} })
    expect(why({}, {}, idleAt + hour, without)).toBeUndefined()
  })

  test('when its group has no volumes any more, although the slot is there', () => {
    expect(why({ slot: 'db/ams/0' }, {}, now, anApp('shop', { db: { count: 1 } }))).toBeUndefined()
  })

  test('when its App is to go, although the spec has the slot', () => {
    expect(why({ slot: 'db/ams/0' }, { deletionRequestedAt: idleSince })).toBeUndefined()
  })
})

describe('a volume whose slot the spec has', () => {
  const left = { slot: 'db/ams/0' as const, facts: { ...given.facts, left: { because: 'HostFull', at: idleAt } } }
  const former = { ...given, ...left } as Asset
  const copyOf = (restored: object, change: Partial<Asset> = {}): Asset => ({
    ...{ ...former, id: 'vol_2', idleSince: undefined, facts: { ...facts, restored } },
    ...change,
  })
  const whyNot = (...others: readonly Asset[]) =>
    whyNotDeleteVolume('vol_1', { resource: one, generation: 1 } as Stored, [former, ...others], now)

  test('may be deleted when a Machine has had a copy of it, and that is there', () => {
    expect(whyNot(copyOf({ of: 'vol_1', isFork: true, isUsed: true }))).toBeUndefined()
  })

  test.each<[string, string | undefined]>([
    ['without a copy', whyNot()],
    ['when no Machine has had the copy', whyNot(copyOf({ of: 'vol_1', isFork: true }))],
    ['when it was a snapshot', whyNot(copyOf({ of: 'vol_1', isUsed: true }))],
    ['when the copy is of another', whyNot(copyOf({ of: 'vol_3', isFork: true, isUsed: true }))],
    ['when the copy is gone', whyNot(copyOf({ of: 'vol_1', isFork: true, isUsed: true }, { alive: false }))],
  ])('may not be deleted %s', (_, objection) => {
    expect(objection).toMatch(/the spec has a volume in db\/ams\/0/)
  })
})

describe('a volume may not be deleted', () => {
  const fallback = { generation: 1, resource: anApp('shop', { db: { count: 2, volume } }), reason: '', at: '' }

  test.each<[string, string | undefined, RegExp]>([
    ['that is somebody else’s', whyNotDeleteVolume('vol_2', { resource: one } as Stored, [given], now), /not ours/],
    ['by the id of something else', why({ kind: 'address' }), /not ours/],
    ['that fills no slot', why({ slot: undefined }), /not ours/],
    ['that is gone', why({ alive: false }), /gone already/],
    ['that is a twin', why(withFacts({ quarantined: 'twin' })), /nobody knows what is in/],
    ['whose data Fly has moved', why(withFacts({ quarantined: 'moved' })), /nobody knows what is in/],
    ['whose slot the spec has', why({ slot: 'db/ams/0' }), /the spec has a volume in db\/ams\/0/],
    [
      'whose slot the spec has in that region',
      why({ slot: 'db/iad/0' }, {}, now, inIad()),
      /has a volume in db\/iad\/0/,
    ],
    ['whose slot the spec that runs instead has', why({}, { fallback }), /the spec has a volume in db\/ams\/1/],
    ['that is in use', why({ idleSince: undefined }), /in use/],
    ['before its time', why({}, {}, now - 1), /not been kept/],
    ['when its clock makes no sense', why({ idleSince: 'yesterday' }), /not been kept/],
    ['when nobody knows the time', why({}, {}, Number.NaN), /not been kept/],
    [
      'before its time although its App is to go',
      why({}, { deletionRequestedAt: idleSince }, now - 1),
      /not been kept/,
    ],
    ['without a snapshot', why(withFacts({ snapshot: undefined })), /no snapshot/],
    [
      'with a snapshot from when it was in use',
      why(withFacts({ snapshot: { id: 'vs_1', at: idleAt - 1 } })),
      /no snapshot/,
    ],
    ['with a snapshot of no known time', why(withFacts({ snapshot: { id: 'vs_1', at: Number.NaN } })), /no snapshot/],
  ])('%s', (_, objection, words) => {
    expect(objection).toMatch(words)
  })

  function inIad(): Resource {
    return anApp('shop', { db: { regions: { iad: 1 }, volume } })
  }
})

describe('an app may be deleted', () => {
  test('only when no volume of ours is in it any more', () => {
    expect(whyNotLoseVolumes([given])).toMatch(/the volume vol_1 of db\/ams\/1 is in it/)
    expect(whyNotLoseVolumes([{ ...given, facts: { ...facts, quarantined: 'twin' } }])).toMatch(/vol_1/)
    expect(whyNotLoseVolumes([{ ...given, alive: false }])).toBeUndefined()
    expect(whyNotLoseVolumes([])).toBeUndefined()
  })
})

describe('the volumes that a spec gives up', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at): Asset => ({ ...given, id: `vol_${at}`, slot: `db/ams/${at}` }))
  const ask = (wanted: number, assets: readonly Asset[], about: Partial<Stored> = {}) => {
    const stored = { generation: 3, confirmed: undefined, fallback: undefined, deletionRequestedAt: undefined }
    const resource = anApp('shop', { db: { count: wanted, volume } })
    return whyNotDeleteVolume(`vol_${assets.length - 1}`, { ...stored, resource, ...about } as Stored, assets, now)
  }

  test('may go as far as the law says, and no further', () => {
    for (let there = 1; there <= 9; there++) {
      for (let wanted = 0; wanted < there; wanted++) {
        const gone = there - wanted
        const objection =
          gone >= 3 && gone > wanted ? `nobody has agreed to lose ${gone} of ${there} volumes` : undefined
        expect(ask(wanted, rows(there)), `${there} to ${wanted}`).toBe(objection)
      }
    }
  })

  test('may all go when somebody has agreed to so many of this generation, or asked for the deletion of the App', () => {
    const agreed = { generation: 3, machines: 0, volumes: 4, at: idleSince }
    expect(ask(1, rows(5), { confirmed: agreed })).toBeUndefined()
    expect(ask(1, rows(6), { confirmed: agreed })).toMatch(/5 of 6/)
    expect(ask(1, rows(5), { confirmed: { ...agreed, generation: 2 } })).toMatch(/4 of 5/)
    expect(ask(1, rows(5), { deletionRequestedAt: idleSince })).toBeUndefined()
  })

  test('stay, each of them, while their source takes too much', () => {
    const held = { apps: 4, ofApps: 6, machines: 4, ofMachines: 12, before: 2 }
    expect(ask(1, rows(2), { ref: 'App/shop', held })).toBe('nobody has agreed that anything of App/shop goes')
    expect(ask(1, rows(2), { held, deletionRequestedAt: idleSince })).toMatch(/nobody/)
    expect(ask(1, rows(2), { deletionRequestedAt: idleSince })).toBeUndefined()
  })

  test('count all of the group when it has no volumes any more, and not those that are gone or quarantined', () => {
    const without = { resource: anApp('shop', { db: { count: 5 } }) }
    expect(ask(0, rows(5), without)).toMatch(/5 of 5/)
    const dead = rows(5).map((row, at) => (at < 3 ? { ...row, alive: false } : row))
    expect(ask(0, dead, without)).toBeUndefined()
    const twins = rows(5).map((row, at) => (at < 3 ? { ...row, ...withFacts({ quarantined: 'twin' }) } : row))
    expect(ask(0, twins, without)).toBeUndefined()
  })
})
