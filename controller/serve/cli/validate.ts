import { readAll } from '../../resource/read.ts'
import { count } from '../../status/words.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'
import { noSpecs, reportProblems, whatSpecsAre } from './read-specs.ts'
import { json } from './words.ts'

/** `artifact validate`: every mistake in the files, with its place. Reads nothing else and needs no network. */
export async function validate(
  paths: readonly string[],
  flags: { readonly json?: boolean },
  { io, readPaths }: CliDeps,
): Promise<number> {
  const inputs = await readPaths(paths)
  const { documents, rules, problems } = readAll(inputs)
  const isValid = problems.length === 0 && documents.length + rules.length > 0
  if (flags.json) {
    const apps = documents.map(({ resource, file }) => ({ kind: resource.kind, name: resource.metadata.name, file }))
    const others = rules.map(({ rule, file }) => ({ kind: rule.kind, name: rule.metadata.name, file }))
    io.out(json({ valid: isValid, files: inputs.length, apps, rules: others, problems }))
  } else if (problems.length > 0) {
    reportProblems(problems, inputs, io)
  } else if (documents.length + rules.length === 0) {
    io.err(`${io.paint.red('error:')} ${noSpecs(inputs)}`)
    io.err(`       ${whatSpecsAre}`)
  } else {
    const apps = count(documents.length, 'App')
    const what = rules.length === 0 ? apps : `${apps}, ${count(rules.length, 'rule')}`
    io.out(`${io.paint.green('✓')} ${count(inputs.length, 'file')}, ${what}: all valid`)
  }
  return isValid ? exitCodes.ok : exitCodes.failed
}
