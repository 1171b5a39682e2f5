import { boundedCopy } from './bounded-copy.ts'
import { clashes, type Named } from './clashes.ts'
import { compose } from './document.ts'
import { pointer } from './finding.ts'
import { judge } from './judge.ts'
import { mostBytes, mostDepth, mostNodes, mostProblems } from './limits.ts'
import { type Lines, linesOf } from './lines.ts'
import type { Place, Problem } from './problem.ts'
import type { Resource } from './resource.ts'
import { type Rule, ruleRefOf } from './rule.ts'
import { decode } from './text.ts'
import { type Draft, type Fault, scan } from './tokens.ts'

export type Input = { readonly file: string; readonly bytes: Uint8Array | string }

/** What was read. A document with a problem is not among `documents`; the others of its file are. */
export type Reading = {
  readonly documents: readonly ReadDocument[]
  /** The Grants and Policies. */
  readonly rules: readonly ReadRule[]
  /** By file and place. At most 50 of a file, the last of which says then that there are more. */
  readonly problems: readonly Problem[]
}

/** A resource, and where its document begins. */
export type ReadDocument = { readonly resource: Resource; readonly file: string; readonly at: Place }

/** A rule, and where its document begins. */
export type ReadRule = { readonly rule: Rule; readonly file: string; readonly at: Place }

/**
 * Reads a file of YAML or JSON with any number of documents. Never throws, whatever the bytes are; a file without
 * documents has no problem either.
 */
export function readText(input: Input): Reading {
  return readAll([input])
}

/** Reads several files, and sees besides whether their resources get in each other's way. */
export function readAll(inputs: readonly Input[]): Reading {
  return readTogether(inputs.map(readFile))
}

/** The same for files that were read one by one: who reads again when one of a thousand has changed keeps the others. */
export function readTogether(files: readonly FileReading[]): Reading {
  const clashing = clashes(files.flatMap(({ documents }) => documents))
  const twice = namedTwice(files.flatMap(({ rules }) => rules))
  return {
    documents: files
      .flatMap(({ documents }) => documents)
      .filter((document) => !clashing.has(document))
      .map(({ resource, at }) => ({ resource, file: at.file, at })),
    rules: files.flatMap(({ rules }) => rules).filter((rule) => !twice.has(rule)),
    problems: files.flatMap(({ documents, rules, problems }) => [
      ...shortened(problems),
      ...documents.map((document) => clashing.get(document)).filter((problem) => problem !== undefined),
      ...rules.map((rule) => twice.get(rule)).filter((problem) => problem !== undefined),
    ]),
  }
}

/** Which of two rules of one name is meant, nobody but their author knows. */
function namedTwice(rules: readonly ReadRule[]): ReadonlyMap<ReadRule, Problem> {
  const problems = new Map<ReadRule, Problem>()
  for (const [ref, same] of Map.groupBy(rules, ({ rule }) => ruleRefOf(rule))) {
    for (const one of same) {
      const other = same.find((another) => another !== one)
      if (other === undefined) continue
      const message = `${ref} is also in ${other.file}:${other.at.line}:${other.at.column}: keep one of the two, or give one another name`
      problems.set(one, { code: 'DuplicateName', message, path: '/metadata/name', at: one.at })
    }
  }
  return problems
}

/** Reads a resource or a rule that was sent as JSON. Its problems have no place. */
export function readValue(
  value: unknown,
): { readonly resource: Resource } | { readonly rule: Rule } | { readonly problems: readonly Problem[] } {
  const bounded = boundedCopy(value, sentLimits)
  if ('problem' in bounded) return { problems: [bounded.problem] }
  const judgement = judge(bounded.copy)
  if (!('findings' in judgement)) return judgement
  const problems = judgement.findings.map(({ code, message, path }) => ({
    code,
    message,
    path: pointer(path),
    at: undefined,
  }))
  return { problems: shortened(problems) }
}

const sentLimits = { depth: mostDepth, nodes: mostNodes, characters: mostBytes }

type Located = Named & { readonly at: Place }

/** What one file holds, before it is seen whether its resources get in the way of others. */
export type FileReading = {
  readonly documents: readonly Located[]
  readonly rules: readonly ReadRule[]
  readonly problems: readonly Problem[]
}

export function readFile({ file, bytes }: Input): FileReading {
  const decoded = decode(file, bytes)
  if ('problem' in decoded) return nothingBut([decoded.problem])
  const lines = linesOf(file, decoded.text)
  const { drafts, faults } = scan(decoded.text)
  const documents: Located[] = []
  const rules: ReadRule[] = []
  const problems = faults.map((fault) => told(fault, lines))
  for (const draft of drafts) {
    const reading = readDraft(draft, lines)
    documents.push(...reading.documents)
    rules.push(...reading.rules)
    problems.push(...reading.problems)
  }
  return { documents, rules, problems: problems.toSorted(byPlace) }
}

function nothingBut(problems: readonly Problem[]): FileReading {
  return { documents: [], rules: [], problems }
}

function readDraft({ token, faults }: Draft, lines: Lines): FileReading {
  if (faults.length > 0) return nothingBut(faults.map((fault) => told(fault, lines)))
  if (token.value === undefined) return nothingBut([])
  const document = compose(token, lines)
  if ('faults' in document) return nothingBut(document.faults.map((fault) => told(fault, lines)))
  const { value, problems, at, locate, sourceOf } = document
  if (value === null && problems.length === 0) return nothingBut([])

  const judgement = judge(value, sourceOf)
  if (!('findings' in judgement) && problems.length > 0) return nothingBut(problems)
  if ('rule' in judgement) {
    return { documents: [], rules: [{ rule: judgement.rule, file: at.file, at }], problems: [] }
  }
  if ('resource' in judgement) {
    const { resource } = judgement
    const nameAt = locate(['metadata', 'name'], 'value')
    const flyAppAt = resource.spec.flyApp === undefined ? nameAt : locate(['spec', 'flyApp'], 'value')
    const domainsAt = (resource.spec.domains ?? []).map((_, index) =>
      locate(['spec', 'domains', String(index)], 'value'),
    )
    return { documents: [{ resource, at, nameAt, flyAppAt, domainsAt }], rules: [], problems: [] }
  }
  const found = judgement.findings.map((finding) => ({
    code: finding.code,
    message: finding.message,
    path: pointer(finding.path),
    at: locate(finding.path, finding.at),
  }))
  return nothingBut([...problems, ...found])
}

function told({ code, message, offset, length }: Fault, lines: Lines): Problem {
  return { code, message, path: '', at: lines.place(offset, length) }
}

function byPlace({ at: one }: Problem, { at: other }: Problem): number {
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0)
}

/** The first problems, and that there are more. */
function shortened(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[mostProblems - 1]
  if (next === undefined || problems.length === mostProblems) return problems
  const message = 'from here on there are more problems than are worth telling: repair those before first'
  return [...problems.slice(0, mostProblems - 1), { ...next, message }]
}
