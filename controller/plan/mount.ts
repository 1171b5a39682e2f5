import type { MachineConfig, Mount } from '../fly/wire.ts'
import type { DesiredMachine } from './desired.ts'

/**
 * The config with the volume where the spec wants it. Of a mount that is there, what the spec says nothing of stays: which
 * volume it is, which no update can change, and how it grows by itself. Source: superfly/docs, volumes/overview
 */
export function mounted(
  { config, volume }: Pick<DesiredMachine, 'config' | 'volume'>,
  mount: Pick<Mount, 'volume'> | undefined,
): MachineConfig {
  return volume && mount ? { ...config, mounts: [{ ...mount, path: volume.path }] } : config
}

/** What a Machine has for a volume. */
export function mountOf(config: Pick<MachineConfig, 'mounts'> | undefined): Mount | undefined {
  return config?.mounts?.[0]
}
