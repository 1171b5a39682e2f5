import { type Input, type ReadDocument, type Reading, type ReadRule, readAll } from '../../resource/read.ts'
import { showProblems } from '../../resource/show.ts'
import { count } from '../../status/words.ts'
import { RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, type Io } from './io.ts'

/** A file of specs, all of them valid. */
export type SpecFile = {
  readonly file: string
  readonly text: string
  readonly documents: readonly ReadDocument[]
  /** Grants and Policies; a file holds either these or Apps. */
  readonly rules: readonly ReadRule[]
}

/**
 * The specs that paths name. `undefined` when something is wrong with them, which has been shown then; as JSON it is
 * thrown, like everything that is refused.
 */
export async function readSpecs(
  paths: readonly string[],
  isJson: boolean,
  { io, readPaths }: CliDeps,
): Promise<readonly SpecFile[] | undefined> {
  const inputs = await readPaths(paths)
  const { documents, rules, problems } = readAll(inputs)
  if (problems.length > 0) {
    const message = summaryOf(problems, inputs)
    if (isJson) throw new RefusedError({ code: 'Invalid', message, repair: 'see problems', problems: [...problems] })
    reportProblems(problems, inputs, io)
    return undefined
  }
  if (documents.length + rules.length === 0) throw new CommandError(noSpecs(inputs), whatSpecsAre)
  return inputs
    .map(({ file, bytes }) => ({
      file,
      text: textOf(bytes),
      documents: documents.filter((one) => one.file === file),
      rules: rules.filter((one) => one.file === file),
    }))
    .filter((file) => file.documents.length + file.rules.length > 0)
    .map(unmixed)
}

/** What is judged and what judges are sent to different places, so one text cannot hold both. */
function unmixed(file: SpecFile): SpecFile {
  if (file.documents.length === 0 || file.rules.length === 0) return file
  const message = `${file.file} holds Apps together with Grants or Policies`
  throw new CommandError(message, 'keep them in files of their own')
}

/** Each problem under its line, then how many there are. */
export function reportProblems(problems: Reading['problems'], inputs: readonly Input[], io: Io): void {
  const texts = new Map(inputs.map(({ file, bytes }) => [file, bytes]))
  const shown = showProblems(
    problems,
    (file) => {
      const bytes = texts.get(file)
      return bytes === undefined ? undefined : textOf(bytes)
    },
    io.paint,
  )
  io.out(shown)
  io.err(`\n${io.paint.red(summaryOf(problems, inputs))}`)
}

export function noSpecs(inputs: readonly Input[]): string {
  return inputs.length === 1 ? 'there is no spec in the file' : `there is no spec in ${count(inputs.length, 'file')}`
}

export const whatSpecsAre = '`artifact explain App` tells what one looks like'

function summaryOf(problems: Reading['problems'], inputs: readonly Input[]): string {
  const troubled = new Set(problems.map(({ at }) => at?.file)).size
  return `${count(problems.length, 'problem')} in ${troubled} of ${count(inputs.length, 'file')}`
}

function textOf(bytes: Uint8Array | string): string {
  return typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)
}
