import { describe, expect, test } from 'vitest'
import { amountsOf } from '../../controller/access/amounts.ts'
import { decide } from '../../controller/access/decide.ts'
import { readText } from '../../controller/resource/read.ts'
import { schemas } from '../../schemas/kinds.ts'
import { anApp, aPolicy } from '../support/builders.ts'
import { partsOf } from '../support/schema-parts.ts'

describe.each(['App', 'Policy'] as const)('T10: each number of %s', (kind) => {
  test.each([...partsOf(schemas[kind], 'integer')])('has two ends: %s', (_, { minimum, maximum }) => {
    expect(minimum).toBeGreaterThanOrEqual(-1)
    expect(maximum).toBeLessThanOrEqual(1_000_000_000)
  })
})

describe('T10: a limit in a Policy', () => {
  const policy = (machines: string) =>
    readText({
      file: 'policy.yaml',
      bytes: `apiVersion: artifact/v1
kind: Policy
metadata: { name: gold }
spec:
  apps: { all: true }
  limits: { perApp: { machines: ${machines} } }
`,
    })

  test.each([
    '1e308',
    '-1',
    '"5"',
    '0x7fffffffffffffff',
    '9007199254740993',
    '.nan',
    '.inf',
    '-.inf',
    '1.5',
    'null',
    '~',
    '[]',
  ])('is not %s', (spelled) => {
    expect(policy(spelled).rules).toEqual([])
    expect(policy(spelled).problems).not.toEqual([])
  })

  test.each([
    ['0', 0],
    ['-0', 0],
    ['3', 3],
    ['100000', 100_000],
  ])('that is spelled %s is exactly that', (spelled, machines) => {
    const [read] = policy(spelled).rules
    const perApp = read?.rule.kind === 'Policy' ? read.rule.spec.limits?.perApp : undefined
    expect(perApp?.machines === machines).toBe(true)
  })

  test('of zero allows nothing, rather than everything', () => {
    const policies = [aPolicy('none', { limits: { perApp: { machines: 0 } } })]
    const principal = { kind: 'local', name: 'anna' } as const
    const question = { principal, action: 'submit', before: undefined, policies, isLabelled: false } as const
    expect(decide({ ...question, after: anApp('shop') }).verdict).toBe('refused')
    expect(decide({ ...question, after: anApp('shop', { web: { count: 0 } }) }).verdict).toBe('allowed')
  })
})

test('T10: the most that a spec can ask for is reckoned exactly, and without making a Machine of it', () => {
  const group = { regions: { ams: 1000, fra: 1000 }, size: 'performance-16x', memoryMb: 131_072 } as const
  const groups = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`group-${index}`, group]))
  const amounts = amountsOf(anApp('huge', groups))
  expect(amounts).toMatchObject({ machines: 100_000, cpus: 1_600_000, memoryMb: 13_107_200_000 })
  expect(Number.isFinite(amounts.monthlyUsd) && amounts.monthlyUsd > 1_000_000).toBe(true)
})
