import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPaths } from '../controller/spec-files.ts'

describe('the files that a command line names', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'artifact-specs-'))
  })

  afterEach(() => rmSync(directory, { recursive: true }))

  const place = (name: string) => join(directory, name)
  const filesOf = async (...paths: string[]) => (await readPaths(paths)).map(({ file }) => file)

  test('are in a directory those that the controller would find there', async () => {
    writeFileSync(place('acme.yaml'), '')
    writeFileSync(place('globex.YML'), '')
    writeFileSync(place('.hidden.yaml'), '')
    writeFileSync(place('notes.txt'), '')
    mkdirSync(place('node_modules'))
    writeFileSync(join(place('node_modules'), 'theirs.yaml'), '')
    symlinkSync('acme.yaml', place('link.yaml'))

    expect(await filesOf(directory)).toEqual([place('acme.yaml'), place('globex.YML'), place('link.yaml')])
  })

  test('are read once, however often they are named', async () => {
    writeFileSync(place('acme.yaml'), 'kind: App')
    expect(await filesOf(place('acme.yaml'), directory)).toEqual([place('acme.yaml')])
  })

  test('are files: a pipe that nobody writes to is not waited for', async () => {
    execFileSync('mkfifo', [place('pipe.yaml')])
    await expect(readPaths([place('pipe.yaml')])).rejects.toThrow('is neither a file nor a directory')
    await expect(readPaths(['/dev/null'])).rejects.toThrow('/dev/null is neither a file nor a directory')
    expect(await filesOf(directory)).toEqual([])
  })

  test('are named when they cannot be read', async () => {
    symlinkSync('nowhere', place('dangling.yaml'))
    await expect(readPaths([directory])).rejects.toThrow('dangling.yaml is not there')
    await expect(readPaths([place('nothing.yaml')])).rejects.toThrow('nothing.yaml is not there')
    await expect(readPaths([''])).rejects.toThrow('the empty path is not there')
  })
})
