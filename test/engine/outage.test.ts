import { expect, test } from 'vitest'
import { createOutage } from '../../controller/engine/outage.ts'
import { FlyError } from '../../controller/fly/errors.ts'

test('an outage is told when it begins, when its reason changes, and when it is over', () => {
  const lines: string[] = []
  const log = { debug() {}, info() {}, warn: (values: object) => lines.push(JSON.stringify(values)), error() {} }
  const outage = createOutage(log)
  outage.succeeded()
  for (const code of ['Unavailable', 'Unavailable', 'Unreachable', 'Unreachable'] as const) {
    outage.failed(new FlyError(code, 'down'))
  }
  outage.succeeded()
  outage.succeeded()
  expect(lines).toEqual(['{"code":"Unavailable","reason":"down"}', '{"code":"Unreachable","reason":"down"}', '{}'])
})
