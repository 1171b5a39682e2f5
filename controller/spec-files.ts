import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { CommandError, exitCodes } from './serve/cli/io.ts'

/** Reads what a command line names: files, directories with every spec below them, and `-` for standard input. */
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
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name) && !entry.name.startsWith('.'),
  )
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort()
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
  return new CommandError(`${path} ${why}`, 'name files or directories of specs', exitCodes.failed)
}
