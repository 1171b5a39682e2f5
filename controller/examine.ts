import { existsSync } from 'node:fs'
import { tokenFor } from './command-token.ts'
import { type Config, ConfigError, type Environment, parseConfig } from './config.ts'
import { examineFly } from './examine-fly.ts'
import { examineDirectory, examineStore } from './examine-store.ts'
import { createClient } from './serve/cli/client.ts'
import type { Finding } from './serve/cli/deps.ts'
import { CommandError } from './serve/cli/io.ts'

/** What `artifact doctor` looks at: everything that `artifact up` needs, and the controller at `url`. Changes nothing. */
export async function examine(
  url: string,
  { env, signal }: { readonly env: Environment; readonly signal: AbortSignal },
): Promise<readonly Finding[]> {
  const controller = await examineController(url, env, signal)
  const { config, findings } = examineEnvironment(env)
  if (config === undefined) return [examineNode(), ...findings, controller]
  const { specsDirectory: specs, dataDirectory } = config
  const repair = 'make it, and put a spec there; `artifact explain App` tells what one looks like'
  return [
    examineNode(),
    ...findings,
    existsSync(specs)
      ? examineDirectory('specs', specs, 'read')
      : { what: 'specs', state: 'note', found: `${specs} is not there`, repair },
    examineStore(dataDirectory, controller.state === 'ok'),
    ...(await examineFly(config, signal)),
    controller,
  ]
}

function examineNode(): Finding {
  const found = `Node ${process.versions.node}`
  if (Number(process.versions.node.split('.')[0]) >= 24) return { what: 'node', state: 'ok', found }
  const repair = 'install Node 24, or run `npm ci` on Linux, which brings it along'
  return { what: 'node', state: 'broken', found, repair }
}

function examineEnvironment(env: Environment): {
  readonly config: Config | undefined
  readonly findings: readonly Finding[]
} {
  try {
    const ok: Finding = { what: 'environment', state: 'ok', found: 'the variables that are set make sense' }
    return { config: parseConfig(env, {}), findings: [ok] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const findings = error.problems.map(
      ({ name, message, repair }): Finding => ({
        what: 'environment',
        state: 'broken',
        found: `${name} ${message}`,
        repair,
      }),
    )
    return { config: undefined, findings }
  }
}

async function examineController(url: string, env: Environment, signal: AbortSignal): Promise<Finding> {
  const what = 'controller'
  const patience = AbortSignal.any([signal, AbortSignal.timeout(longestAnswerMs)])
  try {
    const info = await createClient({ url, fetch, user: 'doctor', token: tokenFor(url, env), signal: patience }).info()
    if (info.observeOnly) {
      const repair = 'restore a newer store, or see that nothing of the newer one is lost before you go on'
      return { what, state: 'broken', found: `${url} only observes: its store is older than the cloud`, repair }
    }
    const where = info.fly === 'fly' ? `Fly, organisation ${info.organization}` : 'the simulated Fly'
    return { what, state: 'ok', found: `${url} runs ${info.version} on ${where}` }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof CommandError))
      return { what, state: 'broken', found: `${url} does not answer in time`, repair: 'look at its log' }
    return { what, state: 'note', found: error.message, repair: error.repair }
  }
}

const longestAnswerMs = 5_000
