import { describe, expect, test } from 'vitest'
import { madeVolumes, volumeRows } from '../../controller/engine/volume-rows.ts'
import type { Machine } from '../../controller/fly/wire.ts'
import type { Volume } from '../../controller/fly/wire-volumes.ts'
import type { Sighting } from '../../controller/plan/observed.ts'
import type { Asset, Binding, Intent, Slot } from '../../controller/resource/ownership.ts'
import type { VolumeFacts } from '../../controller/resource/volume-asset.ts'

const slot: Slot = 'db/ams/0'
const name = 'db_ams_0_aaaaaa'
const now = Date.parse('2026-11-23T12:00:00Z')
const facts: VolumeFacts = { sizeGb: 1, snapshotDays: 5, autoBackup: true, keepForMs: 3_600_000 }

describe('what came of asking for a volume, when there are several of its name', () => {
  const intent = { id: 'op_1', target: name, slot } as Intent

  test('the one that a Machine has is kept, and the others are twins', () => {
    const seen = sighting([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00', 'm1')])
    expect(madeVolumes(intent, seen, facts)).toMatchObject([
      { id: 'vol_2', alive: true, facts: { keepForMs: 3_600_000 } },
      { id: 'vol_1', alive: true, facts: { quarantined: 'twin' } },
    ])
    expect(madeVolumes(intent, seen, facts)[0]?.facts).not.toHaveProperty('quarantined')
  })

  test('the oldest is kept when no Machine has any', () => {
    const seen = sighting([aVolume('vol_1', '10:00'), aVolume('vol_2', '09:00')])
    expect(madeVolumes(intent, seen, facts).map(({ id }) => id)).toEqual(['vol_2', 'vol_1'])
  })

  test('nothing of another name is taken for it', () => {
    expect(madeVolumes(intent, sighting([{ ...aVolume('vol_1', '09:00'), name: 'theirs' }]), facts)).toEqual([])
  })
})

describe('what a look makes of the rows', () => {
  test('nothing, where all is as before', () => {
    expect(rows([aVolume('vol_1', '09:00')])).toEqual([])
  })

  test('one of a known name that turns up late is a twin, and the other stays what it is', () => {
    expect(rows([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00')])).toMatchObject([
      { id: 'vol_2', slot, alive: true, facts: { quarantined: 'twin' } },
    ])
  })

  test('one of a known name that our Machine has now is where the data went', () => {
    const machine = {
      id: 'm1',
      config: { image: 'x', mounts: [{ volume: 'vol_2', path: '/data' }] },
    } as unknown as Machine
    const found = rows([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00', 'm1')], {}, [machine])
    expect(found).toMatchObject([
      { id: 'vol_1', facts: { quarantined: 'moved' } },
      { id: 'vol_2', slot, alive: true },
    ])
    expect(found[1]?.facts).not.toHaveProperty('quarantined')
  })

  test('so is one that says that our Machine has it, before the Machine says so itself', () => {
    const found = rows([aVolume('vol_2', '10:00', 'm1')], {}, [])
    const moved = found.find(({ id }) => id === 'vol_2')
    expect(moved).toMatchObject({ slot, alive: true })
    expect(moved?.facts).not.toHaveProperty('quarantined')
  })

  test('one that a Machine of somebody else has is no place for our data', () => {
    const machine = {
      id: 'm9',
      config: { image: 'x', mounts: [{ volume: 'vol_2', path: '/data' }] },
    } as unknown as Machine
    expect(rows([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00', 'm9')], {}, [machine])).toMatchObject([
      { id: 'vol_2', facts: { quarantined: 'twin' } },
    ])
  })

  test('of a name that others gave, whatever has it too is nothing to us, unless our Machine has it now', () => {
    const adopted = { facts: { ...facts, isNameShared: true } }
    expect(rows([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00')], adopted)).toEqual([])
    expect(rows([aVolume('vol_2', '10:00', 'm9')], adopted)).toEqual([])
    expect(rows([aVolume('vol_1', '09:00'), aVolume('vol_2', '10:00', 'm1')], adopted)).toMatchObject([
      { id: 'vol_1', facts: { quarantined: 'moved' } },
      { id: 'vol_2', slot, alive: true, facts: { isNameShared: true } },
    ])
  })

  test('where two slots have volumes of one name, what moves in one is not missed in the other', () => {
    const other: Slot = 'db/ams/1'
    const row = { ref: 'App/shop', kind: 'volume', name, operation: 'op_1', alive: true, idleSince: undefined } as const
    const shared = { ...facts, isNameShared: true }
    const found = volumeRows(
      sighting([aVolume('vol_1', '09:00', 'm1'), aVolume('vol_3', '10:00', 'm2')]),
      {
        assets: [
          { ...row, id: 'vol_1', slot, facts: shared },
          { ...row, id: 'vol_2', slot: other, facts: shared },
        ],
        bindings: [{ machineId: 'm1', slot } as Binding, { machineId: 'm2', slot: other } as Binding],
      },
      { slots: new Set([slot, other]), keepForMs: () => undefined },
      now,
    )
    expect(found).toMatchObject([
      { id: 'vol_2', slot: other, facts: { quarantined: 'moved' } },
      { id: 'vol_3', slot: other, alive: true },
    ])
  })

  test('absence from the list says nothing; a read by id does', () => {
    expect(rows([])).toEqual([])
    expect(rows([], {}, [], ['vol_1'])).toMatchObject([{ id: 'vol_1', alive: false, idleSince: undefined }])
  })

  test('it is idle from the moment at which the spec has no slot for it, and not when it has it again', () => {
    const idleSince = '2026-11-23T11:00:00.000Z'
    expect(rows([aVolume('vol_1', '09:00')], {}, [], [], [])).toMatchObject([
      { id: 'vol_1', idleSince: new Date(now).toISOString() },
    ])
    const saved = { idleSince, facts: { ...facts, snapshot: { id: 'vs_1', at: now } } }
    expect(rows([aVolume('vol_1', '09:00')], saved, [], [], [])).toEqual([])
    const [used] = rows([aVolume('vol_1', '09:00')], saved)
    expect(used).toMatchObject({ idleSince: undefined })
    expect(used?.facts).not.toHaveProperty('snapshot')
  })

  test('one that is gone and was given up stays so, although its slot is back', () => {
    expect(rows([], { alive: false, idleSince: '2026-11-23T11:00:00.000Z' })).toEqual([])
  })
})

function rows(
  listed: readonly Volume[],
  row: Partial<Asset> = {},
  machines: readonly Machine[] = [],
  gone: readonly string[] = [],
  slots: readonly Slot[] = [slot],
) {
  const asset = { ref: 'App/shop', kind: 'volume', id: 'vol_1', name, slot, operation: 'op_1', alive: true } as const
  return volumeRows(
    { ...sighting(listed, gone), machines },
    { assets: [{ ...asset, idleSince: undefined, facts, ...row }], bindings: [{ machineId: 'm1', slot } as Binding] },
    { slots: new Set(slots), keepForMs: () => undefined },
    now,
  )
}

function sighting(listed: readonly Volume[], gone: readonly string[] = []): Sighting {
  return { app: 'present', network: undefined, machines: [], gone: [], volumes: { listed, gone, unmade: [] } }
}

function aVolume(id: string, at: string, machine?: string): Volume {
  return {
    ...{ id, name, state: 'created', size_gb: 1, region: 'ams', zone: '', encrypted: true },
    created_at: `2026-11-23T${at}:00Z`,
    ...{ snapshot_retention: 5, auto_backup_enabled: true },
    ...(machine && { attached_machine_id: machine }),
  }
}
