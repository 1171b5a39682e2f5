import type { CheckStatus, MachineConfig } from '../controller/fly/wire.ts'
import { pendingOf, withPending } from './change.ts'
import type { Laws } from './laws.ts'
import { isoSeconds } from './refusal.ts'
import type { MachineRow, Pending, Step } from './rows.ts'

/** What becomes of the checks of a Machine that has just started: not listed, then critical, then passing. */
export function checksToCome(config: MachineConfig, laws: Laws): Pending | undefined {
  if (checkNames(config).length === 0) return undefined
  const { checks = 'pass' } = laws.program(config.image)
  const listedMs = laws.delay('checksListed')
  const passAfterMs = typeof checks === 'object' ? Math.max(0, checks.passAfterMs - listedMs) : laws.delay('checksPass')
  const steps: Step[] = [{ do: 'check', status: 'critical', afterMs: listedMs }]
  if (checks !== 'fail') steps.push({ do: 'check', status: 'passing', afterMs: passAfterMs })
  return pendingOf('wait', steps, laws)
}

/** Checks that flap go on to the other status, again and again. */
export function withNextCheck(row: MachineRow, status: CheckStatus['status'], laws: Laws): MachineRow {
  if (row.pending.checks !== undefined || laws.program(row.config.image).checks !== 'flap') return row
  const next = status === 'passing' ? 'critical' : 'passing'
  return withPending(row, 'checks', pendingOf('wait', [{ do: 'check', status: next, afterMs: flapMs }], laws))
}

/** All checks in one status. Does not show in `updated_at`. */
export function setChecks(row: MachineRow, status: CheckStatus['status'], now: number): MachineRow {
  const output = status === 'passing' ? 'Success' : 'connection refused'
  const checks = checkNames(row.config).map((name) => ({ name, status, output, updated_at: isoSeconds(now) }))
  return { ...row, checks }
}

/** All of them: those at the top, then those of services. */
function checkNames(config: MachineConfig): readonly string[] {
  const { own, ofServices } = checkNamesOf(config)
  return [...own, ...ofServices.flat()]
}

/**
 * With one more for each of a service: older clients look only at checks at the top, so Fly makes them up for those of
 * services. Newer ones drop them by their names. Source: superfly/fly-go, machine_types.go RemoveCompatChecks
 */
export function checksShown({ checks }: Pick<MachineRow, 'checks'>): readonly CheckStatus[] {
  const ofServices = checks.filter(({ name }) => name.startsWith(servicePrefix))
  return [...checks, ...ofServices.map((check) => ({ ...check, name: `${compatPrefix}-${check.name}` }))]
}

/**
 * Those at the top by their own names, those of services as `servicecheck-00-http-80`: counted through all services.
 * Source: superfly/fly-go, machine_types.go
 */
export function checkNamesOf(config: MachineConfig): {
  readonly own: readonly string[]
  /** For each service, in order. */
  readonly ofServices: readonly (readonly string[])[]
} {
  let count = 0
  const ofServices = (config.services ?? []).map(({ checks = [], internal_port }) =>
    checks.map(
      ({ type, port = internal_port }) => `${servicePrefix}${String(count++).padStart(2, '0')}-${type}-${port}`,
    ),
  )
  return { own: Object.keys(config.checks ?? {}).sort(), ofServices }
}

const flapMs = 15_000
const servicePrefix = 'servicecheck-'
const compatPrefix = 'bg_deployments_compat'
