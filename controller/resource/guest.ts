import type { Group } from '../../schemas/types.ts'

export type CpuKind = 'shared' | 'performance'

/** The machine that Fly rents out, in Fly's own words. */
export type Guest = { readonly cpu_kind: CpuKind; readonly cpus: number; readonly memory_mb: number }

/** What a group's size, or its cpus and memory, mean at Fly. The group has passed the checks. */
export function guestOf(group: Pick<Group, 'size' | 'cpuKind' | 'cpus' | 'memoryMb'>): Guest {
  const { cpuKind, cpus } = cpusOf(group)
  return { cpu_kind: cpuKind, cpus, memory_mb: group.memoryMb ?? offers[cpuKind].leastMbPerCpu * cpus }
}

/** `performance-2x` is two performance CPUs. Without a size and without cpus it is Fly's smallest. */
export function cpusOf(group: Pick<Group, 'size' | 'cpuKind' | 'cpus'>): { cpuKind: CpuKind; cpus: number } {
  if (group.cpus !== undefined) return { cpuKind: group.cpuKind ?? 'shared', cpus: group.cpus }
  const size = group.size ?? 'shared-cpu-1x'
  const cpuKind = size.startsWith('shared') ? 'shared' : 'performance'
  return { cpuKind, cpus: Number(/(\d+)x$/.exec(size)?.[1]) }
}

/**
 * What Fly offers. Source: the presets of superfly/fly-go, machine_types.go. Its pricing page counts the memory of
 * performance CPUs in steps of 2048 MB; flyctl and the API take steps of 1024.
 */
export const offers = {
  shared: { counts: [1, 2, 4, 6, 8], leastMbPerCpu: 256, mostMbPerCpu: 2048, stepMb: 256 },
  performance: { counts: [1, 2, 4, 6, 8, 10, 12, 14, 16], leastMbPerCpu: 2048, mostMbPerCpu: 8192, stepMb: 1024 },
} as const satisfies Record<CpuKind, object>
