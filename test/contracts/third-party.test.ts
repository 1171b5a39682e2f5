import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { serveSimulator } from '../../simulator/serve.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'

// Somebody else's client (Supabase's), unchanged, of which the simulator has never heard: it uses REST and GraphQL as Fly
// has them, or as it believes that Fly does. Its package is CommonJS and lets only this module be given the addresses.
const { default: Client } = createRequire(import.meta.url)(
  'fly-admin/dist/client.js',
) as typeof import('fly-admin/dist/client.js')

const { AddressType } = createRequire(import.meta.url)(
  'fly-admin/dist/lib/network.js',
) as typeof import('fly-admin/dist/lib/network.js')

// It knows nothing of Fly's limits, and nobody is to wait for them here.
let simulator: Simulator
let server: Awaited<ReturnType<typeof serveSimulator>>
let fly: InstanceType<typeof Client>
beforeEach(async () => {
  simulator = createSimulator({ clock: realClock, seed: 1, organization: 'demo', delays: 'none', limits: false })
  server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1' })
  fly = new Client('fo1_simulated', { apiUrl: server.url, graphqlUrl: server.url })
})
afterEach(async () => {
  await server.close()
  simulator.close()
})

describe('a client that nobody here has written, fly-admin,', () => {
  const app_name = 'shop'
  const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } as const

  async function anApp(): Promise<void> {
    await fly.App.createApp({ org_slug: 'demo', app_name, network: 'shop-net' })
  }

  test('learns of the organisation and the regions', async () => {
    expect(await fly.Organization.getOrganization('demo')).toMatchObject({ organization: { slug: 'demo' } })
    const { platform } = await fly.Regions.getRegions()
    expect(platform.regions).toContainEqual(expect.objectContaining({ code: 'ams' }))
  })

  test('has an app from its creation to its end', async () => {
    await anApp()
    expect(await fly.App.getApp(app_name)).toMatchObject({ name: 'shop', organization: { slug: 'demo' } })
    expect(await fly.App.listApps('demo')).toMatchObject({ total_apps: 1, apps: [{ name: 'shop' }] })
    await fly.Network.allocateIpAddress({ appId: app_name, type: AddressType.v6 })
    const { ipAddresses } = await fly.App.getAppDetailed(app_name)
    expect(ipAddresses).toMatchObject([{ type: 'v6' }])
    await fly.Network.releaseIpAddress({ appId: app_name, ip: ipAddresses[0]?.address ?? '' })
    expect((await fly.App.getAppDetailed(app_name)).ipAddresses).toEqual([])
    await fly.App.deleteApp(app_name)
    await expect.poll(() => simulator.world.apps()).toEqual([])
    await expect(fly.App.getApp(app_name)).rejects.toThrow('404')
  })

  test('sets secrets and takes them back', async () => {
    await anApp()
    await fly.Secret.setSecrets({ appId: app_name, secrets: [{ key: 'KEY', value: 'romance' }] })
    expect(await secretNames()).toEqual(['KEY'])
    await fly.Secret.unsetSecrets({ appId: app_name, keys: ['KEY'] })
    expect(await secretNames()).toEqual([])
  })

  async function secretNames(): Promise<readonly string[]> {
    const answer: { secrets?: { name: string }[] } = await fly.restOrThrow(`apps/${app_name}/secrets`)
    return (answer.secrets ?? []).map(({ name }) => name)
  }

  test('leads a Machine with a volume through its whole life', async () => {
    await anApp()
    const volume = await fly.Volume.createVolume({ app_name, name: 'data', region: 'ams', size_gb: 1 })
    expect(await fly.Volume.getVolume({ app_name, volume_id: volume.id })).toMatchObject({ attached_machine_id: null })

    const mounts = [{ volume: volume.id, path: '/data' }]
    const created = await fly.Machine.createMachine({
      app_name,
      name: 'db',
      region: 'ams',
      config: { image: 'nginx:1', guest, mounts, metadata: { tier: 'gold' } },
    })
    const machine = { app_name, machine_id: String(created.id) }
    await fly.Machine.waitMachine({ ...machine, state: 'started' as never, timeout: '60s' })
    expect(await fly.Machine.getMachine(machine)).toMatchObject({
      state: 'started',
      config: { metadata: { tier: 'gold' } },
    })
    expect(await fly.Machine.listMachines({ app_name, region: 'ams' })).toMatchObject([{ id: created.id }])
    expect(await fly.Volume.listVolumes(app_name)).toMatchObject([{ attached_machine_id: created.id }])
    await expect(fly.Volume.deleteVolume({ app_name, volume_id: volume.id })).rejects.toThrow(
      `412: {"error":"failed_precondition: volume is currently bound to machine: ${created.id}"}`,
    )

    const { instance_id } = await fly.Machine.updateMachine({
      ...machine,
      config: { image: 'nginx:2', guest, mounts },
    })
    await fly.Machine.waitMachine({ ...machine, instance_id: String(instance_id), state: 'started' as never })
    expect(await fly.Machine.getMachine(machine)).toMatchObject({ instance_id, config: { image: 'nginx:2' } })
    expect(await fly.Machine.listVersions(machine)).toHaveLength(2)

    await fly.Machine.stopMachine(machine)
    await fly.Machine.waitMachine({ ...machine, instance_id: String(instance_id), state: 'stopped' as never })
    await fly.Machine.startMachine(machine)
    await fly.Machine.waitMachine({ ...machine, state: 'started' as never })
    await fly.Machine.restartMachine(machine)
    await fly.Machine.waitMachine({ ...machine, state: 'started' as never })
    await fly.Machine.cordonMachine(machine)
    await fly.Machine.uncordonMachine(machine)
    const events = await fly.Machine.listEvents(machine)
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['launch', 'start', 'exit']))

    await fly.Machine.deleteMachine({ ...machine, force: true })
    await expect.poll(() => fly.Machine.listMachines(app_name)).toEqual([])
    await fly.Volume.extendVolume({ app_name, volume_id: volume.id, size_gb: 2 })
    await expect.poll(() => fly.Volume.getVolume({ app_name, volume_id: volume.id })).toMatchObject({ size_gb: 2 })
    expect(await fly.Volume.listSnapshots({ app_name, volume_id: volume.id })).toEqual([])
    await fly.Volume.deleteVolume({ app_name, volume_id: volume.id })
    await fly.App.deleteApp(app_name)
    await expect.poll(() => simulator.world.apps()).toEqual([])
  })

  test('holds a lease, and then gets no further itself, since it sends no nonce', async () => {
    await anApp()
    const { id } = await fly.Machine.createMachine({ app_name, config: { image: 'nginx:1', guest } })
    const machine = { app_name, machine_id: String(id) }
    await fly.Machine.waitMachine({ ...machine, state: 'started' as never })
    await fly.Machine.acquireLease({ ...machine, ttl: 60 })
    expect(await fly.Machine.getLease(machine)).toMatchObject({ data: { owner: expect.any(String) } })
    await expect(fly.Machine.stopMachine(machine)).rejects.toThrow('lease currently held by')
  })
})
