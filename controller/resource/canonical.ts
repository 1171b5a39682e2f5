import { boundedCopy } from './bounded-copy.ts'
import { pointer } from './finding.ts'
import { type Judgement, judge } from './judge.ts'
import { type Problem, SpecError } from './problem.ts'
import type { Resource } from './resource.ts'
import type { Rule } from './rule.ts'

/** A resource or a rule as JSON with sorted keys: equal texts are equal documents. This is what is stored. */
export function canonical(resource: Resource | Rule): string {
  return JSON.stringify(sorted(resource))
}

/**
 * The resource that `canonical` made a text of. For rows of the store, which may have been written by another version or
 * by somebody else: throws SpecError for everything that is not a valid resource, and is never led to YAML.
 */
export function parseCanonical(text: string): Resource {
  const judgement = judgeStored(text)
  if ('resource' in judgement) return judgement.resource
  throw notWanted(judgement, 'an App')
}

/** The same for a rule. */
export function parseCanonicalRule(text: string): Rule {
  const judgement = judgeStored(text)
  if ('rule' in judgement) return judgement.rule
  throw notWanted(judgement, 'a rule')
}

function judgeStored(text: string): Judgement {
  const value = boundedCopy(parsed(text), storedLimits)
  if ('problem' in value) throw new SpecError([value.problem])
  return judge(value.copy)
}

function notWanted(judgement: Judgement, wanted: string): SpecError {
  if ('findings' in judgement) {
    return new SpecError(
      judgement.findings.map(({ code, message, path }) => ({ code, message, path: pointer(path), at: undefined })),
    )
  }
  const message = `the stored document is not ${wanted}`
  return new SpecError([{ code: 'UnknownKind', message, path: '/kind', at: undefined }])
}

// Wider than for what comes in: defaults were added since, and the text of a value may need escapes in JSON.
const storedLimits = { depth: 64, nodes: 100_000, characters: 4 * 1024 * 1024 }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const problem: Problem = {
      code: 'NotReadable',
      message: 'the stored resource is not JSON',
      path: '',
      at: undefined,
    }
    throw Object.assign(new SpecError([problem]), { cause: error })
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(fields)
      .toSorted()
      .map((key) => [key, sorted(fields[key])]),
  )
}
