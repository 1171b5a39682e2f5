import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }
import { aSpec } from './a-command.ts'

const bin = fileURLToPath(new URL('../../../bin/artifact.js', import.meta.url))
let directory = ''

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifact-command-'))
  writeFileSync(join(directory, 'acme.yaml'), aSpec('acme'))
  writeFileSync(join(directory, 'bad.yml'), aSpec('bad').replace('regions', 'region'))
  writeFileSync(join(directory, 'notes.txt'), 'no spec')
})
afterAll(() => rmSync(directory, { recursive: true }))

/** Runs the command as a shell does: another process, with pipes. */
async function run(args: readonly string[], input = '', options: readonly string[] = []) {
  const env = { PATH: process.env.PATH, HOME: directory, ARTIFACT_URL: 'http://127.0.0.1:1', FORCE_COLOR: '' }
  const child = spawn(process.execPath, [...options, bin, ...args], { cwd: directory, env })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, out, err }
}

describe('bin/artifact.js', () => {
  test('validates a good file', async () => {
    expect(await run(['validate', 'acme.yaml'])).toEqual({
      code: 0,
      out: '✓ 1 file, 1 App: all valid\n',
      err: '',
    })
  })

  test('validates a directory with a bad file: each mistake with its place, exit code 1', async () => {
    const { code, out, err } = await run(['validate', '.'])
    expect(code).toBe(1)
    expect(out).toContain('bad.yml:4:')
    expect(err).toContain('in 1 of 2 files')
  })

  test('validates standard input', async () => {
    expect(await run(['validate', '-'], aSpec('acme'))).toMatchObject({ code: 0 })
    expect(await run(['validate', '-'], 'kind: Ap')).toMatchObject({
      code: 1,
      out: expect.stringContaining('<stdin>:1:'),
    })
  })

  test('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' })
  })

  test('takes a Ctrl-C that comes twice at once, as npm passes it on, for one', async () => {
    const child = spawn(process.execPath, [bin, 'simulate', '--port', '0'], { cwd: directory })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  test('knows no such command', async () => {
    expect(await run(['statsu'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Did you mean status?'),
    })
  })

  test('plans without a controller only when none was named', async () => {
    expect(await run(['plan', '-f', 'acme.yaml'])).toMatchObject({ code: 4, out: '' })
    expect(await run(['plan', '-f', 'acme.yaml', '--offline', '--exit-code'])).toMatchObject({
      code: 2,
      out: expect.stringContaining('web/ams/0'),
    })
  })

  test('validates without what only a controller needs: that would take its time', async () => {
    // Tells every file that is loaded.
    const hook = `import { registerHooks } from 'node:module'
      registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context) } })`
    const preload = `--import=data:text/javascript,${encodeURIComponent(hook)}`
    const { code, err } = await run(['validate', 'acme.yaml'], '', [preload])
    const packages = new Set([...err.matchAll(/node_modules\/((?:@[\w-]+\/)?[\w.-]+)/g)].map(([, name]) => name))
    expect([code, [...packages].sort()]).toEqual([0, ['ajv', 'commander', 'picocolors', 'yaml']])
  })

  test('a thousand files take seconds, not minutes', async () => {
    mkdirSync(join(directory, 'many'))
    for (let number = 0; number < 1_000; number++) {
      writeFileSync(join(directory, 'many', `app-${number}.yaml`), aSpec(`app-${number}`))
    }
    const startedAt = performance.now()
    const { out } = await run(['validate', 'many'])
    expect(out).toBe('✓ 1000 files, 1000 Apps: all valid\n')
    // Three seconds are promised, and measured by the benchmark; here other tests run at the same time.
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    rmSync(join(directory, 'many'), { recursive: true })
  })

  test('Ctrl-C ends what follows, quietly', async () => {
    const event = {
      seq: 1,
      ref: 'App/acme',
      at: '2026-01-01T11:00:00.000Z',
      kind: 'Planned',
      by: 'controller',
      message: 'm',
    }
    const server = createServer((_, response) => response.writeHead(200).write(`${JSON.stringify(event)}\n`))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const child = spawn(process.execPath, [bin, 'events', '--follow', '--url', url])
    const err = text(child.stderr)
    child.stdout.once('data', () => child.kill('SIGINT'))
    const [code] = await once(child, 'close')
    server.closeAllConnections()
    server.close()
    expect([code, await err]).toEqual([130, ''])
  })

  test('a pipe gets no colours, and may be closed at any time', async () => {
    const { out } = await run(['--help'])
    expect(out).not.toContain('\u001b')
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
    expect([code, err]).toEqual([0, ''])
  })
})
