import type { Call } from '../fly/fly.ts'
import type { LiveApp } from '../plan/adoption/spec-from.ts'
import type { Deps } from './deps.ts'
import { readApp } from './look.ts'

/** A live app, read for being taken in: `absent` and `foreign` ones cannot be. */
export type Survey =
  | { readonly app: 'absent' | 'foreign' }
  | { readonly app: 'present'; readonly live: LiveApp; readonly besides: Besides }

/** What an app has besides its Machines. */
export type Besides = {
  /** Names only. */
  readonly secrets: readonly string[]
  readonly volumes: readonly string[]
  readonly addresses: readonly string[]
  readonly hostnames: readonly string[]
}

/** Only reads. Rejects with a FlyError when Fly cannot be read. */
export async function survey(flyApp: string, deps: Deps, call: Call): Promise<Survey> {
  const { fly } = deps
  const app = await readApp(flyApp, { ownsApp: false }, deps, call)
  if (app === 'absent' || app === 'foreign') return { app }
  const [machines, secrets, volumes, ips, certificates] = await Promise.all([
    fly.listMachines(flyApp, call),
    fly.listSecrets(flyApp, call),
    fly.listVolumes(flyApp, call),
    fly.listIps(flyApp, call),
    fly.listCertificates(flyApp, call),
  ])
  return {
    app: 'present',
    live: { name: flyApp, network: app.network, machines },
    besides: {
      secrets: secrets.map(({ name }) => name).sort(),
      volumes: volumes.map(({ id, name, size_gb, region }) => `${id} (${name}, ${size_gb} GB in ${region})`).sort(),
      addresses: ips.map(({ ip, ip_pair, type }) => `${ip ?? ip_pair?.v4 ?? 'a pair'} (${type ?? 'address'})`).sort(),
      hostnames: certificates.map(({ hostname }) => hostname).sort(),
    },
  }
}
