import { describe, expect, test } from 'vitest'
import { canonical, parseCanonical } from '../../controller/resource/canonical.ts'
import { parseDuration } from '../../controller/resource/durations.ts'
import { guestOf } from '../../controller/resource/guest.ts'
import { toYaml } from '../../controller/resource/print.ts'
import { SpecError } from '../../controller/resource/problem.ts'
import { readText, readValue } from '../../controller/resource/read.ts'
import { anApp } from '../support/builders.ts'
import { aSpec } from './spec-text.ts'

describe('a resource sent as JSON', () => {
  test('is read with its defaults, and what was sent stays as it is', () => {
    const sent = {
      apiVersion: 'artifact/v1',
      kind: 'App',
      metadata: { name: 'acme' },
      spec: { machines: { web: { image: 'acme:1', regions: { ams: 1 } } } },
    }
    const before = structuredClone(sent)

    expect(readValue(sent)).toMatchObject({ resource: { spec: { paused: false, drift: { mode: 'enforce' } } } })
    expect(sent).toEqual(before)
  })

  test('has problems with paths and without places', () => {
    const sent = { apiVersion: 'artifact/v1', kind: 'App', metadata: { name: 'acme' }, spec: { machines: [] } }

    expect(readValue(sent)).toEqual({
      problems: [expect.objectContaining({ code: 'SchemaViolation', path: '/spec/machines', at: undefined })],
    })
  })

  const cycle: Record<string, unknown> = {}
  cycle.again = cycle
  test.each([
    ['a cycle', cycle, 'TooLarge'],
    ['a deep value', JSON.parse('['.repeat(5000) + ']'.repeat(5000)), 'TooLarge'],
    ['a wide value', Array.from({ length: 30_000 }, () => 1), 'TooLarge'],
    ['a long text', ['x'.repeat(300_000)], 'TooLarge'],
    ['a key that leads astray', JSON.parse('{"a": {"__proto__": {"polluted": true}}}'), 'UnknownField'],
    ['a date', { when: new Date(0) }, 'SchemaViolation'],
    ['a function', { run: () => 1 }, 'SchemaViolation'],
    ['no number', { size: Number.NaN }, 'SchemaViolation'],
    ['nothing', undefined, 'SchemaViolation'],
    ['a text', 'kind: App', 'SchemaViolation'],
  ])('%s is refused', (_, value, code) => {
    expect(readValue(value)).toMatchObject({ problems: [{ code }] })
    expect('polluted' in {}).toBe(false)
  })
})

describe('what is stored', () => {
  const [document] = readText({ file: 'acme.yaml', bytes: aSpec('env: {B: "2", A: "\\u2028é"}') }).documents
  if (document === undefined) throw new Error('the spec is valid')
  const { resource } = document

  test('does not depend on the order of keys', () => {
    const turned = readText({ file: 'acme.yaml', bytes: aSpec('env: {A: "\\u2028é", B: "2"}') }).documents[0]?.resource

    expect(turned && canonical(turned)).toBe(canonical(resource))
  })

  test('is another text when the resource is another', () => {
    expect(canonical(anApp('acme', { web: { count: 2 } }))).not.toBe(canonical(anApp('acme', { web: { count: 3 } })))
  })

  test('comes back as it was', () => {
    expect(parseCanonical(canonical(resource))).toEqual(resource)
  })

  test.each([
    ['YAML', aSpec()],
    ['nothing', ''],
    ['a cut row', canonical(resource).slice(0, -1)],
    ['a bomb', '- '.repeat(1500)],
    ['deep JSON', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['another kind', '{"kind":"Gone"}'],
    ['a poisoned value', canonical(resource).replace('"ams"', '"xxx"')],
    ['a poisoned key', canonical(resource).replace('"env":{', '"env":{"__proto__":"x",')],
  ])('and was poisoned with %s is refused by a SpecError, and harms nobody', (_, text) => {
    expect(() => parseCanonical(text)).toThrow(SpecError)
    expect('polluted' in {}).toBe(false)
  })
})

describe('durations and sizes', () => {
  test.each([
    ['250ms', 250],
    ['0s', 0],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['30d', 2_592_000_000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  test('what is no duration has passed no schema', () => {
    expect(() => parseDuration('5 minutes')).toThrow(TypeError)
  })

  test.each([
    [{}, { cpu_kind: 'shared', cpus: 1, memory_mb: 256 }],
    [{ memoryMb: 1024 }, { cpu_kind: 'shared', cpus: 1, memory_mb: 1024 }],
    [{ size: 'shared-cpu-4x' }, { cpu_kind: 'shared', cpus: 4, memory_mb: 1024 }],
    [{ size: 'performance-16x' }, { cpu_kind: 'performance', cpus: 16, memory_mb: 32768 }],
    [{ cpus: 2 }, { cpu_kind: 'shared', cpus: 2, memory_mb: 512 }],
    [
      { cpuKind: 'performance', cpus: 2, memoryMb: 8192 },
      { cpu_kind: 'performance', cpus: 2, memory_mb: 8192 },
    ],
  ] as const)('%j means %j at Fly', (group, guest) => {
    expect(guestOf(group)).toEqual(guest)
  })
})

describe('a resource written as YAML', () => {
  test('is read again as the same, and quotes what YAML 1.1 would take for a boolean', () => {
    const resource = anApp('shop', { web: { restart: { policy: 'no' } } })
    const text = toYaml(resource)

    expect(text).toContain('policy: "no"')
    expect(readText({ file: 'shop.yaml', bytes: text }).documents.map((document) => document.resource)).toEqual([
      resource,
    ])
  })
})
