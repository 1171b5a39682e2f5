import { describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import { aSpec } from '../resource/spec-text.ts'
import { disagreement } from './c12-agreement.ts'

const read = (text: string) => readText({ file: 'any.yaml', bytes: text })
const spec = aSpec()

describe('the agreement with another reader of YAML', () => {
  test('holds for a spec, and for anything that we refuse', () => {
    expect(disagreement(read(spec), spec)).toBeUndefined()
    expect(disagreement(read('a: [1'), 'a: [1')).toBeUndefined()
  })

  test('is broken by another value, by one document more, and by what the other refuses', () => {
    expect(disagreement(read(spec), spec.replace('acme', 'other'))).toMatch(/reads document 1 as/)
    expect(disagreement(read(spec), `${spec}\n---\n${spec}`)).toBe('js-yaml reads 2 documents, and we 1')
    expect(disagreement(read(spec), 'a: [1')).toMatch(/refuses/)
  })

  // What readers of YAML are known to differ about: numbers, booleans, blocks, escapes, anchors.
  test.each([
    'yes',
    'off',
    '0o17',
    '017',
    '1_000',
    '0x1f',
    '1e3',
    '.inf',
    '12:30:45',
    '2026-01-01',
    '~',
    '"\\u00e9\\x41"',
    '|-\n            one\n\n             two\n            three',
    '>+\n            one\n            two\n\n            three\n\n',
    "'it''s'",
    'a # b',
    'a#b',
    '&a text',
  ])('holds for the value %j', (value) => {
    const text = aSpec().replace(/^( *)image: .*$/m, `$&\n$1env:\n$1  VALUE: ${value}`)
    expect(disagreement(read(text), text)).toBeUndefined()
  })
})
