import { readFile, stat, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { CommandError, exitCodes } from './serve/cli/io.ts'
import { walk } from './source/walk.ts'

/**
 * Reads what a command line names: files, directories with the specs that `artifact up` would find in them, and `-` for
 * standard input. Rejects with a CommandError that names what cannot be read.
 */
export async function readPaths(
  paths: readonly string[],
): Promise<readonly { readonly file: string; readonly bytes: Uint8Array }[]> {
  const files = (await Promise.all(paths.map(expand))).flat()
  return await Promise.all(
    [...new Set(files)].map(async (file) => ({ file: file === '-' ? '<stdin>' : file, bytes: await read(file) })),
  )
}

async function expand(path: string): Promise<readonly string[]> {
  if (path === '-') return [path]
  const found = await stat(path).catch((error) => Promise.reject(unreadable(path, error)))
  if (!found.isDirectory()) {
    // A named pipe that nobody writes to would be waited for without end. `<(…)` of a shell is a pipe with a writer.
    if (found.isFile() || isDescriptor(path)) return [path]
    throw new CommandError(`${path} is neither a file nor a directory`, advice, exitCodes.failed)
  }
  return (await walk(path)).map((entry) => {
    // What is too large is told with its place, by whoever reads it.
    if (!('problem' in entry) || entry.problem.code === 'TooLarge') return entry.path
    throw new CommandError(entry.problem.message, advice, exitCodes.failed)
  })
}

function isDescriptor(path: string): boolean {
  return path === '/dev/stdin' || path.startsWith('/dev/fd/')
}

async function read(file: string): Promise<Uint8Array> {
  if (file === '-') return await buffer(process.stdin)
  return await readFile(file).catch((error) => Promise.reject(unreadable(file, error)))
}

function unreadable(path: string, error: NodeJS.ErrnoException): CommandError {
  const why =
    error.code === 'ENOENT'
      ? 'is not there'
      : error.code === 'EACCES'
        ? 'may not be read'
        : `cannot be read (${error.code})`
  return new CommandError(`${path === '' ? 'the empty path' : path} ${why}`, advice, exitCodes.failed)
}

const advice = 'name files or directories of specs'

/** Writes a file that was not there. Rejects with a CommandError otherwise: what somebody has written is not overwritten. */
export async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const message = isThere ? `${path} is there already` : `${path} cannot be written: ${(error as Error).message}`
    throw new CommandError(message, 'name another file', exitCodes.failed, { cause: error })
  }
}
