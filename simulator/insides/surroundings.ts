import { containersOf } from '../containers.ts'
import type { MachineRow } from '../rows.ts'
import { seenSecrets } from '../secrets/secret-rows.ts'
import type { Truth } from '../truth.ts'
import type { Surroundings } from './shell.ts'

/** What programs find in a Machine, or in one of its containers. */
export function surroundingsOf(
  truth: Truth,
  machine: MachineRow,
  { container, stdin }: { readonly container: string | undefined; readonly stdin: string },
): Surroundings {
  const { config } = machine
  const inside = containersOf(config).find(({ name }) => name === container)
  const secrets = secretsOf(truth, machine)
  const files = [...(config.files ?? []), ...(inside?.files ?? [])].map((file) => {
    const { guest_path = '', raw_value, secret_name } = file as WrittenFile
    return [guest_path, Buffer.from(raw_value ?? secrets[secret_name ?? ''] ?? '', 'base64').toString()] as const
  })
  return {
    env: { PATH: usualPath, HOME: '/root', ...secrets, ...config.env, ...inside?.env, ...given(machine) },
    files: Object.fromEntries(files),
    stdin,
  }
}

/** What the run has got, as long as it is what is set: older values are kept nowhere. */
function secretsOf(truth: Truth, { app, secrets: held }: MachineRow): Readonly<Record<string, string>> {
  const set = Object.entries(seenSecrets(truth, app).secrets)
  return Object.fromEntries(
    set.filter(([name, { digest }]) => held?.digests[name] === digest).map(([name, { value }]) => [name, value]),
  )
}

/** Source: superfly/docs, machines/runtime-environment */
function given({ app, id, config, instanceId, region, privateIp }: MachineRow): Record<string, string> {
  const { guest, metadata = {} } = config
  return {
    FLY_APP_NAME: app,
    FLY_MACHINE_ID: id,
    FLY_ALLOC_ID: id,
    FLY_REGION: region,
    FLY_IMAGE_REF: config.image,
    FLY_MACHINE_VERSION: instanceId,
    FLY_PRIVATE_IP: privateIp,
    FLY_PROCESS_GROUP: metadata.fly_process_group ?? '',
    FLY_VM_MEMORY_MB: String(guest?.memory_mb ?? 0),
    PRIMARY_REGION: config.env?.PRIMARY_REGION ?? '',
  }
}

type WrittenFile = { readonly guest_path?: string; readonly raw_value?: string; readonly secret_name?: string }

const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
