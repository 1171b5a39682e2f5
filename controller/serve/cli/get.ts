import { toYaml } from '../../resource/print.ts'
import type { AppSummary } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { type Column, table } from './table.ts'
import { age } from './words.ts'

type Flags = {
  readonly output: 'table' | 'wide' | 'yaml' | 'json'
  readonly label?: readonly string[]
  readonly json?: boolean
}

/** `artifact get`: a table of Apps, or one App as it is stored. */
export async function get(
  kind: string,
  name: string | undefined,
  flags: Flags,
  client: Client,
  { io, clock }: CliDeps,
): Promise<number> {
  if (!['app', 'apps'].includes(kind.toLowerCase())) {
    throw new CommandError(
      `there is no kind «${kind}»`,
      'the kinds are: apps. To see one: artifact get app NAME',
      exitCodes.usage,
    )
  }
  const output = flags.json ? 'json' : flags.output
  if (output === 'json') {
    io.out(
      JSON.stringify(name === undefined ? await client.list(flags.label ?? []) : await client.get(name), undefined, 2),
    )
    return exitCodes.ok
  }
  const summaries = name === undefined ? await client.list(flags.label ?? []) : [await client.get(name)]
  if (output === 'yaml') {
    const views = await Promise.all(summaries.map((summary) => client.get(summary.name)))
    io.out(
      views
        .map(({ resource }) => toYaml(resource))
        .join('---\n')
        .trimEnd(),
    )
    return exitCodes.ok
  }
  if (summaries.length === 0) {
    io.err(
      flags.label
        ? 'no App has these labels'
        : 'no Apps yet: put a spec into the specs directory, or `artifact apply -f FILE`',
    )
    return exitCodes.ok
  }
  io.out(table(columns(io.paint, clock.now(), output === 'wide'), summaries, io))
  return exitCodes.ok
}

function columns(paint: CliDeps['io']['paint'], now: number, isWide: boolean): readonly Column<AppSummary>[] {
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
    { title: 'FLY APP', value: ({ flyApp }) => flyApp },
    { title: 'SOURCE', value: ({ provenance }) => ('path' in provenance ? provenance.path : `${provenance.from}`) },
    { title: 'MESSAGE', value: ({ ready }) => ready.message },
  ]
  return isWide ? [...narrow, ...wide] : narrow
}

function reasonOf({ ready, deletionRequestedAt, missingSince, paused }: AppSummary): string {
  const notes = [deletionRequestedAt && 'Deleting', paused && 'Paused', missingSince && 'SourceMissing'].filter(
    (note) => note && note !== ready.reason,
  )
  return [ready.reason, ...notes].join(',')
}
