import type { Hono } from 'hono'
import { bodyOf } from './admin-body.ts'
import { type Kinds, numberIn, oneOf } from './given-fields.ts'
import type { SimulatedWorld } from './world.ts'

/** Other people's hands on Machines. What Fly would refuse does not happen; a wrong config is told. */
export function addMachineAdmin(admin: Hono, world: SimulatedWorld): void {
  admin.post('/machines/:app/:machine/:deed', async (context) => {
    const { app, machine, deed } = context.req.param()
    if (!Object.hasOwn(fields, deed)) throw new Error(`there is no deed ${deed}; there is ${deeds}`)
    const body = await bodyOf(context, fields[deed])
    switch (deed) {
      case 'start':
      case 'stop':
      case 'destroy':
        world[deed](app, machine)
        break
      case 'edit': {
        const before = versionOf(app, machine)
        world.edit(app, machine, (config) => ({ ...config, ...body }))
        if (versionOf(app, machine) === before)
          throw new Error('Fly refuses that: the config is wrong, or it is no time')
        break
      }
      case 'metadata': {
        const texts = Object.entries(body).map(([key, value]) => [key, String(value)])
        world.setMetadata(app, machine, Object.fromEntries(texts))
        break
      }
      case 'crash': {
        const exit = { exitCode: 1, restarts: 0, oom: false, ...body }
        world.crash(app, machine, exit)
        break
      }
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
        const wanted = { owner: 'someone@example.com', ttlSeconds: 60, ...body }
        return context.json({ nonce: world.takeLease(app, machine, wanted.owner, numberIn(wanted, 'ttlSeconds')) })
      }
    }
    return context.body(null, 204)
  })

  function versionOf(app: string, machine: string): string | undefined {
    return world.machines(app).find(({ id, name }) => id === machine || name === machine)?.instanceId
  }
}

/** What each deed may be told. Configs and metadata may have any fields. */
const fields: Readonly<Record<string, Kinds | undefined>> = {
  start: {},
  stop: {},
  destroy: {},
  edit: undefined,
  metadata: undefined,
  crash: { exitCode: 'number', restarts: 'number', oom: 'boolean' },
  checks: { status: 'string' },
  host: { status: 'string' },
  migrate: { host: 'string' },
  lease: { owner: 'string', ttlSeconds: 'number' },
}
const deeds = Object.keys(fields).join(', ')
