import { readAll } from '../../resource/read.ts'
import { showProblems } from '../../resource/show.ts'
import { count } from '../../status/words.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'

/** `artifact validate`: every mistake in the files, with its place. Reads nothing else and needs no network. */
export async function validate(
  paths: readonly string[],
  flags: { readonly json?: boolean },
  { io, readPaths }: CliDeps,
): Promise<number> {
  const inputs = await readPaths(paths)
  const { documents, problems } = readAll(inputs)
  if (flags.json) {
    const apps = documents.map(({ resource, file }) => ({ kind: resource.kind, name: resource.metadata.name, file }))
    io.out(JSON.stringify({ valid: problems.length === 0, files: inputs.length, apps, problems }, undefined, 2))
  } else if (problems.length > 0) {
    const texts = new Map(inputs.map(({ file, bytes }) => [file, bytes]))
    io.out(showProblems(problems, (file) => textOf(texts.get(file)), io.paint))
    const troubled = new Set(problems.map(({ at }) => at?.file)).size
    io.err(io.paint.red(`${count(problems.length, 'problem')} in ${troubled} of ${count(inputs.length, 'file')}`))
  } else if (documents.length === 0) {
    io.err(`${count(inputs.length, 'file')} without a single spec: \`artifact explain App\` tells what one looks like`)
  } else {
    io.out(`${io.paint.green('✓')} ${count(inputs.length, 'file')}, ${count(documents.length, 'App')}: all valid`)
  }
  return problems.length === 0 && documents.length > 0 ? exitCodes.ok : exitCodes.failed
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes)
}
