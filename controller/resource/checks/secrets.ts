import type { Group, Secret } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'
import { named } from '../words.ts'

/** Secrets of no or of two sources, with names that are taken, or that nobody could rotate so. */
export function checkSecrets(
  secrets: Readonly<Record<string, Secret>>,
  groups: readonly (readonly [string, Group])[],
  at: Path,
): readonly Finding[] {
  return Object.entries(secrets).flatMap(([name, secret]) => [
    ...checkName(name, [...at, name]),
    ...checkVariables(name, groups, [...at, name]),
    ...checkSource(name, secret, [...at, name]),
    ...checkRotation(secret, [...at, name]),
  ])
}

// Fly sets variables of such names itself. Source: superfly/docs, machines/runtime-environment
function checkName(name: string, at: Path): readonly Finding[] {
  if (!name.startsWith('FLY_')) return []
  return [
    wrongKey('Conflict', at, `${named(name)} begins with FLY_, which is for Fly's own variables: name it otherwise`),
  ]
}

// Which of two values a program gets is not documented.
function checkVariables(name: string, groups: readonly (readonly [string, Group])[], at: Path): readonly Finding[] {
  const group = groups.find(([, { env }]) => isRecord(env) && Object.hasOwn(env, name))?.[0]
  if (group === undefined) return []
  return [
    wrongKey('Conflict', at, `${named(name)} is a variable in \`env\` of ${named(group)} too: keep one of the two`),
  ]
}

function checkSource(name: string, { provided, generate }: Secret, at: Path): readonly Finding[] {
  if (provided !== undefined && generate !== undefined) {
    const message = 'a secret is handed in (`provided`) or made (`generate`), not both: keep either of the two'
    return [wrongKey('Conflict', [...at, 'generate'], message)]
  }
  if (provided !== undefined || generate !== undefined) return []
  const message = `it is not said where ${named(name)} comes from: add \`provided: true\`, or \`generate: {length: 32}\``
  return [wrongKey('SchemaViolation', at, message)]
}

function checkRotation({ generate, rotateEvery }: Secret, at: Path): readonly Finding[] {
  if (rotateEvery === undefined) return []
  const here = [...at, 'rotateEvery']
  if (generate === undefined) {
    const message = 'only what Artifact makes can it rotate: take `rotateEvery` out, or have it made with `generate`'
    return [wrongKey('Conflict', here, message)]
  }
  if (parseDuration(rotateEvery) >= shortestRotationMs) return []
  const message = `\`rotateEvery: ${rotateEvery}\` would restart the Machines all the time: write 1h or more`
  return [wrongValue('SchemaViolation', here, message)]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const shortestRotationMs = 3_600_000
