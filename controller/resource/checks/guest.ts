import type { Group } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'
import { cpusOf, offers } from '../guest.ts'

/** Sizes that Fly does not offer, and sizes said in two ways. */
export function checkGuest(group: Group, at: Path): readonly Finding[] {
  const { size, cpus, memoryMb } = group
  if (size !== undefined && cpus !== undefined) {
    return [
      wrongKey('Conflict', [...at, 'cpus'], `\`size: ${size}\` already says how many CPUs: keep either of the two`),
    ]
  }
  if (group.cpuKind !== undefined && cpus === undefined) {
    const message =
      size === undefined
        ? '`cpuKind` says which CPUs but not how many: add `cpus`'
        : `\`size: ${size}\` already says which CPUs: take \`cpuKind\` out`
    return [wrongKey('Conflict', [...at, 'cpuKind'], message)]
  }

  const { cpuKind, cpus: count } = cpusOf(group)
  const offer = offers[cpuKind]
  const counts: readonly number[] = offer.counts
  if (!counts.includes(count)) {
    const message = `Fly has no Machine with ${count} ${cpuKind} CPUs: write one of ${counts.join(', ')}`
    return [wrongValue('InvalidGuest', [...at, 'cpus'], message)]
  }
  if (memoryMb === undefined) return []
  const least = count * offer.leastMbPerCpu
  const most = count * offer.mostMbPerCpu
  if (memoryMb >= least && memoryMb <= most && memoryMb % offer.stepMb === 0) return []
  const nearest = Math.min(most, Math.max(least, Math.ceil(memoryMb / offer.stepMb) * offer.stepMb))
  const message = `${count} ${cpuKind} CPU${count === 1 ? ' has' : 's have'} ${least} to ${most} MB of memory, in steps of ${offer.stepMb}; ${memoryMb} is not one of them: write memoryMb: ${nearest}, or another size`
  return [wrongValue('InvalidGuest', [...at, 'memoryMb'], message)]
}
