import type { MachineConfig } from '../../controller/fly/wire.ts'
import { refuse } from '../refusal.ts'
import { optional } from '../routes.ts'
import type { MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { type SecretSet, seenSecrets } from './secret-rows.ts'
import { mustBeAsNewAs } from './secrets.ts'

/** What a run of a Machine has got of its app's secrets. */
export type HeldSecrets = {
  readonly version: number
  /** By the names of the secrets, whether they came as variables or as files. */
  readonly digests: Readonly<Record<string, string>>
}

/** What a Machine gets that starts now. Source: superfly/docs, apps/secrets: they are read at each start */
export function secretsFor(truth: Truth, machine: Pick<MachineRow, 'app' | 'config' | 'skipsSecrets'>): HeldSecrets {
  const { version, secrets } = seenSecrets(truth, machine.app)
  if (machine.skipsSecrets) return { version, digests: {} }
  const wanted = namesWanted(machine.config)
  const held = Object.entries(secrets).filter(([name]) => wanted === 'all' || wanted.has(name))
  return { version, digests: Object.fromEntries(held.map(([name, { digest }]) => [name, digest])) }
}

/**
 * What a create or an update says about secrets. A Refusal when they are not as new as it asks for, or when its config
 * needs some that are not there. The words for the latter are ours.
 */
export function secretsAskedFor(
  truth: Truth,
  app: string,
  asked: Readonly<Record<string, unknown>>,
  config: MachineConfig,
): { readonly skipsSecrets: boolean } {
  const set = seenSecrets(truth, app)
  mustBeAsNewAs(set, optional(asked, 'min_secrets_version', 'number') ?? 0)
  for (const name of [...fileSecretsOf(config), ...processesOf(config).flatMap(({ secrets }) => secrets ?? [])]) {
    if (name === '') throw refuse(400, 'invalid config: env_var of a secret is required')
    if (!Object.hasOwn(set.secrets, name)) throw refuse(400, `invalid config: secret '${name}' not found`)
  }
  for (const name of fileSecretsOf(config)) mustBeBase64(set, name)
  return { skipsSecrets: optional(asked, 'skip_secrets', 'boolean') ?? false }
}

/** A file is written with what the secret's base64 means. Source: Fly's OpenAPI document, fly.File */
function mustBeBase64({ secrets }: SecretSet, name: string): void {
  const { value = '' } = secrets[name] ?? {}
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) {
    throw refuse(400, `invalid file: the value of secret '${name}' is not base64`)
  }
}

function namesWanted(config: MachineConfig): 'all' | ReadonlySet<string> {
  const processes = processesOf(config)
  if (processes.length === 0 || processes.some(({ secrets, ignoresApp }) => secrets === undefined && !ignoresApp)) {
    return 'all'
  }
  return new Set([...processes.flatMap(({ secrets }) => secrets ?? []), ...fileSecretsOf(config)])
}

/** Which secrets each process names; those that name none get all, unless they ignore the app's. */
function processesOf(config: MachineConfig): readonly Process[] {
  return (config.processes ?? []).map(({ secrets = [], ignore_app_secrets: ignoresApp = false }) => ({
    // `name` only where the variable is called otherwise than the secret.
    secrets: secrets.length > 0 ? secrets.map(({ env_var, name }) => name || env_var || '') : undefined,
    ignoresApp,
  }))
}

type Process = { readonly secrets: readonly string[] | undefined; readonly ignoresApp: boolean }

function fileSecretsOf({ files = [] }: MachineConfig): readonly string[] {
  return files.flatMap(({ secret_name }) => (secret_name ? [secret_name] : []))
}
