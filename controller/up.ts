import { type Config, ConfigError, type Environment, parseConfig } from './config.ts'
import { type House, openHouse } from './house.ts'
import type { UpFlags } from './serve/cli/deps.ts'
import { exitCodes, type Io } from './serve/cli/io.ts'
import { type Convergence, converge, sayConvergence } from './serve/converge.ts'
import { eventLine } from './serve/event-line.ts'
import { createSourceTeller } from './serve/source-teller.ts'
import { cannotStart, explainFailure } from './start-errors.ts'
import type { StoredEvent } from './store/store.ts'

/**
 * `artifact up`: runs the controller until the signal is aborted, or with `once` until every App is Ready. Resolves with
 * the exit code when all is closed: running steps have ended or their leases are given back. Rejects with a CommandError
 * when it cannot start.
 */
export async function up(
  flags: UpFlags,
  given: { readonly env: Environment; readonly io: Io; readonly signal: AbortSignal; readonly version: string },
): Promise<number> {
  const { io, version } = given
  const config = configOf(flags, given.env)
  const stop = new AbortController()
  const signal = AbortSignal.any([given.signal, stop.signal])
  const house = await openHouse(config, version, signal)
  try {
    sayWelcome(config, house, version, flags, io)
    return await work(house, config, flags, io, signal, stop)
  } finally {
    await house.close()
  }
}

/** Lets everything in the house work side by side. When one part ends, all do. */
async function work(
  house: House,
  config: Config,
  flags: UpFlags,
  io: Io,
  signal: AbortSignal,
  stop: AbortController,
): Promise<number> {
  const { controller, intake, source, operations, clock } = house
  const teller = createSourceTeller({ io, directory: config.specsDirectory, json: flags.json })
  let [last] = (await operations.events({ limit: 1 })).map(({ seq }) => seq)
  let convergence: Convergence | undefined

  function tell(event: StoredEvent): void {
    last = event.seq
    const line = flags.json ? JSON.stringify(event) : eventLine(event, io.paint)
    if (line !== undefined) io.out(line)
  }

  async function tellEvents(): Promise<void> {
    for await (const event of operations.follow({ after: last ?? 0 }, signal)) tell(event)
  }

  async function convergeOnce(): Promise<void> {
    convergence = await converge({ operations, clock, timeoutMs: flags.timeoutMs, intake: teller.state }, signal)
  }

  const parts = [
    controller.run(signal),
    intake.follow(source, teller.told, signal),
    tellEvents(),
    ...(flags.once ? [convergeOnce()] : []),
  ]
  const ending = parts.map((part) => part.finally(() => stop.abort(new Error('a part of the house has ended'))))
  const ends = await Promise.allSettled(ending)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw explainFailure(failed.reason, config)

  // What was still done while all was coming to its end.
  for (const event of await operations.events({ after: last ?? 0 })) tell(event)
  if (convergence === undefined) return exitCodes.ok
  sayConvergence(convergence, io, flags.json)
  return convergence.isReady ? exitCodes.ok : exitCodes.failed
}

function configOf({ specs, data, port, fly }: UpFlags, env: Environment): Config {
  try {
    return parseConfig(env, {
      ...(specs !== undefined && { specs }),
      ...(data !== undefined && { data }),
      ...(port !== undefined && { port }),
      fly: fly === true,
      simulator: fly === false,
    })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [first, ...others] = error.problems
    const rest = others.map(({ name, message, repair }) => `\n       ${name} ${message}: ${repair}`).join('')
    throw cannotStart(`${first?.name} ${first?.message}`, `${first?.repair}${rest}`)
  }
}

function sayWelcome(config: Config, house: House, version: string, flags: UpFlags, io: Io): void {
  const { apiUrl, simulatorUrl, edgeUrl } = house
  const { organization, specsDirectory, dataDirectory } = config
  if (flags.json) {
    io.out(
      JSON.stringify({
        kind: 'Started',
        version,
        organization,
        apiUrl,
        simulatorUrl,
        edgeUrl,
        specsDirectory,
        dataDirectory,
      }),
    )
    return
  }
  const { bold, dim } = io.paint
  const where = simulatorUrl
    ? 'a simulated Fly: nothing is real, nothing costs money'
    : `Fly, organisation ${organization}`
  io.out(`${bold(`artifact ${version}`)} on ${where}`)
  io.out(`  specs      ${specsDirectory}`)
  io.out(`  store      ${dataDirectory}`)
  io.out(`  API        ${apiUrl}  ${dim('ask it with `artifact get`, in another terminal')}`)
  if (simulatorUrl) io.out(`  simulator  ${simulatorUrl}  ${dim('Fly’s Machines API')}`)
  if (edgeUrl) io.out(`  apps       ${edgeUrl}  ${dim('as http://APP.fly.dev.localhost at this port')}`)
  io.out('')
}
