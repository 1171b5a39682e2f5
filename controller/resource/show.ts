import type { Place, Problem } from './problem.ts'
import { harmless } from './words.ts'

/** Colours for a terminal. `picocolors` fits. */
export type Paint = {
  readonly bold: (text: string) => string
  readonly red: (text: string) => string
  readonly dim: (text: string) => string
}

/**
 * A problem as compilers show it: where, the line, what of it is meant, and what to do.
 *
 *     specs/acme.yaml:8:7 UnknownField
 *       8 |       region:
 *         |       ^^^^^^
 *       unknown field `region` in /spec/machines/web; did you mean `regions`?
 *
 * `text` is the file's; without it, or without a place, the path into the document stands for the line.
 */
export function showProblem(problem: Problem, text: string | undefined, paint: Paint = plain): string {
  const { code, message, path, at } = problem
  if (at === undefined) {
    return `${paint.bold(harmless(path) || 'the resource')} ${paint.red(code)}\n  ${harmless(message)}`
  }
  const place = paint.bold(`${harmless(at.file)}:${at.line}:${at.column}`)
  const line = text === undefined ? undefined : lineOf(text, at.line)
  const excerpt = line === undefined ? [] : [excerptOf(line, at, paint)]
  return [`${place} ${paint.red(code)}`, ...excerpt, `  ${harmless(message)}`].join('\n')
}

/** All problems, each with its line. `textOf` gives the text of a file, if it is at hand. */
export function showProblems(
  problems: readonly Problem[],
  textOf: (file: string) => string | undefined,
  paint: Paint = plain,
): string {
  return problems.map((problem) => showProblem(problem, problem.at && textOf(problem.at.file), paint)).join('\n\n')
}

function excerptOf(line: string, at: Place, paint: Paint): string {
  const start = Math.min(at.column - 1, line.length)
  const from = Math.max(0, start - widestBefore)
  const until = Math.min(line.length, from + widest)
  const before = (from > 0 ? '…' : '') + visible(line.slice(from, start))
  const meant = visible(line.slice(start, Math.min(until, start + at.length)))
  const after = visible(line.slice(Math.min(until, start + at.length), until)) + (until < line.length ? '…' : '')
  const number = String(at.line)
  const underline = `${' '.repeat(before.length)}${'^'.repeat(Math.max(1, meant.length))}`
  return [
    `  ${paint.dim(`${number} |`)} ${before}${meant}${after}`.trimEnd(),
    `  ${paint.dim(`${' '.repeat(number.length)} |`)} ${paint.red(underline)}`,
  ].join('\n')
}

/** A tab is as wide as the terminal likes, and would move the caret away from what it points at. */
function visible(text: string): string {
  return harmless(text.replaceAll('\t', ' '))
}

function lineOf(text: string, number: number): string | undefined {
  const unmarked = text.startsWith('\u{feff}') ? text.slice(1) : text
  let start = 0
  for (let line = 1; line < number; line++) {
    const end = unmarked.indexOf('\n', start)
    if (end === -1) return undefined
    start = end + 1
  }
  const end = unmarked.indexOf('\n', start)
  return unmarked.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
}

const widest = 120
const widestBefore = 80

const unpainted = (text: string): string => text
const plain: Paint = { bold: unpainted, red: unpainted, dim: unpainted }
