import type { MachineConfig } from '../controller/fly/wire.ts'
import { refuse } from './refusal.ts'

/** One of several programs of a Machine, each with an image of its own, as far as something here looks at it. */
export type Container = {
  readonly name?: string
  readonly image?: string
  readonly env?: Readonly<Record<string, string>>
  readonly files?: readonly {
    readonly guest_path?: string
    readonly raw_value?: string
    readonly secret_name?: string
  }[]
  readonly secrets?: readonly { readonly env_var?: string; readonly name?: string }[]
  readonly restart?: { readonly policy?: string }
  readonly depends_on?: readonly { readonly name?: string; readonly condition?: string }[]
  readonly healthchecks?: readonly { readonly name?: string; readonly kind?: string; readonly unhealthy?: string }[]
}

/** The containers of a config, in their order; none where the Machine is its only program. */
export function containersOf(config: Partial<MachineConfig>): readonly Container[] {
  return (config as { readonly containers?: readonly Container[] }).containers ?? []
}

/** Throws a Refusal. Only the form of the texts is known. Source of the rules: Fly's OpenAPI document, and fly-go's comments */
export function checkContainers(containers: readonly Container[]): void {
  const names = containers.map(({ name }) => name)
  for (const [index, { name, image, restart, depends_on = [], healthchecks = [] }] of containers.entries()) {
    if (!name) throw refuse(400, `invalid container: the name of container ${index} is missing`)
    if (names.indexOf(name) !== index) throw refuse(400, `invalid container: there are two named '${name}'`)
    if (!image) throw refuse(400, `invalid container '${name}': image is required`)
    if (restart?.policy !== undefined && !restartPolicies.has(restart.policy)) {
      throw refuse(400, `invalid container '${name}': invalid restart policy '${restart.policy}'`)
    }
    for (const { name: other = '', condition = 'started' } of depends_on) {
      if (!names.includes(other) || other === name) throw refuse(400, `invalid container '${name}': no '${other}'`)
      if (!conditions.has(condition)) throw refuse(400, `invalid container '${name}': invalid condition '${condition}'`)
    }
    for (const { kind = 'readiness', unhealthy = 'stop' } of healthchecks) {
      if (kind !== 'readiness' && kind !== 'liveness') throw refuse(400, `invalid container '${name}': kind '${kind}'`)
      if (unhealthy !== 'stop') throw refuse(400, `invalid container '${name}': unhealthy '${unhealthy}'`)
    }
  }
}

/** As Fly shows them beside the Machine's state. They begin and end with it. Source: superfly/fly-go, ContainerStatus */
export function containerStatuses(
  config: MachineConfig,
  machineState: string,
): readonly { readonly name: string; readonly state: string }[] {
  const state = containerStates[machineState] ?? 'stopped'
  return containersOf(config).map(({ name = '' }) => ({ name, state }))
}

// `spot-price` is for whole Machines only. Source: Fly's OpenAPI document
const restartPolicies: ReadonlySet<string> = new Set(['no', 'always', 'on-failure'])
const conditions: ReadonlySet<string> = new Set(['started', 'healthy', 'exited_successfully'])
const containerStates: Readonly<Record<string, string>> = {
  created: 'created',
  starting: 'created',
  started: 'started',
  stopping: 'started',
  suspending: 'started',
  suspended: 'suspended',
}
