import { accessSync, constants, existsSync } from 'node:fs'
import { type Config, ConfigError, parseConfig } from './config.ts'
import { createFly } from './fly/client.ts'
import { FlyError } from './fly/errors.ts'
import { createTransport } from './fly/transport.ts'
import { createRealWorld, realClock } from './real-world.ts'
import { createClient } from './serve/cli/client.ts'
import type { Finding } from './serve/cli/deps.ts'

/** What `artifact doctor` looks at. Changes nothing. */
export async function examine(
  url: string,
  { env, signal }: { readonly env: Readonly<Record<string, string | undefined>>; readonly signal: AbortSignal },
): Promise<readonly Finding[]> {
  const findings: Finding[] = [examineNode()]
  let config: Config
  try {
    config = parseConfig(env, {})
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [
      ...findings,
      ...error.problems.map(
        ({ name, message, repair }): Finding => ({ what: name, state: 'broken', found: message, repair }),
      ),
    ]
  }
  findings.push(
    examineDirectory(
      'specs',
      config.specsDirectory,
      'make it, and put a spec there; `artifact explain App` tells what one looks like',
    ),
  )
  findings.push(examineDirectory('store', config.dataDirectory, 'nothing to do: `artifact up` makes it'))
  findings.push(await examineFly(config, signal))
  findings.push(await examineController(url, signal))
  return findings
}

function examineNode(): Finding {
  const found = `Node ${process.versions.node}`
  return Number(process.versions.node.split('.')[0]) >= 24
    ? { what: 'node', state: 'ok', found }
    : {
        what: 'node',
        state: 'broken',
        found,
        repair: 'install Node 24, or run `npm ci` on Linux, which brings it along',
      }
}

function examineDirectory(what: string, directory: string, repair: string): Finding {
  if (!existsSync(directory)) return { what, state: 'note', found: `${directory} is not there yet`, repair }
  try {
    accessSync(directory, what === 'store' ? constants.R_OK | constants.W_OK : constants.R_OK)
    return { what, state: 'ok', found: directory }
  } catch {
    return {
      what,
      state: 'broken',
      found: `${directory} may not be ${what === 'store' ? 'written' : 'read'}`,
      repair: 'give this user the right to',
    }
  }
}

async function examineFly(config: Config, signal: AbortSignal): Promise<Finding> {
  if (config.fly.kind === 'simulator') {
    const repair = 'to work on the real Fly, set FLY_ORG_TOKEN and FLY_ORG'
    return { what: 'fly', state: 'note', found: 'simulated, since FLY_ORG_TOKEN is not set', repair }
  }
  const { log, random } = createRealWorld({ logLevel: 'silent' })
  const transport = createTransport()
  const fly = createFly({
    baseUrl: config.fly.baseUrl,
    token: config.fly.token(),
    organization: config.organization,
    fetch: transport.fetch,
    clock: realClock,
    random,
    log,
  })
  try {
    const { tokens } = await fly.currentToken({ signal, urgency: 'person' })
    const token = tokens.find(({ org_slug }) => org_slug === config.organization)
    if (!token) {
      const slugs = tokens.map(({ org_slug }) => org_slug).join(', ')
      return {
        what: 'fly',
        state: 'broken',
        found: `the token is good for ${slugs}, not for ${config.organization}`,
        repair: 'correct FLY_ORG or FLY_ORG_TOKEN',
      }
    }
    if (token.apps && token.apps.length > 0) {
      return {
        what: 'fly',
        state: 'broken',
        found: 'the token is good for single apps only',
        repair: 'make one with `fly tokens create org`',
      }
    }
    return { what: 'fly', state: 'ok', found: `the token is accepted, for the organisation ${config.organization}` }
  } catch (error) {
    if (!(error instanceof FlyError)) throw error
    const repair =
      error.code === 'Unauthorized'
        ? 'make a new token with `fly tokens create org`'
        : 'see whether Fly can be reached from here'
    return { what: 'fly', state: 'broken', found: error.message, repair }
  } finally {
    await transport.close()
  }
}

async function examineController(url: string, signal: AbortSignal): Promise<Finding> {
  try {
    const info = await createClient({ url, fetch, user: 'doctor', signal }).info()
    if (info.observeOnly) {
      const repair = 'restore a newer store, or see that nothing of the newer one is lost before you go on'
      return {
        what: 'controller',
        state: 'broken',
        found: `${url} only observes: its store is older than the cloud`,
        repair,
      }
    }
    return {
      what: 'controller',
      state: 'ok',
      found: `${url} runs ${info.version} on ${info.fly === 'fly' ? 'Fly' : 'the simulated Fly'}`,
    }
  } catch {
    return {
      what: 'controller',
      state: 'note',
      found: `none answers at ${url}`,
      repair: 'start one with `artifact up`',
    }
  }
}
