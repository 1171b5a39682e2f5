import { beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../controller/engine/deps.ts'
import { createMemory } from '../../controller/engine/memory.ts'
import { defaultSettings } from '../../controller/engine/settings.ts'
import { settleByObservation } from '../../controller/engine/settle.ts'
import type { Machine } from '../../controller/fly/wire.ts'
import type { Holdings, Sighting } from '../../controller/plan/observed.ts'
import type { Action, Binding, Intent } from '../../controller/resource/ownership.ts'
import type { Effects, Stored } from '../../controller/store/store.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('what an observation says of calls whose answer was lost', () => {
  let clock: VirtualClock
  let settled: { readonly id: string; readonly state: string; readonly effects: Effects | undefined }[]
  let noted: Effects[]
  let forgotten: Intent[]

  beforeEach(() => {
    clock = createVirtualClock()
    settled = []
    noted = []
    forgotten = []
  })

  const slot = 'web/ams/0'
  const binding: Binding = {
    ...{ ref: 'App/shop', slot, incarnation: 'k3f9q2', name: 'web-ams-0-k3f9q2', machineId: 'm1', operation: 'op_0' },
    alive: true,
  }

  function anIntent(action: Action, target: string, change: Partial<Intent> = {}): Intent {
    return {
      ...{ id: 'op_1', ref: 'App/shop', generation: 1, action, flyApp: 'shop', target, slot, incarnation: 'p4r7t8' },
      ...{ because: 'Missing', openedAt: new Date(clock.now()).toISOString(), state: 'unknown', ...change },
    } as Intent
  }

  function aMachine(id: string, name: string, change: Partial<Machine> = {}, operation = 'op_0'): Machine {
    const config = { image: 'shop:1', metadata: { artifact_op: operation } }
    return {
      ...{ id, name, region: 'ams', state: 'started', instance_id: '01A', private_ip: '', config, events: [] },
      ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', ...change },
    } as Machine
  }

  async function settle(seen: Partial<Sighting>, has: Partial<Holdings>, wanted: readonly string[] = [slot]) {
    const deps = {
      settings: defaultSettings,
      fence: { shard: 0, holder: 'me', epoch: 1 },
      memory: createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 }),
      world: { clock },
      fly: { now: clock.now },
      store: {
        async settleIntent(_: unknown, id: string, state: string, effects?: Effects) {
          settled.push({ id, state, effects })
        },
        async note(_: unknown, __: unknown, effects: Effects) {
          noted.push(effects)
        },
        record: async () => undefined,
        intent: async (id: string) => forgotten.find((intent) => intent.id === id),
        holdings: async () => holdings,
      },
    } as unknown as Deps
    const holdings: Holdings = { ownsApp: true, bindings: [], assets: [], intents: [], ...has }
    const sighting: Sighting = { app: 'present', network: undefined, machines: [], gone: [], ...seen }
    const stored = { ref: 'App/shop', generation: 1 } as unknown as Stored
    await settleByObservation(stored, sighting, holdings, new Set(wanted) as never, deps)
  }

  describe('a creation', () => {
    const intent = () => anIntent('create-machine', 'web-ams-0-p4r7t8')

    test('is done when a Machine has its name and its operation, and the Machine is ours from then on', async () => {
      await settle({ machines: [aMachine('m2', 'web-ams-0-p4r7t8', {}, 'op_1')] }, { intents: [intent()] })
      expect(settled).toMatchObject([{ state: 'done', effects: { bind: { machineId: 'm2', incarnation: 'p4r7t8' } } }])
    })

    test('is refused when somebody else has made a Machine of that name: it never becomes ours', async () => {
      await settle({ machines: [aMachine('m2', 'web-ams-0-p4r7t8', {}, 'op_9')] }, { intents: [intent()] })
      expect(settled).toEqual([
        { id: 'op_1', state: 'refused', effects: { audit: [expect.objectContaining({ toldBy: 'observation' })] } },
      ])
    })

    test('is left open while its host cannot tell whose it is', async () => {
      const { config: _, ...withoutConfig } = aMachine('m2', 'web-ams-0-p4r7t8')
      await settle({ machines: [withoutConfig as Machine] }, { intents: [intent()] })
      expect(settled).toEqual([])
    })

    test('that is not seen stays open while its slot is wanted, and no longer', async () => {
      await settle({}, { intents: [intent()] })
      expect(settled).toEqual([])
      await settle({}, { intents: [intent()] }, [])
      expect(settled).toMatchObject([{ state: 'refused' }])
    })

    test('that was given up and then turns up is ours', async () => {
      forgotten = [{ ...intent(), state: 'refused' }]
      await settle({ machines: [aMachine('m2', 'web-ams-0-p4r7t8', {}, 'op_1')] }, {})
      expect(noted).toMatchObject([{ bind: { machineId: 'm2', operation: 'op_1' } }])
    })

    test('of which somebody has copied the marks to a Machine of another name stays a stranger', async () => {
      forgotten = [{ ...intent(), state: 'done' }]
      await settle({ machines: [aMachine('m2', 'other', {}, 'op_1')] }, {})
      expect(noted).toEqual([])
    })
  })

  describe('a call to a Machine of ours', () => {
    test('that it was updated is told by the operation in its metadata', async () => {
      const intents = [anIntent('update-machine', 'm1')]
      await settle({ machines: [aMachine('m1', binding.name, {}, 'op_1')] }, { bindings: [binding], intents })
      await settle({ machines: [aMachine('m1', binding.name, {}, 'op_0')] }, { bindings: [binding], intents })
      expect(settled).toMatchObject([{ state: 'done' }, { state: 'refused' }])
    })

    test('what the tag of its image stands for is learnt from it, once', async () => {
      const intents = [anIntent('update-machine', 'm1')]
      const image_ref = { digest: 'sha256:a' } as Machine['image_ref']
      const seen = { machines: [aMachine('m1', binding.name, { image_ref } as Partial<Machine>, 'op_1')] }
      await settle(seen, { bindings: [binding], intents })
      expect(settled[0]?.effects?.assets).toMatchObject([{ kind: 'image', id: 'shop:1', name: 'sha256:a' }])

      const pin = settled[0]?.effects?.assets?.[0]
      const assets = [{ ref: 'App/shop', ...pin }] as Holdings['assets']
      await settle(seen, { bindings: [binding], intents, assets })
      expect(settled[1]?.effects?.assets).toBeUndefined()
    })

    test('a Machine that nobody has seen and nobody has confirmed as gone settles nothing', async () => {
      for (const action of ['update-machine', 'start-machine', 'stop-machine', 'destroy-machine'] as const) {
        await settle({}, { bindings: [binding], intents: [anIntent(action, 'm1')] })
      }
      expect({ settled, noted }).toEqual({ settled: [], noted: [] })
    })

    test('one that is confirmed as gone is dead, and so its destruction is done', async () => {
      await settle({ gone: ['m1'] }, { bindings: [binding], intents: [anIntent('destroy-machine', 'm1')] })
      expect(settled).toMatchObject([{ state: 'done', effects: { died: ['m1'] } }])
    })

    test('one that was noted as dead before does not leave its calls open for ever', async () => {
      const bindings = [{ ...binding, alive: false }]
      await settle({}, { bindings, intents: [anIntent('update-machine', 'm1')] })
      await settle({}, { bindings, intents: [anIntent('stop-machine', 'm1', { id: 'op_2' })] })
      expect(settled).toMatchObject([{ state: 'refused' }, { state: 'done' }])
    })
  })

  describe('the app', () => {
    test('that is not there yet may still be made by the call that was lost', async () => {
      await settle({ app: 'absent' }, { ownsApp: false, intents: [anIntent('create-app', 'shop')] })
      expect(settled).toEqual([])
    })

    test('that is there was made by the call that was lost', async () => {
      await settle({}, { ownsApp: false, intents: [anIntent('create-app', 'shop')] })
      expect(settled).toMatchObject([{ state: 'done', effects: { ownsApp: true } }])
    })

    test('that is gone, or another’s, is ours no more', async () => {
      await settle({ app: 'absent', gone: ['m1'] }, { bindings: [binding] })
      expect(noted).toEqual([{ died: ['m1'], revived: [], ownsApp: false }])
    })

    test('that Fly had denied and now shows with a Machine of ours in it is ours again', async () => {
      const bindings = [{ ...binding, alive: false }]
      await settle({ machines: [aMachine('m1', binding.name)] }, { ownsApp: false, bindings })
      expect(noted).toEqual([{ died: [], revived: ['m1'], ownsApp: true }])
    })

    test('of that name with none of our Machines is not', async () => {
      const bindings = [{ ...binding, alive: false }]
      await settle({ machines: [aMachine('m7', 'theirs')] }, { ownsApp: false, bindings })
      expect(noted).toEqual([])
    })
  })
})
