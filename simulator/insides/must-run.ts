import { hostUnreachable, unableFrom } from '../refusal.ts'
import type { MachineRow } from '../rows.ts'

/** For what is done inside a Machine: a Refusal when it does not run, or its host is not reached. */
export function mustRun(verb: string, { hostStatus, state }: MachineRow): void {
  if (hostStatus !== 'ok') throw hostUnreachable()
  if (state !== 'started') throw unableFrom(verb, state)
}
