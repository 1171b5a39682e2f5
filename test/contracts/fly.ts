import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FlyError, type FlyErrorCode } from '../../controller/fly/errors.ts'
import type { Answer, Fly } from '../../controller/fly/fly.ts'
import type { Machine, MachineConfig } from '../../controller/fly/wire.ts'
import type { Clock } from '../../controller/world.ts'
import { addressContract } from './fly/addresses.ts'
import { leaseContract } from './fly/leases.ts'
import { platformContract } from './fly/platform.ts'
import { secretContract } from './fly/secrets.ts'
import { volumeContract } from './fly/volumes.ts'

/** An implementation of the port, and what the suite needs besides. */
export type FlyUnderTest = {
  readonly fly: Fly
  readonly clock: Clock
  readonly organization: string
  /** A name that no app on Fly has had before. */
  freshName(): string
  /** Waits for the promise; where the clock is not a real one, time passes meanwhile. */
  run<T>(promise: Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What the parts of the suite share. */
export type Things = {
  /** Of the test that runs. */
  subject(): FlyUnderTest
  run<T>(promise: Promise<T>): Promise<T>
  eventually<T>(ask: () => Promise<T>, isIt: (value: T) => boolean): Promise<T>
  eventuallyDone<T>(act: () => Promise<Answer<T>>): Promise<T>
  anApp(): Promise<string>
  aMachine(app: string, name?: string, config?: object): Promise<Machine>
}

/**
 * What every implementation of the port keeps to, as the comments of the port say it. The suite makes its own apps, under
 * names that are fresh, and touches no other: an app that Fly did not confirm to have created for it is left alone.
 */
export function flyContract(name: string, make: () => Promise<FlyUnderTest>): void {
  describe(name, () => {
    const call = { signal: new AbortController().signal }
    let subject: FlyUnderTest
    let fly: Fly
    const ours = new Set<string>()

    beforeEach(async () => {
      subject = await make()
      fly = subject.fly
    })

    afterEach(async () => {
      for (const app of ours) {
        const machines = await run(fly.listMachines(app, call)).catch(() => [])
        for (const { id } of machines) await run(fly.destroyMachine(app, id, call))
        await run(fly.deleteApp(app, call))
      }
      ours.clear()
      await subject.close()
    })

    const run = <T>(promise: Promise<T>) => subject.run(promise)

    /** Asks again for half a minute, since what is read may be stale, and what is new may not be known everywhere. */
    function eventually<T>(ask: () => Promise<T>, isIt: (value: T) => boolean): Promise<T> {
      return run(
        (async () => {
          for (let tries = 0; ; tries++) {
            const value = await ask().catch((error: unknown) => {
              if (error instanceof FlyError && tries < 30) return undefined
              throw error
            })
            if (value !== undefined && isIt(value)) return value
            if (tries >= 30) throw new Error(`it has not come true: ${JSON.stringify(value)}`)
            await subject.clock.sleep(1_000)
          }
        })(),
      )
    }

    /** For deeds that may be too early: on something that was created or stopped a moment ago. */
    async function eventuallyDone<T>(act: () => Promise<Answer<T>>): Promise<T> {
      const answer = await eventually(act, ({ result }) => result === 'done')
      if (answer.result !== 'done') throw answer.error
      return answer.value
    }

    async function anApp(): Promise<string> {
      const app = subject.freshName()
      expect(await run(fly.createApp({ name: app, network: app }, call))).toMatchObject({ result: 'done' })
      ours.add(app)
      await eventually(
        () => fly.getApp(app, call),
        (found) => found !== undefined,
      )
      return app
    }

    async function aMachine(app: string, machineName = 'web-ams-0-k3f9q2', more: object = {}): Promise<Machine> {
      const machine = await eventuallyDone(() =>
        fly.createMachine(app, { name: machineName, region: 'ams', config: { ...config, ...more } }, call),
      )
      await waitFor(app, machine, 'started')
      return machine
    }

    function waitFor(app: string, { id, instance_id: version }: Machine, state: 'started' | 'stopped' | 'suspended') {
      return run(fly.waitMachine(app, id, { states: [state], version }, 120_000, call))
    }

    async function read(app: string, id: string): Promise<Machine> {
      const machine = await run(fly.getMachine(app, id, call))
      if (machine === undefined) throw new Error(`Machine ${id} is not there`)
      return machine
    }

    function rejection(promise: Promise<unknown>): Promise<FlyErrorCode> {
      return run(promise).then(
        () => Promise.reject(new Error('nothing was rejected')),
        (error) => (error instanceof FlyError ? error.code : Promise.reject(error)),
      )
    }

    test('an app that nobody has is not there, and has no Machines', async () => {
      const app = subject.freshName()
      expect(await run(fly.getApp(app, call))).toBeUndefined()
      expect(await rejection(fly.listMachines(app, call))).toBe('NotFound')
      expect(await run(fly.deleteApp(app, call))).toMatchObject({ result: 'done' })
    })

    test('an app is created in our organisation with its own network, once', async () => {
      const app = await anApp()
      expect(await run(fly.getApp(app, call))).toMatchObject({
        name: app,
        network: app,
        organization: { slug: subject.organization },
      })
      await eventually(
        () => fly.listApps(call),
        (apps) => apps.some((each) => each.name === app),
      )
      expect(await run(fly.createApp({ name: app, network: app }, call))).toMatchObject({
        result: 'refused',
        error: { code: 'NameTaken' },
      })
    })

    test('an app that is deleted is gone after a while, and deleting it again is done', async () => {
      const app = await anApp()
      expect(await run(fly.deleteApp(app, call))).toMatchObject({ result: 'done' })
      await eventually(
        async () => [await fly.getApp(app, call)],
        ([found]) => found === undefined,
      )
      expect(await run(fly.deleteApp(app, call))).toMatchObject({ result: 'done' })
      ours.delete(app)
    })

    test('a Machine is created once for a name, and the second try learns whose the name is', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      expect(await read(app, machine.id)).toMatchObject({
        name: 'web-ams-0-k3f9q2',
        region: 'ams',
        state: 'started',
        instance_id: machine.instance_id,
        config: { env: { COLOUR: 'blue' } },
      })
      await eventually(
        () => fly.listMachines(app, call),
        (machines) => machines.some(({ id, state }) => id === machine.id && state === 'started'),
      )
      const again = fly.createMachine(app, { name: machine.name, region: 'ams', config }, call)
      expect(await run(again)).toMatchObject({ result: 'refused', error: { code: 'NameTaken', machineId: machine.id } })
    })

    test('an id that Fly does not know is nobody', async () => {
      const app = await anApp()
      expect(await run(fly.getMachine(app, '00000000000000', call))).toBeUndefined()
      expect(await run(fly.destroyMachine(app, '00000000000000', call))).toMatchObject({ result: 'done' })
    })

    test('an update replaces the whole config, and only from the version that was read', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      const change = { config: { ...config, env: { SHAPE: 'round' } }, current_version: machine.instance_id }
      const updated = await eventuallyDone(() => fly.updateMachine(app, machine.id, change, call))
      expect(updated.instance_id).not.toBe(machine.instance_id)
      await waitFor(app, updated, 'started')
      expect((await read(app, machine.id)).config?.env).toEqual({ SHAPE: 'round' })

      expect(await run(fly.updateMachine(app, machine.id, change, call))).toMatchObject({
        result: 'refused',
        error: { code: 'VersionConflict' },
      })
    })

    test('a Machine is stopped and started; to ask for what is so already is done', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      expect(await run(fly.stopMachine(app, machine.id, call))).toMatchObject({ result: 'done' })
      await waitFor(app, machine, 'stopped')
      await eventuallyDone(() => fly.stopMachine(app, machine.id, call))

      await eventuallyDone(() => fly.startMachine(app, machine.id, call))
      await run(fly.waitMachine(app, machine.id, { states: ['started'] }, 60_000, call))
      await eventuallyDone(() => fly.startMachine(app, machine.id, call))
    })

    test('a stopped Machine that is updated stays stopped', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      await eventuallyDone(() => fly.stopMachine(app, machine.id, call))
      await waitFor(app, machine, 'stopped')
      const change = { config: { ...config, env: {} }, current_version: machine.instance_id }
      const updated = await eventuallyDone(() => fly.updateMachine(app, machine.id, change, call))
      expect(await waitFor(app, updated, 'stopped')).toBe('stopped')
    })

    test('a Machine is suspended, cordoned and uncordoned', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      await eventuallyDone(() => fly.cordonMachine(app, machine.id, call))
      await eventuallyDone(() => fly.uncordonMachine(app, machine.id, call))
      await eventuallyDone(() => fly.suspendMachine(app, machine.id, call))
      expect(await waitFor(app, machine, 'suspended')).toBe('suspended')
    })

    test('metadata is replaced without a new version, for the version that was read', async () => {
      const app = await anApp()
      const { id, instance_id: version } = await aMachine(app)
      await eventuallyDone(() => fly.putMetadata(app, id, { one: '1' }, version, call))
      await eventuallyDone(() => fly.putMetadata(app, id, { other: '2' }, version, call))
      await eventually(
        () => fly.getMachine(app, id, call),
        (machine) => machine?.config?.metadata?.other === '2',
      )
      expect(await read(app, id)).toMatchObject({ instance_id: version, state: 'started' })
      expect((await read(app, id)).config?.metadata).not.toHaveProperty('one')

      const stale = fly.putMetadata(app, id, { late: '3' }, '01HQVYAS1W9ZGZJXXGXXXXXXXX', call)
      expect(await run(stale)).toMatchObject({ result: 'refused', error: { code: 'VersionConflict' } })
    })

    test('a Machine that runs is destroyed by force, is gone from the list, and its name is free again', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      await eventuallyDone(() => fly.destroyMachine(app, machine.id, call))
      expect(await run(fly.waitMachine(app, machine.id, { states: ['destroyed'] }, 120_000, call))).toBe('destroyed')
      expect(await run(fly.destroyMachine(app, machine.id, call))).toMatchObject({ result: 'done' })
      await eventually(
        () => fly.listMachines(app, call),
        (machines) => machines.length === 0,
      )
      const successor = await aMachine(app, machine.name)
      expect(successor.id).not.toBe(machine.id)
    })

    test('a wait for what does not happen ends in time', async () => {
      const app = await anApp()
      const { id, instance_id: version } = await aMachine(app)
      const startedAt = subject.clock.monotonic()
      const wait = fly.waitMachine(app, id, { states: ['stopped'], version }, 5_000, call)
      expect(await rejection(wait)).toBe('WaitTimedOut')
      expect(subject.clock.monotonic() - startedAt).toBeLessThan(20_000)
    })

    test('a Machine that is restarted is the same version', async () => {
      const app = await anApp()
      const machine = await aMachine(app)
      await eventuallyDone(() => fly.restartMachine(app, machine.id, call))
      expect(await waitFor(app, machine, 'started')).toBe('started')
      expect((await read(app, machine.id)).instance_id).toBe(machine.instance_id)
    })

    const things = { subject: () => subject, run, eventually, eventuallyDone, anApp, aMachine }
    leaseContract(things)
    volumeContract(things)
    secretContract(things)
    addressContract(things)
    platformContract(things)

    test('a call that is aborted already is not made', async () => {
      const signal = AbortSignal.abort(new Error('shutting down'))
      await expect(fly.listApps({ signal })).rejects.toThrow('shutting down')
      await expect(fly.createApp({ name: 'x', network: 'x' }, { signal })).rejects.toThrow('shutting down')
    })
  })
}

const config: MachineConfig = {
  image: 'registry-1.docker.io/library/nginx:alpine',
  env: { COLOUR: 'blue' },
  guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
}
