import { expect } from 'vitest'
import type { Condition, ConditionType } from '../../controller/status/status.ts'
import type { House } from '../support/house.ts'

/** No promise was broken on the way; if one was, the trace tells how. */
export function expectKept(house: House): void {
  expect(house.watch.broken(), house.lastLines().join('\n')).toBeUndefined()
}

export async function conditionOf(house: House, name: string, type: ConditionType): Promise<Condition | undefined> {
  return (await house.status(name))?.conditions.find((condition) => condition.type === type)
}
