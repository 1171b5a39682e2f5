import { setTimeout } from 'node:timers/promises'
import { anInstallation, withoutLogin } from '../serve/an-installation.ts'

export const publicUrl = 'https://artifact.example'

/** The whole house, as everybody can reach it who has a token. */
export async function aHouseWithLogin(options: Parameters<typeof anInstallation>[0] = {}) {
  const lines: string[] = []
  const write = (values: object, message: string) => void lines.push(`${message} ${JSON.stringify(values)}`)
  const log = { debug: write, info: write, warn: write, error: write }
  const access = { ...withoutLogin, listen: 'everybody', login: 'required', url: publicUrl, ...options.access } as const
  const house = await anInstallation({ log, ...options, access })

  /**
   * Lets little time pass while something is under way: signatures are checked in another thread, which takes no time of
   * this clock, and meanwhile a token must not get old.
   */
  async function patiently<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false
    const settle = () => {
      isSettled = true
    }
    promise.then(settle, settle)
    while (!isSettled) {
      await setTimeout(1)
      if (!isSettled) await house.clock.advance(10)
    }
    return await promise
  }

  async function ask(
    method: string,
    path: string,
    token?: string,
    more: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    const request = new Request(`${publicUrl}${path}`, {
      method,
      headers: {
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...more.headers,
      },
      ...(more.body !== undefined && { body: more.body }),
    })
    const response = await patiently(Promise.resolve(house.http.fetch(request)))
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
    const body: any = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, headers: response.headers, text, body }
  }

  /** The token that a Machine of an app gets from its own socket. */
  async function machineToken(flyApp: string, audience = `${publicUrl}/mcp`): Promise<string> {
    const machine = house.simulator.world.machines(flyApp)[0]
    if (machine === undefined) throw new Error(`${flyApp} has no Machine`)
    const body = JSON.stringify({ aud: audience })
    const request = new Request('http://localhost/v1/tokens/oidc', { method: 'POST', body })
    const response = await patiently(house.simulator.machineFetch(machine.id)(request))
    if (response.status === 200) return await response.text()
    // Fly counts them: another one, a second later.
    if (response.status !== 429) throw new Error(`no token: ${response.status} ${await response.text()}`)
    await house.clock.advance(1_000)
    return await machineToken(flyApp, audience)
  }

  return { ...house, lines, patiently, ask, machineToken, admin: house.localToken ?? '' }
}
