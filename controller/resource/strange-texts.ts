import { type Finding, type Path, wrongValue } from './finding.ts'
import { mostProblems } from './limits.ts'

/**
 * Texts that are no Unicode (half of a surrogate pair, written as an escape) or hold a NUL. Fly would replace the one
 * without a word, which looks like drift for ever; no program's environment can hold the other.
 */
export function strangeTexts(value: unknown): readonly Finding[] {
  const findings: Finding[] = []
  const open: { readonly value: unknown; readonly path: Path }[] = [{ value, path: [] }]
  for (let next = open.pop(); next !== undefined && findings.length < mostProblems; next = open.pop()) {
    if (isStrange(next.value))
      findings.push(
        wrongValue(
          'SchemaViolation',
          next.path,
          'this text holds a NUL character or half of a surrogate pair: take it out',
        ),
      )
    if (typeof next.value !== 'object' || next.value === null) continue
    for (const [name, inner] of Object.entries(next.value)) {
      const path = [...next.path, name]
      if (isStrange(name))
        findings.push(
          wrongValue(
            'SchemaViolation',
            path,
            'this key holds a NUL character or half of a surrogate pair: take it out',
          ),
        )
      open.push({ value: inner, path })
    }
  }
  return findings
}

function isStrange(value: unknown): boolean {
  return typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())
}
