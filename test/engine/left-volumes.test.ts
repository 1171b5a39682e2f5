import { describe, expect, test } from 'vitest'
import { leaveBehind, takenBack } from '../../controller/engine/left-volumes.ts'
import type { VolumeAsset, VolumeFacts } from '../../controller/resource/volume-asset.ts'

const slot = 'db/ams/0'
const facts: VolumeFacts = { sizeGb: 1, snapshotDays: 5, autoBackup: true, keepForMs: 3_600_000 }
const left = { because: 'HostLost', at: 7 } as const
const lost = aRow('vol_1', { left })
const restored = aRow('vol_2', { restored: { of: 'vol_1' } })

describe('what is left behind when another takes its place', () => {
  test('is what may hold the data of the slot, and nothing of other slots', () => {
    const rows = [aRow('vol_1'), { ...aRow('vol_3'), slot: 'db/ams/1' as const }]
    expect(leaveBehind(rows, { slot, because: 'HostLost' }, 7)).toMatchObject([{ id: 'vol_1', facts: { left } }])
  })

  test('is nothing that is quarantined, was left before, or was given up and is gone', () => {
    const given = { ...aRow('vol_4'), alive: false, idleSince: '2026-11-23T11:00:00.000Z' }
    const rows = [aRow('vol_3', { quarantined: 'twin' }), lost, given]
    expect(leaveBehind(rows, { slot, because: 'VolumeLost' }, 7)).toEqual([])
  })
})

describe('a lost volume that is back with its Machine', () => {
  test('has its place again, and the restored one is what is left', () => {
    const [one, other] = takenBack([lost, restored], no, yes)
    expect(one?.facts).not.toHaveProperty('left')
    expect(other?.facts).toMatchObject({ left })
  })

  test.each<[string, readonly VolumeAsset[]]>([
    ['while it is not there', takenBack([lost, restored], no, no)],
    ['when it was deleted', takenBack([{ ...lost, alive: false }, restored], no, yes)],
    ['once a Machine has the restored one', takenBack([lost, restored], ({ id }) => id === 'vol_2', yes)],
    [
      'once a Machine has had it',
      takenBack([lost, aRow('vol_2', { restored: { of: 'vol_1', isUsed: true } })], no, yes),
    ],
  ])('stays left %s', (_, rows) => {
    expect(rows[0]?.facts).toHaveProperty('left')
    expect(rows[1]?.facts).not.toHaveProperty('left')
  })
})

function aRow(id: string, change: Partial<VolumeFacts> = {}): VolumeAsset {
  const about = { ref: 'App/shop', kind: 'volume', id, name: id, slot, operation: 'op_1', alive: true } as const
  return { ...about, idleSince: undefined, facts: { ...facts, ...change } }
}

function yes(): boolean {
  return true
}

function no(): boolean {
  return false
}
