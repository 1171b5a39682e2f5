import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leaveLocalToken, tokenFor } from '../controller/command-token.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifact-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const url = 'http://127.0.0.1:4380'

describe('the token in the data directory', () => {
  test('is for this user, for that controller, and gone with it', () => {
    const takeAway = leaveLocalToken(directory, { url, token: 'artifact_local_x' })
    const [file = ''] = readdirSync(directory)
    expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600)
    expect(tokenFor(url, { ARTIFACT_DATA: directory })).toBe('artifact_local_x')
    expect(tokenFor('http://127.0.0.1:4381', { ARTIFACT_DATA: directory })).toBeUndefined()
    takeAway()
    expect(readdirSync(directory)).toEqual([])
    expect(tokenFor(url, { ARTIFACT_DATA: directory })).toBeUndefined()
  })

  test('takes the place of what others have put there, and goes through no link', () => {
    const elsewhere = join(directory, 'elsewhere')
    writeFileSync(elsewhere, 'mine')
    symlinkSync(elsewhere, join(directory, 'local-token.json'))
    leaveLocalToken(directory, { url, token: 'artifact_local_x' })
    expect(statSync(elsewhere).size).toBe(4)
    expect(tokenFor(url, { ARTIFACT_DATA: directory })).toBe('artifact_local_x')
  })
})

describe('ARTIFACT_TOKEN', () => {
  test.each([
    ['https://artifact.example', true],
    ['http://127.0.0.1:4380', true],
    ['http://localhost:4380', true],
    ['http://artifact.internal:4380', true],
    ['http://artifact.flycast', true],
    ['http://artifact.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://internal', false],
  ])('goes to %s: %s', (to, may) => {
    const token = () => tokenFor(to, { ARTIFACT_TOKEN: ' secret ' })
    if (may) expect(token()).toBe('secret')
    else expect(token).toThrow(/in the clear/)
  })
})
