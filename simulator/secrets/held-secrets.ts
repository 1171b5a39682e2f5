import type { MachineConfig } from '../../controller/fly/wire.ts'
import { containersOf } from '../containers.ts'
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
  for (const name of [...fileSecretsOf(config), ...programsOf(config).flatMap(({ named }) => named)]) {
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
  const programs = programsOf(config)
  if (programs.length === 0 || programs.some(({ takesAll }) => takesAll)) return 'all'
  return new Set([...programs.flatMap(({ named }) => named), ...fileSecretsOf(config)])
}

/**
 * What each program asks for. Processes that name no secrets get all, unless they ignore the app's; containers get only
 * what they name. Source: superfly/fly-go, machine_types.go; superfly/docs, multi-container-machines
 */
function programsOf(
  config: MachineConfig,
): readonly { readonly named: readonly string[]; readonly takesAll: boolean }[] {
  const containers = containersOf(config)
  if (containers.length > 0) return containers.map(({ secrets = [] }) => ({ named: namesOf(secrets), takesAll: false }))
  return (config.processes ?? []).map(({ secrets = [], ignore_app_secrets = false }) => ({
    named: namesOf(secrets),
    takesAll: secrets.length === 0 && !ignore_app_secrets,
  }))
}

/** `name` only where the variable is called otherwise than the secret. */
function namesOf(secrets: readonly { readonly env_var?: string; readonly name?: string }[]): readonly string[] {
  return secrets.map(({ env_var, name }) => name || env_var || '')
}

/** Of the Machine, and of its containers. */
function fileSecretsOf(config: MachineConfig): readonly string[] {
  const files = [config, ...containersOf(config)].flatMap((each) => each.files ?? [])
  return files.flatMap(({ secret_name }) => (secret_name ? [secret_name] : []))
}
