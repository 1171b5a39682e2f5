import { Hono } from 'hono'
import { dnsRecordsIn } from './addresses/dns.ts'
import { bodyOf } from './admin-body.ts'
import { addMachineAdmin } from './admin-machines.ts'
import { readFault } from './fault-json.ts'
import { type Kinds, numberIn, oneOf } from './given-fields.ts'
import type { HostChange } from './hosts/world.ts'
import { addIdentityAdmin } from './identity/admin.ts'
import type { Simulator } from './simulator.ts'
import { createWeathers } from './weathers.ts'

/**
 * What people and scripts do to a simulator on a socket, under `/_simulator`: look at the truth, add faults, meddle with
 * Machines. No limits, no lag, no token; web pages are turned away.
 */
export function createAdmin({ world, faults, requests, actions }: Simulator): Hono {
  const admin = new Hono().basePath('/_simulator')
  const added = new Map<string, { readonly fault: object; readonly remove: () => void }>()
  const makeWeather = createWeathers(faults)
  let count = 0

  admin.use(async (context, next) => {
    // A page in somebody's browser can reach a loopback port as well, and browsers say where a page is from.
    if (context.req.header('origin') !== undefined) return context.json({ error: 'not for web pages' }, 403)
    return await next()
  })
  admin.onError((error, context) => context.json({ error: error.message }, 400))

  admin.get('/world', (context) => {
    const destroyed = context.req.query('destroyed') === 'true'
    return context.json({
      apps: world.apps(),
      machines: world.machines(undefined, { destroyed }),
      volumes: world.volumes(undefined, { deleted: destroyed }),
      snapshots: world.snapshots(),
      hosts: world.hosts(),
    })
  })
  admin.get('/requests', (context) => {
    const since = Number(context.req.query('since') ?? 0)
    return context.json({ counts: requests.counts(), requests: requests.since(since) })
  })

  admin.get('/faults', (context) => {
    const list = [...added].map(([id, { fault }]) => ({ id, fault }))
    return context.json({ faults: list, fired: faults.fired() })
  })
  admin.post('/faults', async (context) => {
    const fault = await bodyOf(context)
    const id = String(++count)
    added.set(id, { fault, remove: faults.add(readFault(fault, actions)) })
    return context.json({ id }, 201)
  })
  admin.delete('/faults/:id', (context) => {
    const id = context.req.param('id')
    const fault = added.get(id)
    if (fault === undefined) return context.json({ error: `there is no fault ${id}` }, 404)
    fault.remove()
    added.delete(id)
    return context.body(null, 204)
  })
  admin.delete('/faults', (context) => {
    faults.clear()
    added.clear()
    return context.body(null, 204)
  })
  admin.post('/weather', async (context) => {
    for (const [name, value] of Object.entries(await bodyOf(context))) makeWeather(name, value)
    return context.body(null, 204)
  })

  admin.post('/dns/:name', async (context) => {
    world.setDns(context.req.param('name'), dnsRecordsIn(await bodyOf(context, dnsFields)))
    return context.body(null, 204)
  })
  admin.delete('/dns/:name', (context) => {
    world.setDns(context.req.param('name'), undefined)
    return context.body(null, 204)
  })

  admin.post('/hosts/:host', async (context) => {
    world.setHost(context.req.param('host'), hostChangeIn(await bodyOf(context, hostFields)))
    return context.body(null, 204)
  })
  admin.post('/volumes/:volume/:deed', async (context) => {
    const { volume, deed } = context.req.param()
    if (!Object.hasOwn(volumeFields, deed)) throw new Error(`there is no deed ${deed}`)
    const body = await bodyOf(context, volumeFields[deed])
    switch (deed) {
      case 'extend':
        world.extendVolume(volume, numberIn(body, 'sizeGb'))
        break
      case 'fill':
        world.fillVolume(volume, numberIn(body, 'usedGb'))
        break
      case 'hold':
        world.holdVolume(volume, numberIn(body, 'forMs'))
        break
      case 'delete':
        world.deleteVolume(volume)
        break
      case 'snapshot':
        return context.json(world.snapshotVolume(volume))
    }
    return context.body(null, 204)
  })

  addIdentityAdmin(admin, world)
  addMachineAdmin(admin, world)
  return admin
}

function hostChangeIn(body: Record<string, unknown>): HostChange {
  const { status, ...change } = body
  return { ...change, ...(status !== undefined && { status: oneOf(status, ['ok', 'unknown', 'unreachable']) }) }
}

const hostFields = {
  status: 'string',
  deploys: 'boolean',
  cpus: 'number',
  memoryMb: 'number',
  diskGb: 'number',
} as const
const dnsFields = { a: 'any', aaaa: 'any', cname: 'any', txt: 'any' } as const
/** What each deed may be told. */
const volumeFields: Readonly<Record<string, Kinds>> = {
  extend: { sizeGb: 'number' },
  fill: { usedGb: 'number' },
  hold: { forMs: 'number' },
  delete: {},
  snapshot: {},
}
