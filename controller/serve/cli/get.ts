import { toYaml } from '../../resource/print.ts'
import type { AppSummary, AppView } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { getRules, ruleKind } from './rules.ts'
import { type Column, table } from './table.ts'
import { age, authorOf, json } from './words.ts'

type Flags = {
  readonly output: 'table' | 'wide' | 'yaml' | 'json'
  readonly label?: readonly string[]
  readonly json?: boolean
}

/** `artifact get`: a table of Apps or rules, or one as it is stored. `app/acme` is the same as `app acme`. */
export async function get(
  kindOrRef: string,
  nameAfter: string | undefined,
  flags: Flags,
  client: Client,
  { io, clock, ...rest }: CliDeps,
): Promise<number> {
  const [kind = '', nameInRef] = kindOrRef.split('/')
  const name = nameAfter ?? nameInRef
  const rule = ruleKind(kind)
  if (rule) return getRules(rule, name, flags.json ? 'json' : flags.output, client, { io, clock, ...rest })
  if (!['app', 'apps'].includes(kind.toLowerCase())) {
    const repair = `the kinds are: apps, grants, policies. To see one: artifact get app ${kind}`
    throw new CommandError(`there is no kind «${kind}»`, repair, exitCodes.usage)
  }
  const output = flags.json ? 'json' : flags.output
  const found = name === undefined ? await client.list(flags.label ?? []) : [await client.get(name)]
  if (output === 'json') {
    io.out(json(name === undefined ? found : found[0]))
  } else if (found.length === 0) {
    const repair = 'no Apps yet: put a spec into the specs directory, or `artifact apply -f FILE`'
    io.err(flags.label ? 'no App has these labels' : repair)
  } else if (output === 'yaml') {
    io.out(await documentsOf(found, client))
  } else {
    io.out(table(columns(io.paint, clock.now(), output === 'wide'), found, io))
  }
  return exitCodes.ok
}

/** Specs that can be edited and applied. */
async function documentsOf(found: readonly (AppSummary | AppView)[], client: Client): Promise<string> {
  const documents: string[] = []
  for (const app of found) {
    const { resource } = 'resource' in app ? app : await client.get(app.name)
    documents.push(toYaml(resource))
  }
  return documents.join('---\n').trimEnd()
}

function columns(paint: Io['paint'], now: number, isWide: boolean): readonly Column<AppSummary>[] {
  const narrow: readonly Column<AppSummary>[] = [
    { title: 'NAME', value: ({ name }) => name },
    {
      title: 'READY',
      value: ({ ready }) => ready.status,
      color: ({ ready }) =>
        ready.status === 'True' ? paint.green : ready.status === 'False' ? paint.red : paint.yellow,
    },
    { title: 'REASON', value: reasonOf },
    { title: 'MACHINES', value: ({ machines }) => `${machines.healthy}/${machines.total}` },
    { title: 'GENERATION', value: ({ generation }) => String(generation) },
    { title: 'AGE', value: ({ acceptedAt }) => age(acceptedAt, now) },
  ]
  const wide: readonly Column<AppSummary>[] = [
    { title: 'FLY-APP', value: ({ flyApp }) => flyApp },
    {
      title: 'LABELS',
      value: ({ labels }) =>
        Object.entries(labels)
          .map((pair) => pair.join('='))
          .join(','),
    },
    { title: 'SOURCE', value: ({ provenance }) => authorOf(provenance) },
    { title: 'MESSAGE', value: ({ ready }) => ready.message },
  ]
  return isWide ? [...narrow, ...wide] : narrow
}

function reasonOf({ ready, deletionRequestedAt, isHeld, missingSince, paused }: AppSummary): string {
  const notes = [
    deletionRequestedAt && !isHeld && 'Deleting',
    paused && 'Paused',
    missingSince && 'SourceMissing',
  ].filter((note) => note && note !== ready.reason)
  return [ready.reason, ...notes].join(',')
}
