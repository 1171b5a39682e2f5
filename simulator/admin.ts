import { Hono } from 'hono'
import { dnsRecordsIn } from './addresses/dns.ts'
import { bodyOf, numberIn } from './admin-body.ts'
import { readFault } from './fault-json.ts'
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
    world.setDns(context.req.param('name'), dnsRecordsIn(await bodyOf(context)))
    return context.body(null, 204)
  })
  admin.delete('/dns/:name', (context) => {
    world.setDns(context.req.param('name'), undefined)
    return context.body(null, 204)
  })

  admin.post('/hosts/:host', async (context) => {
    world.setHost(context.req.param('host'), hostChangeIn(await bodyOf(context)))
    return context.body(null, 204)
  })
  admin.post('/volumes/:volume/:deed', async (context) => {
    const { volume, deed } = context.req.param()
    const body = await bodyOf(context)
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
      default:
        throw new Error(`there is no deed ${deed}`)
    }
    return context.body(null, 204)
  })

  addIdentityAdmin(admin, world)
  admin.post('/machines/:app/:machine/:deed', async (context) => {
    const { app, machine, deed } = context.req.param()
    const body = await bodyOf(context)
    switch (deed) {
      case 'start':
      case 'stop':
      case 'destroy':
        world[deed](app, machine)
        break
      case 'edit':
        world.edit(app, machine, (config) => ({ ...config, ...body }))
        break
      case 'metadata':
        world.setMetadata(app, machine, body as Record<string, string>)
        break
      case 'crash':
        world.crash(app, machine, crashIn({ exitCode: 1, restarts: 0, ...body }))
        break
      case 'checks':
        world.setChecks(app, machine, oneOf(body.status, ['passing', 'critical']))
        break
      case 'host':
        world.setHostStatus(app, machine, oneOf(body.status, ['ok', 'unknown', 'unreachable']))
        break
      case 'migrate':
        world.migrate(app, machine, body.host === undefined ? undefined : String(body.host))
        break
      case 'lease': {
        const { owner, ttlSeconds } = { owner: 'someone@example.com', ttlSeconds: 60, ...body }
        return context.json({
          nonce: world.takeLease(app, machine, String(owner), numberIn({ ttlSeconds }, 'ttlSeconds')),
        })
      }
      default:
        throw new Error(`there is no deed ${deed}`)
    }
    return context.body(null, 204)
  })
  return admin
}

function crashIn(body: Record<string, unknown>): { exitCode: number; oom: boolean; restarts: number } {
  return { exitCode: numberIn(body, 'exitCode'), oom: body.oom === true, restarts: numberIn(body, 'restarts') }
}

function hostChangeIn(body: Record<string, unknown>): HostChange {
  const { status, deploys } = body
  const sizes = (['cpus', 'memoryMb', 'diskGb'] as const).filter((name) => body[name] !== undefined)
  return {
    ...(status !== undefined && { status: oneOf(status, ['ok', 'unknown', 'unreachable']) }),
    ...(deploys !== undefined && { deploys: deploys === true }),
    ...Object.fromEntries(sizes.map((name) => [name, numberIn(body, name)])),
  }
}

function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word {
  const word = words.find((each) => each === value)
  if (word === undefined) throw new Error(`status must be one of ${words.join(', ')}`)
  return word
}
