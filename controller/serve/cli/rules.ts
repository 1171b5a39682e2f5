import { toYaml } from '../../resource/print.ts'
import type { Rule, RuleRef } from '../../resource/rule.ts'
import type { StoredRule } from '../../store/access-store.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import type { SpecFile } from './read-specs.ts'
import { type Column, table } from './table.ts'
import { age, authorOf, json, nameOf } from './words.ts'

/** The kind of rule that a word on the command line means: `grant`, `policies`. */
export function ruleKind(word: string): Rule['kind'] | undefined {
  return kinds[word.toLowerCase()]
}

const kinds: Readonly<Record<string, Rule['kind']>> = {
  grant: 'Grant',
  grants: 'Grant',
  policy: 'Policy',
  policies: 'Policy',
}

/** `artifact get grants` and `artifact get policies`: those that are in force, or one of them. */
export async function getRules(
  kind: Rule['kind'],
  name: string | undefined,
  output: 'table' | 'wide' | 'yaml' | 'json',
  client: Client,
  { io, clock }: CliDeps,
): Promise<number> {
  const all = (await client.rules()).filter(({ rule }) => rule.kind === kind)
  const found = name === undefined ? all : all.filter(({ ref }) => nameOf(ref) === name)
  if (name !== undefined && found.length === 0) {
    throw new CommandError(`there is no ${kind} ${name}`, `\`artifact get ${kind.toLowerCase()}\` lists them`)
  }
  if (output === 'json') io.out(json(name === undefined ? found : found[0]))
  else if (found.length === 0) io.err(`there is no ${kind} yet: apply one with \`artifact apply -f FILE\``)
  else if (output === 'yaml')
    io.out(
      found
        .map(({ rule }) => toYaml(rule))
        .join('---\n')
        .trimEnd(),
    )
  else io.out(table(columnsAt(clock.now()), found, io))
  return exitCodes.ok
}

function columnsAt(now: number): readonly Column<StoredRule>[] {
  return [
    { title: 'NAME', value: ({ ref }) => nameOf(ref) },
    { title: 'APPS', value: ({ rule }) => selection(rule.spec.apps) },
    { title: 'SAYS', value: ({ rule }) => said(rule) },
    { title: 'GENERATION', value: ({ generation }) => String(generation) },
    { title: 'AGE', value: ({ acceptedAt }) => age(acceptedAt, now) },
    { title: 'SOURCE', value: ({ provenance }) => authorOf(provenance) },
  ]
}

function selection({ all, names, labels }: Rule['spec']['apps']): string {
  if (all) return 'all'
  return (names ?? Object.entries(labels ?? {}).map((pair) => pair.join('='))).join(',')
}

/** `group platform is operator`, `limits, regions`. */
function said(rule: Rule): string {
  if (rule.kind === 'Policy')
    return Object.keys(rule.spec)
      .filter((key) => key !== 'apps')
      .join(', ')
  const { subject, role } = rule.spec
  return `${Object.entries(subject).flat().join(' ')} is ${role}`
}

/** `artifact apply -f` with a file of Grants and Policies. */
export async function applyRules(
  files: readonly SpecFile[],
  isJson: boolean,
  client: Client,
  { io }: CliDeps,
): Promise<void> {
  for (const { text, file } of files) {
    for (const { ref, generation, changed } of await client.applyRules(text, file)) {
      const word = changed ? io.paint.green('in force') : 'unchanged'
      const line = `${io.paint.bold(ref)} ${word} · generation ${generation}`
      if (isJson) io.err(line)
      else io.out(line)
    }
  }
}

/** `artifact delete grant NAME`. */
export async function removeRule(
  ref: RuleRef,
  flags: { readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const gone = await client.deleteRule(ref)
  if (flags.json) io.out(json(gone))
  else io.out(`${io.paint.bold(gone.ref)} is no longer in force`)
  return exitCodes.ok
}
