import { readConfig } from './config.ts'
import { standbysOf } from './config-rules.ts'
import { freeName, newMachine } from './creation.ts'
import { destroy, update } from './deeds.ts'
import { listMachines } from './machine-list.ts'
import { joinNetwork } from './networks.ts'
import { reserveUpdate } from './placement.ts'
import { appOf, freeMachineOf, type Premises, visibleMachineOf } from './premises.ts'
import { pullImages } from './pull.ts'
import * as refusal from './refusal.ts'
import { regionsOf } from './regions.ts'
import { type Ask, flag, optional, type Reply, type Route } from './routes.ts'
import type { MachineRow } from './rows.ts'
import { secretsAskedFor } from './secrets/held-secrets.ts'
import { machineView } from './views.ts'
import { attach, placeWithVolume, withSameVolume, withVolume } from './volumes/mounting.ts'

/** Machines: list, read, create, update, destroy. */
export function machineRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises

  function create(ask: Ask): Reply {
    const app = appOf(premises, ask)
    if ((app.launchableAt ?? 0) > laws.now()) throw refusal.appNotLaunchable()
    const asked = ask.body()
    const config = readConfig(asked.config)
    const region = optional(asked, 'region', 'string') ?? ''
    const wanted = regionsOf(region)
    if (wanted === undefined) throw refusal.refuse(400, `invalid_argument: invalid region '${region}'`)
    const name = optional(asked, 'name', 'string') || freeName(truth, laws, app.name)
    const other = truth.machineNamed(app.name, name)
    if (other !== undefined) throw refusal.machineNameTaken(other.id, name)
    const image = pullImages(premises, config)
    const secrets = secretsAskedFor(truth, app.name, asked, config)
    const leaseTtl = optional(asked, 'lease_ttl', 'number')
    const { place, volume } = placeWithVolume(premises, app, wanted, config)
    const machine = newMachine(laws, {
      app: app.name,
      network: joinNetwork(truth, app.organization, app.network).number,
      name,
      host: place.host,
      config: volume === undefined ? config : withVolume(config, volume),
      image,
      userConfig: asked.config,
      // A standby is there for the day on which a host is lost. Source: superfly/docs, app-availability
      isLaunchSkipped: (optional(asked, 'skip_launch', 'boolean') ?? false) || standbysOf(config).length > 0,
      // Out of the proxy until it is uncordoned. Source: superfly/flyctl, strategy_bluegreen.go
      cordoned: optional(asked, 'skip_service_registration', 'boolean') ?? false,
      ...secrets,
      lease: leaseTtl ? { owner: ask.caller.owner, ttlSeconds: leaseTtl } : undefined,
      visibleAfterMs: laws.delay('machineVisible'),
    })
    truth.putMachine(machine)
    if (volume !== undefined) attach(premises, volume, machine.id)
    if (app.status === 'pending') truth.putApp({ ...app, status: 'deployed' })
    return { status: 200, body: { ...machineView(machine), ...(machine.lease && { nonce: machine.lease.nonce }) } }
  }

  function change(ask: Ask): Reply {
    const machine = freeMachineOf(premises, ask)
    const asked = ask.body()
    const version = optional(asked, 'current_version', 'string')
    if (version && version !== machine.instanceId) throw refusal.versionMismatch(machine.instanceId, version)
    checkUnchanged(asked, machine)
    const config = withSameVolume(machine.config, readConfig(asked.config))
    const image = pullImages(premises, config)
    const secrets = secretsAskedFor(truth, machine.app, asked, config)
    const isLaunchSkipped = optional(asked, 'skip_launch', 'boolean') ?? false
    const updated = update(machine, { config, image, userConfig: asked.config, isLaunchSkipped, ...secrets }, laws)
    reserveUpdate(premises, machine, config)
    truth.putMachine(updated)
    return { status: 200, body: machineView(updated) }
  }

  return [
    {
      method: 'GET',
      path: '/v1/apps/:app/machines',
      action: 'list-machines',
      countedBy: 'app',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: listMachines(premises, ask) }),
    },
    {
      method: 'POST',
      path: '/v1/apps/:app/machines',
      action: 'create-machine',
      countedBy: 'app',
      isDeed: true,
      answer: create,
    },
    {
      method: 'GET',
      path: '/v1/apps/:app/machines/:id',
      action: 'get-machine',
      countedBy: 'id',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: machineView(visibleMachineOf(premises, ask)) }),
    },
    {
      method: 'POST',
      path: '/v1/apps/:app/machines/:id',
      action: 'update-machine',
      countedBy: 'id',
      isDeed: true,
      answer: change,
    },
    {
      method: 'DELETE',
      path: '/v1/apps/:app/machines/:id',
      action: 'destroy-machine',
      countedBy: 'id',
      isDeed: true,
      answer(ask) {
        const isForced = flag(ask.query, 'force') || flag(ask.query, 'kill')
        truth.putMachine(destroy(freeMachineOf(premises, ask), isForced, laws))
        return { status: 200, body: { ok: true } }
      },
    },
  ]
}

/** Name and region are for life. Whether Fly refuses others or overlooks them is not known. */
function checkUnchanged(asked: Readonly<Record<string, unknown>>, { name, region }: MachineRow): void {
  if ((optional(asked, 'name', 'string') || name) !== name) throw refusal.immutable('name')
  const wanted = regionsOf(optional(asked, 'region', 'string') || region)
  if (wanted?.includes(region) !== true) throw refusal.immutable('region')
}
