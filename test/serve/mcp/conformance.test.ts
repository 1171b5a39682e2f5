import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../../controller/serve/listen.ts'
import { anApp } from '../../support/builders.ts'
import { anInstallation } from '../an-installation.ts'

/*
 * The conformance suite of the protocol's own maintainers against the server as it is. Most of its scenarios call tools,
 * resources and prompts of the suite's own invention; those that need none are here.
 */

const generic: Readonly<Record<string, readonly string[]>> = {
  '2026-07-28': [
    'tools-list',
    'server-sse-multiple-streams',
    'sep-2164-resource-not-found',
    'dns-rebinding-protection',
    'http-header-validation',
    'input-required-result-missing-input-response',
    'input-required-result-unsupported-methods',
    'input-required-result-ignore-extra-params',
    'input-required-result-validate-input',
  ],
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'dns-rebinding-protection',
    'server-sse-multiple-streams',
    'server-session-lifecycle',
  ],
}

let house: Awaited<ReturnType<typeof anInstallation>>
let server: Listening
beforeAll(async () => {
  house = await anInstallation({ specs: [anApp('acme')] })
  server = await listen(house.http, 0, 'this machine')
})
afterAll(async () => {
  await server.close()
  await house.close()
})

describe('the conformance suite', () => {
  test.each(Object.keys(generic))('finds the server to be one of revision %s', async (revision) => {
    const summary = await conformance(`http://localhost:${new URL(server.url).port}/mcp`, revision)
    for (const scenario of generic[revision] ?? []) expect(summary, scenario).toContain(`✓ ${scenario}: `)
    // Of the checks of this one, four need tools of the suite's own.
    if (revision === '2026-07-28') expect(summary).toContain('server-stateless: 24 passed, 4 failed')
  })
})

/** What the suite says of all its scenarios, one a line. */
function conformance(url: string, revision: string): Promise<string> {
  const program = join(import.meta.dirname, '../../../node_modules/@modelcontextprotocol/conformance/dist/index.js')
  const args = [program, 'server', '--url', url, '--requirements', revision]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: 60_000, maxBuffer: 32 * 1024 * 1024 }, (_, out) => {
      const summary = out.slice(out.indexOf('=== SUMMARY ==='))
      if (out.includes('=== SUMMARY ===')) resolve(summary)
      else reject(new Error(`the suite came to no end:\n${out.slice(-2_000)}`))
    })
  })
}
