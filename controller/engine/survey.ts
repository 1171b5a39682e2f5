import type { Call } from '../fly/fly.ts'
import type { Machine } from '../fly/wire.ts'
import type { LiveApp } from '../plan/adoption/live-app.ts'
import type { Deps } from './deps.ts'
import { readApp } from './look.ts'

/** A live app, read for being taken in: `absent` and `foreign` ones cannot be. */
export type Survey = { readonly app: 'absent' | 'foreign' } | { readonly app: 'present'; readonly live: LiveApp }

/** Only reads. Rejects with a FlyError when Fly cannot be read. */
export async function survey(flyApp: string, deps: Deps, call: Call): Promise<Survey> {
  const app = await readApp(flyApp, { ownsApp: false }, deps, call)
  if (app === 'absent' || app === 'foreign') return { app }
  const machines = await deps.fly.listMachines(flyApp, call)
  return { app: 'present', live: await liveApp(flyApp, app.network, machines, deps, call) }
}

/** An app of the organisation with these Machines, and all that it has besides. */
export async function liveApp(
  name: string,
  network: string,
  machines: readonly Machine[],
  { fly, organization }: Deps,
  call: Call,
): Promise<LiveApp> {
  const [secrets, volumes, addresses, certificates] = await Promise.all([
    fly.listSecrets(name, call),
    fly.listVolumes(name, call),
    fly.listIps(name, call),
    fly.listCertificates(name, call),
  ])
  return { name, network, organization, machines, secrets, addresses, certificates, volumes }
}
