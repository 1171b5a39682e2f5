import type { Group } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'

/** What runs in a Machine, said once. */
export function checkProcesses(group: Group, at: Path): readonly Finding[] {
  if (group.processes === undefined) return []
  const programs = (['entrypoint', 'command'] as const)
    .filter((field) => group[field] !== undefined)
    .map((field) => {
      const message = `\`processes\` says what runs, each with its own ${field}: move \`${field}\` into one of them, or take it out`
      return wrongKey('Conflict', [...at, field], message)
    })
  const both = group.processes.flatMap(({ exec, entrypoint, command }, index) => {
    if (exec === undefined || (entrypoint === undefined && command === undefined)) return []
    const message = '`exec` stands instead of `entrypoint` and `command`: keep either'
    return [wrongKey('Conflict', [...at, 'processes', String(index), 'exec'], message)]
  })
  return [...programs, ...both]
}

/** A Machine on a schedule is Fly's scheduler's to start. The proxy would be a second one that starts and stops it. */
export function checkSchedule({ schedule, services }: Group, at: Path): readonly Finding[] {
  if (schedule === undefined) return []
  return (services ?? []).flatMap(({ autostart, autostop }, index) => {
    const isStopped = autostop !== undefined && autostop !== 'off'
    if (autostart !== true && !isStopped) return []
    const field = autostart === true ? 'autostart' : 'autostop'
    const message = `\`schedule: ${schedule}\` already says when the Machine runs, and \`${field}\` lets the proxy decide it: keep either of the two`
    return [wrongKey('Conflict', [...at, 'services', String(index), field], message)]
  })
}

/** What happens when a program ends, or has to. */
export function checkEnd(group: Group, at: Path): readonly Finding[] {
  return [...checkRestart(group, at), ...checkStop(group, at)]
}

function checkRestart({ restart }: Group, at: Path): readonly Finding[] {
  if (restart?.maxRetries === undefined || restart.policy === 'on-failure') return []
  const message = `\`maxRetries\` counts with \`policy: on-failure\` only, and the policy is \`${restart.policy}\`: change the policy, or take \`maxRetries\` out`
  return [wrongKey('Conflict', [...at, 'restart', 'maxRetries'], message)]
}

// Source: https://fly.io/docs/machines/api/machines-resource, stop_config
const longestStopMs = 300_000

function checkStop({ stop }: Group, at: Path): readonly Finding[] {
  if (stop?.timeout === undefined || parseDuration(stop.timeout) <= longestStopMs) return []
  const message = `Fly waits 300s at most before it kills a program; ${stop.timeout} is longer: write 300s or less`
  return [wrongValue('SchemaViolation', [...at, 'stop', 'timeout'], message)]
}
