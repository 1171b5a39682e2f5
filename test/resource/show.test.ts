import { describe, expect, test } from 'vitest'
import type { Problem } from '../../controller/resource/problem.ts'
import { showProblem, showProblems } from '../../controller/resource/show.ts'

const aProblem = (column: number, length = 1): Problem => ({
  code: 'UnknownField',
  message: 'say something else',
  path: '/spec',
  at: { file: 'a.yaml', line: 1, column, length },
})

describe('a problem as it is shown', () => {
  test('has its place, its line, a caret and the message', () => {
    expect(showProblem(aProblem(4, 3), 'a: bcd\n')).toBe(
      ['a.yaml:1:4 UnknownField', '  1 | a: bcd', '    |    ^^^', '  say something else'].join('\n'),
    )
  })

  test('has its path when there is no place, and no line when there is no text', () => {
    expect(showProblem({ ...aProblem(1), at: undefined }, undefined)).toBe('/spec UnknownField\n  say something else')
    expect(showProblem(aProblem(1), undefined)).toBe('a.yaml:1:1 UnknownField\n  say something else')
  })

  test('keeps the caret in place where characters are spelled out, and lets none of them reach the terminal', () => {
    const [, line = '', carets = ''] = showProblem(aProblem(11, 1), 'a: \u001b[2J\u202e\t x').split('\n')

    expect(line).toBe('  1 | a: \\u{001b}[2J\\u{202e}  x')
    expect(carets.indexOf('^')).toBe(line.indexOf('x'))
  })

  test('cuts a long line around the caret', () => {
    const [, line = '', carets = ''] = showProblem(
      aProblem(5001, 3),
      `${'a'.repeat(5000)}bcd${'e'.repeat(5000)}`,
    ).split('\n')

    expect(line.length).toBeLessThan(140)
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('bcd')
    expect(line).toMatch(/^ {2}1 \| …a+bcde+…$/)
  })

  test('is painted as asked', () => {
    const paint = {
      bold: (text: string) => `*${text}*`,
      red: (text: string) => `!${text}!`,
      dim: (text: string) => text,
    }

    expect(showProblem(aProblem(1), 'a', paint).split('\n')[0]).toBe('*a.yaml:1:1* !UnknownField!')
  })

  test('stands apart from the next one', () => {
    expect(showProblems([aProblem(1), aProblem(1)], () => undefined).split('\n\n')).toHaveLength(2)
    expect(showProblems([], () => undefined)).toBe('')
  })
})
