import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('the truth', () => {
  test('other people make and change Machines', async () => {
    const fly = aFly()
    const { world } = fly
    world.createApp({ name: 'shop', network: 'shop-net' })
    const made = world.createMachine('shop', { name: 'web', region: 'cdg', config: { image: 'a' } })
    expect(made).toMatchObject({ state: 'started', region: 'cdg', app: 'shop', metadata: {} })
    expect(world.app('shop')).toMatchObject({ network: 'shop-net', status: 'deployed', organization: 'demo' })

    world.edit('shop', 'web', (config) => ({ ...config, env: { A: '1' } }))
    await fly.clock.advance(20_000)
    const [edited] = world.machines('shop')
    expect(edited).toMatchObject({ state: 'started', config: { image: 'a', env: { A: '1' } } })
    expect(edited?.instanceId).not.toBe(made.instanceId)

    world.setMetadata('shop', made.id, { a: 'b' })
    expect(world.machines()).toMatchObject([{ metadata: { a: 'b' }, instanceId: edited?.instanceId }])
    world.stop('shop', 'web')
    await fly.clock.advance(10_000)
    expect(world.machines()).toMatchObject([{ state: 'stopped' }])
    world.start('shop', 'web')
    await fly.clock.advance(10_000)
    expect(world.machines()).toMatchObject([{ state: 'started' }])
    world.destroy('shop', 'web')
    expect(world.machines()).toMatchObject([{ state: 'destroying' }])
    await fly.clock.advance(10_000)
    expect(world.machines()).toEqual([])
    expect(() => world.stop('shop', 'web')).toThrow('no Machine web')
  })

  test('what Fly would refuse does not happen', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    fly.world.edit('shop', id, (config) => ({ ...config, env: { A: '1' } }))
    const before = fly.world.snapshot()
    fly.world.start('shop', id)
    fly.world.edit('shop', id, (config) => ({ ...config, env: { A: '2' } }))
    expect(fly.world.snapshot()).toBe(before)
  })

  test('checks are what somebody says until the next start', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine({ checks: { up: { type: 'tcp', port: 1 } } })
    expect(fly.world.machines()).toMatchObject([{ checks: [{ name: 'up', status: 'passing' }] }])
    fly.world.setChecks('shop', id, 'critical')
    await fly.clock.advance(60_000)
    expect(fly.world.machines()).toMatchObject([{ checks: [{ status: 'critical' }] }])
    fly.world.stop('shop', id)
    await fly.clock.advance(5_000)
    expect(fly.world.machines()).toMatchObject([{ checks: [] }])
    fly.world.start('shop', id)
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ checks: [{ status: 'passing' }] }])
  })

  test('every change is told, until one does not want to hear of it', async () => {
    const fly = aFly()
    fly.world.createApp({ name: 'first' })
    // A region's hosts are made when somebody first asks for them.
    fly.world.hosts('fra')
    const heard: string[] = []
    const stop = fly.world.onChange(() => heard.push(fly.world.machines()[0]?.state ?? 'none'))
    fly.world.createApp({ name: 'shop' })
    fly.world.createMachine('shop', { config: { image: 'a' }, state: 'stopped' })
    stop()
    fly.world.start('shop', fly.world.machines()[0]?.id ?? '')
    expect(heard).toEqual(['none', 'stopped', 'stopped'])
  })

  test('does not follow the clock of the controller when that jumps', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    fly.clock.jump(-3_600_000)
    await fly.ask('POST', `${path}/cordon`)
    const [machine] = fly.world.machines()
    expect((machine?.updatedAt ?? 0) - (machine?.createdAt ?? 0)).toBeGreaterThan(0)
  })

  test('ends when it is closed', async () => {
    const fly = aFly()
    await fly.makeMachine()
    fly.world.stop('shop', fly.world.machines()[0]?.id ?? '')
    const before = fly.world.snapshot()
    fly.close()
    expect(fly.clock.pending()).toBe(0)
    await fly.clock.advance(60_000)
    expect(fly.world.snapshot()).toBe(before)
  })
})
