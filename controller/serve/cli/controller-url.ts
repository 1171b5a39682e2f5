import { defaultPort } from '../routes.ts'
import { CommandError, exitCodes } from './io.ts'

/** Where the controller is, and whether somebody said so: then no other answer will do than that controller's. */
export type ControllerUrl = { readonly href: string; readonly isChosen: boolean }

/** `--url`, or ARTIFACT_URL, or this machine, at ARTIFACT_PORT as `artifact up` listens there. Throws a CommandError for what is no address of a controller. */
export function controllerUrl(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): ControllerUrl {
  const chosen = flag ?? (env.ARTIFACT_URL?.trim() || undefined)
  if (chosen === undefined) return { href: `http://127.0.0.1:${portOf(env.ARTIFACT_PORT)}`, isChosen: false }
  const name = flag === undefined ? 'ARTIFACT_URL' : '--url'
  const url = URL.canParse(chosen) ? new URL(chosen) : undefined
  // What is wrong is not repeated: it may be a URL with a password in it.
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new CommandError(
      `${name} is not the address of a controller`,
      `write it like http://127.0.0.1:${defaultPort}, without user and password`,
      exitCodes.usage,
    )
  }
  return { href: chosen.replace(/\/+$/, ''), isChosen: true }
}

/** What is no port is told by `artifact up` and `artifact doctor`: nothing can listen there. */
function portOf(text: string | undefined): number {
  const port = Number(text?.trim() || defaultPort)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : defaultPort
}
