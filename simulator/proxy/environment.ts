import type { MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'

/** What a program finds in its environment. Source: superfly/docs, machines/runtime-environment */
export function environmentOf(truth: Truth, machine: MachineRow): Readonly<Record<string, string>> {
  const { config, app, id, instanceId, region, privateIp, image } = machine
  const { registry, repository, tag } = image
  const name = `${registry}/${repository}`
  const group = config.metadata?.fly_process_group
  return {
    ...secretsHeld(truth, machine),
    // Goes before a secret of the same name, and nothing goes before the platform's own.
    ...config.env,
    FLY_APP_NAME: app,
    FLY_MACHINE_ID: id,
    FLY_ALLOC_ID: id,
    FLY_MACHINE_VERSION: instanceId,
    FLY_REGION: region,
    FLY_PRIVATE_IP: privateIp,
    FLY_IMAGE_REF: tag === undefined ? `${name}@${image.digest}` : `${name}:${tag}`,
    FLY_VM_MEMORY_MB: String(config.guest?.memory_mb ?? 256),
    ...(group && { FLY_PROCESS_GROUP: group }),
    PRIMARY_REGION: primaryRegionOf(truth, app) ?? region,
  }
}

/** The values that this run of it has got, whatever has been written since. */
function secretsHeld(truth: Truth, { app, secrets }: MachineRow): Readonly<Record<string, string>> {
  const sets = truth.tables.secrets.get(app)?.sets ?? []
  const values = Object.entries(secrets?.digests ?? {}).flatMap(([name, digest]) => {
    const held = sets.map((set) => set.secrets[name]).find((secret) => secret?.digest === digest)
    return held === undefined ? [] : [[name, held.value] as const]
  })
  return Object.fromEntries(values)
}

/** The Machines API has no word for it: flyctl puts it into `env`. Else it is where the app's first Machine is. */
export function primaryRegionOf(truth: Truth, app: string): string | undefined {
  let first: string | undefined
  for (const { region, config, state } of truth.machines(app)) {
    if (state === 'destroyed') continue
    if (config.env?.PRIMARY_REGION !== undefined) return config.env.PRIMARY_REGION
    first ??= region
  }
  return first
}
