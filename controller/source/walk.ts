import type { BigIntStats } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { mostBytes } from '../resource/limits.ts'
import type { Problem, ProblemCode } from '../resource/problem.ts'

/** A file that may hold specs, or a place of which nothing can be said. */
export type Found =
  /** `identity` is another one after each change of the file. */
  { readonly path: string; readonly identity: string } | { readonly path: string; readonly problem: Problem }

/**
 * The spec files of a directory and those beneath it, in order of their paths. Names that begin with a dot are left
 * alone, as are links that lead out of the directory. Paths begin with the directory as it was named.
 */
export async function walk(directory: string): Promise<readonly Found[]> {
  const found: Found[] = []
  let root: string
  try {
    root = await realpath(directory)
  } catch (error) {
    return [troubled(directory, 'NotReadable', `${describe(directory, error)}: ${adviceForDirectory}`)]
  }

  async function visit(place: string, depth: number): Promise<void> {
    if (depth > mostDepth) {
      found.push(troubled(place, 'TooLarge', `${place} is nested more than ${mostDepth} deep: it is not read`))
      return
    }
    const entries = await readdir(place, { withFileTypes: true }).catch((error: unknown) => {
      found.push(troubled(place, 'NotReadable', `${describe(place, error)}: ${adviceForDirectory}`))
      return []
    })
    for (const entry of entries.sort(byName)) {
      const path = join(place, entry.name)
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      if (found.length >= mostFiles) {
        found.push(troubled(place, 'TooLarge', `${directory} has more than ${mostFiles} files: the rest is not read`))
        return
      }
      if (entry.isDirectory()) await visit(path, depth + 1)
      else if (isSpecName(entry.name)) found.push(...(await examine(path, entry.isSymbolicLink() ? root : undefined)))
    }
  }

  await visit(directory, 0)
  return found
}

/** A file as it stands; `undefined` when it changed while it was read. */
export async function readWhole(
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly identity: string } | undefined> {
  const file = await open(path, 'r')
  try {
    const stats = await file.stat({ bigint: true })
    // It has grown since it was found: it is looked at again.
    if (stats.size > mostBytes) return undefined
    const before = identityOf(stats)
    const bytes = await file.readFile()
    const identity = identityOf(await file.stat({ bigint: true }))
    return before === identity ? { bytes, identity } : undefined
  } finally {
    await file.close()
  }
}

/** Something wrong with a file or directory as a whole. */
export function trouble(path: string, code: ProblemCode, message: string): Problem {
  return { code, message, path: '', at: { file: path, line: 1, column: 1, length: 1 } }
}

/** `specs/acme.yaml is not there` */
export function describe(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT') return `${path} is not there`
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read by this user`
  if (code === 'ENOTDIR') return `${path} is not a directory`
  return `${path} cannot be read (${code})`
}

/** `root` is given for a link: where it must not lead out of. */
async function examine(path: string, root: string | undefined): Promise<readonly Found[]> {
  try {
    if (root !== undefined && !(await realpath(path)).startsWith(`${root}${sep}`)) {
      const message = `${path} is a link that leads out of the directory: copy the file here instead`
      return [troubled(path, 'NotReadable', message)]
    }
    const stats = await stat(path, { bigint: true })
    if (!stats.isFile()) return []
    // Told from the size alone: what is too large is not even read.
    if (stats.size > mostBytes) {
      const message = `${path} has ${stats.size} bytes, and a spec file ${mostBytes} at most: split it`
      return [troubled(path, 'TooLarge', message)]
    }
    return [{ path, identity: identityOf(stats) }]
  } catch (error) {
    // Gone since the directory was listed: as if it had not been listed.
    if (root === undefined && error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    return [troubled(path, 'NotReadable', `${describe(path, error)}: correct it or take it away`)]
  }
}

function troubled(path: string, code: ProblemCode, message: string): Found {
  return { path, problem: trouble(path, code, message) }
}

function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}

function isSpecName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name)
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1
}

const mostDepth = 32
const mostFiles = 20_000
const adviceForDirectory = 'make it readable and put a spec into it, or name another directory with --specs'
