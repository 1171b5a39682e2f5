import { type AccessConfig, parseAccess } from './access-config.ts'
import type { LogLevel } from './real-world.ts'
import { defaultPort } from './serve/routes.ts'

/** What one process is told about where it runs. Checked once; further in nobody asks the environment. */
export type Config = {
  readonly fly: FlyConfig
  /** Slug of the Fly organisation. */
  readonly organization: string
  readonly dataDirectory: string
  readonly specsDirectory: string
  /** Of the HTTP API. 0 lets the system choose. */
  readonly port: number
  /** Of `/healthz` and `/readyz` alone, for everybody; `undefined`: only on loopback, with the rest of the API. */
  readonly healthPort: number | undefined
  readonly access: AccessConfig
  readonly logLevel: LogLevel
  /** Between two looks at the organisation's Machines. */
  readonly pollMs: number
  /** An epoch up to which an operator answers for it that this store may go on although the cloud was ahead of it. */
  readonly releaseEpoch: number | undefined
}

export type FlyConfig =
  /** `token` is a function so that no log, dump or error ever prints it by accident. */
  | { readonly kind: 'fly'; readonly token: () => string; readonly baseUrl: string }
  /** `port` is where the simulated Fly can be reached with curl. 0 lets the system choose. */
  | { readonly kind: 'simulator'; readonly port: number }

/** What the command line says; it goes before the environment. */
export type Flags = {
  readonly specs?: string
  readonly data?: string
  readonly port?: string
  readonly simulator?: boolean
  readonly fly?: boolean
}

export type Environment = Readonly<Record<string, string | undefined>>

/** One thing that is wrong with the environment or the flags. */
export type ConfigProblem = { readonly name: string; readonly message: string; readonly repair: string }

/** Every problem at once. Never contains the value of a secret. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, message, repair }) => `${name}: ${message}; ${repair}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * | variable | flag | default | |
 * |---|---|---|---|
 * | `FLY_ORG_TOKEN` | | | the organisation's token; without it the simulator runs |
 * | `FLY_ORG` | | `simulated` | the organisation's slug; needed with the token |
 * | `FLY_FLAPS_BASE_URL` | | `https://api.machines.dev` | where Fly's Machines API is |
 * | | `--simulator`, `--fly` | by the token | which of the two |
 * | `ARTIFACT_SPECS` | `--specs` | `specs` | directory of specs |
 * | `ARTIFACT_DATA` | `--data` | `.artifact` | directory of the store: a local disk |
 * | `ARTIFACT_PORT` | `--port` | `4380` | of the HTTP API |
 * | `ARTIFACT_HEALTH_PORT` | | | `/healthz` and `/readyz` for the health checks of others; none when absent |
 * | `ARTIFACT_LISTEN`, `ARTIFACT_LOGIN`, `ARTIFACT_URL`, `ARTIFACT_FLY_ISSUER`, `ARTIFACT_OIDC_…` | | | see `access-config.ts` |
 * | `ARTIFACT_SIMULATOR_PORT` | | `4280` | of the simulated Fly; its proxy is at the next one |
 * | `ARTIFACT_LOG_LEVEL` | | `warn` | `debug`, `info`, `warn`, `error` or `silent` |
 * | `ARTIFACT_POLL_MS` | | `2000` | between two looks at the organisation's Machines |
 * | `ARTIFACT_RELEASE_EPOCH` | | | lets a restored store write again; its status names the number |
 *
 * Throws a ConfigError with everything that is wrong.
 */
