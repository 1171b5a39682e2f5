import type { Config } from './config.ts'
import { createFly } from './fly/client.ts'
import { FlyError } from './fly/errors.ts'
import { createTransport } from './fly/transport.ts'
import type { CurrentToken } from './fly/wire.ts'
import { createRealWorld } from './real-world.ts'
import type { Finding } from './serve/cli/deps.ts'

/** Whether Fly can be reached, what the token is good for, and whether our clock goes as Fly's does. One reading call. */
export async function examineFly(
  { fly: which, organization }: Config,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (which.kind === 'simulator') {
    const repair = 'to work on the real Fly, set FLY_ORG_TOKEN and FLY_ORG'
    return [{ what: 'fly', state: 'note', found: 'simulated, since FLY_ORG_TOKEN is not set', repair }]
  }
  const { baseUrl } = which
  const world = createRealWorld({ logLevel: 'silent' })
  const transport = createTransport()
  const fly = createFly({ ...world, baseUrl, token: which.token(), organization, fetch: transport.fetch })
  const answers: Finding = { what: 'fly', state: 'ok', found: `${baseUrl} answers` }
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(longestAnswerMs)])
    const token = await fly.currentToken({ signal: patience, urgency: 'person' })
    return [answers, examineToken(token, organization), examineClock(world.clock.now() - fly.now())]
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof FlyError && (error.code === 'Unauthorized' || error.code === 'Forbidden')) {
      const repair = 'make a new one with `fly tokens create org`, and set FLY_ORG_TOKEN'
      return [answers, { what: 'token', state: 'broken', found: error.message, repair }]
    }
    const found = error instanceof FlyError ? error.message : `${baseUrl} does not answer in time`
    const repair = 'see whether it can be reached from here, and https://status.flyio.net'
    return [{ what: 'fly', state: 'broken', found, repair }]
  } finally {
    await transport.close()
  }
}

function examineToken({ tokens }: CurrentToken, organization: string): Finding {
  const what = 'token'
  const token = tokens.find(({ org_slug: slug }) => slug === organization)
  if (token === undefined) {
    const slugs = tokens.map(({ org_slug: slug }) => slug).join(', ') || 'no organisation'
    return {
      what,
      state: 'broken',
      found: `FLY_ORG_TOKEN is good for ${slugs}, not for ${organization}`,
      repair: 'correct FLY_ORG or FLY_ORG_TOKEN',
    }
  }
  if (token.apps !== undefined && token.apps.length > 0) {
    const repair = 'make one for the organisation with `fly tokens create org`'
    return { what, state: 'broken', found: 'FLY_ORG_TOKEN is good for single apps only', repair }
  }
  return { what, state: 'ok', found: `accepted, for the organisation ${organization}` }
}

function examineClock(aheadMs: number): Finding {
  const what = 'clock'
  if (Math.abs(aheadMs) <= mostSkewMs) return { what, state: 'ok', found: "goes as Fly's does" }
  const seconds = Math.round(Math.abs(aheadMs) / 1_000)
  const found = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Fly's`
  return { what, state: 'note', found, repair: 'set it by NTP: times in events and status are by this clock' }
}

const longestAnswerMs = 15_000
// Fly's times are whole seconds, and an answer takes its time.
const mostSkewMs = 5_000
