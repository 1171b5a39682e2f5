import { pointer } from './finding.ts'
import { forbiddenKeys } from './limits.ts'
import type { Problem, ProblemCode } from './problem.ts'
import { found, named } from './words.ts'

export type Limits = { readonly depth: number; readonly nodes: number; readonly characters: number }

/**
 * A copy of a plain value that came from outside, made of what JSON has and nothing else; or why there is none.
 * Neither depth nor size nor a cycle can exhaust anything: it stops at the limits.
 */
export function boundedCopy(
  value: unknown,
  limits: Limits,
): { readonly copy: unknown } | { readonly problem: Problem } {
  let nodes = 0
  let characters = 0
  const refuse = (code: ProblemCode, path: readonly string[], message: string): never => {
    throw new Refusal({ code, message, path: pointer(path), at: undefined })
  }

  function copy(given: unknown, path: readonly string[]): unknown {
    if (++nodes > limits.nodes)
      refuse('TooLarge', [], `the resource has more than ${limits.nodes} keys and values in all`)
    if (path.length > limits.depth) refuse('TooLarge', [], `the resource is more than ${limits.depth} levels deep`)
    if (given === null || typeof given === 'boolean' || Number.isFinite(given)) return given
    if (typeof given === 'string') return counted(given)
    if (Array.isArray(given)) return given.map((item, index) => copy(item, [...path, String(index)]))
    if (!isPlain(given))
      return refuse('SchemaViolation', path, `${pointer(path)} ${found(given)}, which JSON does not have`)
    const fields: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(given)) {
      nodes++
      const here = [...path, counted(key)]
      if (forbiddenKeys.has(key))
        refuse('UnknownField', here, `the key ${named(key)} is not allowed anywhere: take it out`)
      if (inner !== undefined) fields[key] = copy(inner, here)
    }
    return fields
  }

  function counted(text: string): string {
    characters += text.length
    if (characters > limits.characters)
      refuse('TooLarge', [], `the resource has more than ${limits.characters} characters in all`)
    return text
  }

  try {
    return { copy: copy(value, []) }
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem }
    throw error
  }
}

class Refusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