export function parseConfig(environment: Environment, flags: Flags): Config {
  const problems: ConfigProblem[] = []
  const read = (name: string) => environment[name]?.trim() || undefined

  function whole(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
    if (text === undefined) return otherwise
    const value = Number(text)
    if (/^[0-9]+$/.test(text) && value >= least && value <= most) return value
    const message = `${JSON.stringify(text)} is not a whole number from ${least} to ${most}`
    problems.push({ name, message, repair: `set one, or leave it out for ${otherwise}` })
    return otherwise
  }

  const fly = parseFly(read, flags, whole, problems)
  const about = { isReal: fly.kind === 'fly', organization: read('FLY_ORG') }
  const access = parseAccess(read, about, problems)
  const logLevel = read('ARTIFACT_LOG_LEVEL') ?? 'warn'
  if (!isLogLevel(logLevel)) {
    const message = `${JSON.stringify(logLevel)} is not a log level`
    problems.push({ name: 'ARTIFACT_LOG_LEVEL', message, repair: `set one of ${logLevels.join(', ')}` })
  }
  const portName = flags.port === undefined ? 'ARTIFACT_PORT' : '--port'
  const port = whole(portName, flags.port ?? read('ARTIFACT_PORT'), defaultPort, 0, 65_535)
  const healthPortText = read('ARTIFACT_HEALTH_PORT')
  const healthPort = healthPortText && whole('ARTIFACT_HEALTH_PORT', healthPortText, 0, 0, 65_535)
  const pollMs = whole('ARTIFACT_POLL_MS', read('ARTIFACT_POLL_MS'), 2_000, 500, 3_600_000)

  const releaseText = read('ARTIFACT_RELEASE_EPOCH')
  const releaseEpoch = releaseText && whole('ARTIFACT_RELEASE_EPOCH', releaseText, 0, 1, Number.MAX_SAFE_INTEGER)

  if (problems.length > 0 || !isLogLevel(logLevel)) throw new ConfigError(problems)
  return {
    fly,
    organization: read('FLY_ORG') ?? 'simulated',
    dataDirectory: flags.data ?? read('ARTIFACT_DATA') ?? '.artifact',
    specsDirectory: flags.specs ?? read('ARTIFACT_SPECS') ?? 'specs',
    port,
    healthPort: healthPort === '' ? undefined : healthPort,
    access,
    logLevel,
    pollMs,
    releaseEpoch: releaseEpoch === '' ? undefined : releaseEpoch,
  }
}

const defaultBaseUrl = 'https://api.machines.dev'
const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

function isLogLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text)
}

function parseFly(
  read: (name: string) => string | undefined,
  flags: Flags,
  whole: (name: string, text: string | undefined, otherwise: number, least: number, most: number) => number,
  problems: ConfigProblem[],
): FlyConfig {
  const token = read('FLY_ORG_TOKEN')
  if (flags.fly && flags.simulator) {
    problems.push({ name: '--fly', message: 'contradicts --simulator', repair: 'give one of the two' })
  }
  if (flags.simulator || (!flags.fly && token === undefined)) {
    const port = whole('ARTIFACT_SIMULATOR_PORT', read('ARTIFACT_SIMULATOR_PORT'), 4_280, 0, 65_535)
    return { kind: 'simulator', port }
  }

  if (token === undefined) {
    const repair = 'set it to a token of the organisation (`fly tokens create org`), or give --simulator'
    problems.push({ name: 'FLY_ORG_TOKEN', message: 'is not set, and --fly needs it', repair })
  } else if (!/^[\x21-\x7e]+( [\x21-\x7e]+)?$/.test(token)) {
    const repair = 'set it to the one line that `fly tokens create org` prints'
    problems.push({ name: 'FLY_ORG_TOKEN', message: 'has line breaks or other characters no token has', repair })
  }
  if (read('FLY_ORG') === undefined) {
    const message = 'is not set, and FLY_ORG_TOKEN needs it'
    problems.push({ name: 'FLY_ORG', message, repair: 'set it to the slug that `fly orgs list` shows' })
  }
  const baseUrl = read('FLY_FLAPS_BASE_URL') ?? defaultBaseUrl
  if (!mayCarryToken(baseUrl)) {
    const message = `${JSON.stringify(baseUrl)} would send the token in the clear or is not a URL`
    const repair = `set an https URL, http://_api.internal:4280 inside Fly's private network, or leave it out for ${defaultBaseUrl}`
    problems.push({ name: 'FLY_FLAPS_BASE_URL', message, repair })
  }
  return { kind: 'fly', token: () => token ?? '', baseUrl: baseUrl.replace(/\/+$/, '') }
}

/** Over TLS, or where nobody else listens: this machine, and Fly's private network (WireGuard). */
function mayCarryToken(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  if (protocol === 'https:') return true
  return protocol === 'http:' && (isLoopback(hostname) || hostname === '_api.internal')
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
