import { describe, expect, test } from 'vitest'
import { plain } from '../../../controller/plan/render.ts'
import { changedPaths } from '../../../controller/serve/cli/changed-paths.ts'
import { table } from '../../../controller/serve/cli/table.ts'
import { cut, widthOf } from '../../../controller/serve/cli/width.ts'
import { age } from '../../../controller/serve/cli/words.ts'

describe('a table', () => {
  const columns = [
    { title: 'NAME', value: ({ name }: Row) => name },
    { title: 'MESSAGE', value: ({ message }: Row) => message },
  ]
  type Row = { readonly name: string; readonly message: string }

  test('aligns what is wide on a terminal', () => {
    const rows = [
      { name: '東京', message: 'a' },
      { name: 'ams', message: '' },
    ]
    expect(table(columns, rows, { paint: plain, columns: undefined })).toBe('NAME  MESSAGE\n東京  a\nams   -')
  })

  test('cuts its last column at the edge of a terminal, and never in a pipe', () => {
    const rows = [{ name: 'acme', message: 'word '.repeat(20).trim() }]
    const shown = table(columns, rows, { paint: plain, columns: 40 }).split('\n')
    expect(shown[1]).toHaveLength(40)
    expect(shown[1]).toMatch(/…$/)
    expect(table(columns, rows, { paint: plain, columns: undefined })).toContain(rows[0]?.message)
  })

  test('colours cells, not the room between them', () => {
    const paint = { ...plain, green: (text: string) => `<${text}>` }
    const colored = columns.map((column) => ({ ...column, color: () => paint.green }))
    const lines = table(colored, [{ name: 'a', message: 'b' }], { paint, columns: undefined }).split('\n')
    expect(lines[1]?.replaceAll(/[<>]/g, '')).toBe('a     b')
  })
})

describe('words of the command', () => {
  test.each([
    ['acme', 4],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['🚀', 2],
  ])('%s is %i columns wide', (text, columns) => expect(widthOf(text)).toBe(columns))

  test('a text is cut between characters', () => {
    expect(cut('日本語', 5)).toBe('日本…')
    expect(cut('日本語', 4)).toBe('日…')
    expect(cut('acme', 4)).toBe('acme')
  })

  test.each([
    [0, '0s'],
    [119_000, '119s'],
    [120_000, '2m'],
    [7_200_000, '2h'],
    [172_800_000, '2d'],
    [-5_000, '0s'],
  ])('%i ms ago is %s', (ms, words) => expect(age(new Date(1_000_000).toISOString(), 1_000_000 + ms)).toBe(words))

  test('what changed is told as deep as both sides have something', () => {
    const before = { spec: { web: { image: 'a', env: { A: '1' } }, list: [1, 2] } }
    const after = { spec: { web: { image: 'b', env: { A: '1', B: '2' } }, list: [2, 1], worker: {} } }
    expect(changedPaths(before, after)).toEqual(['spec.web.image', 'spec.web.env.B', 'spec.list', 'spec.worker'])
    expect(changedPaths(before, structuredClone(before))).toEqual([])
  })
})
