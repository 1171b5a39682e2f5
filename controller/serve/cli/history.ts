import type { Revision } from '../../store/store.ts'
import { changedPaths } from './changed-paths.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'
import { table } from './table.ts'
import { age, authorOf, json } from './words.ts'

/** `artifact history`: the generations of a spec, newest first, and what each of them changed. */
export async function history(
  name: string,
  flags: { readonly json?: boolean },
  client: Client,
  { io, clock }: CliDeps,
): Promise<number> {
  const revisions = await client.history(name)
  if (flags.json) {
    io.out(json(revisions))
    return exitCodes.ok
  }
  const rows = revisions.map((revision, index) => ({ revision, before: revisions[index + 1] }))
  const now = clock.now()
  io.out(
    table(
      [
        { title: 'GENERATION', value: ({ revision }) => String(revision.generation) },
        { title: 'AGE', value: ({ revision }) => age(revision.acceptedAt, now) },
        { title: 'BY', value: ({ revision }) => authorOf(revision.provenance) },
        { title: 'IMAGES', value: ({ revision }) => imagesOf(revision) },
        { title: 'CHANGED', value: ({ revision, before }) => changeOf(revision, before) },
      ],
      rows,
      io,
    ),
  )
  return exitCodes.ok
}

function imagesOf({ resource }: Revision): string {
  return [...new Set(Object.values(resource.spec.machines).map(({ image }) => image))].join(',')
}

function changeOf(revision: Revision, before: Revision | undefined): string {
  if (before === undefined) return ''
  const paths = changedPaths(before.resource, revision.resource).map((path) => path.replace(/^spec\./, ''))
  const shown = paths.slice(0, mostPaths).join(', ')
  return paths.length > mostPaths ? `${shown} and ${paths.length - mostPaths} more` : shown
}

const mostPaths = 3
