import { createInterface } from 'node:readline'
import { bridge } from './serve/cli/mcp-bridge.ts'

/** `artifact mcp`: the standard input and output of this process as a connection to the controller at `url`. */
export async function bridgeHere(
  url: string,
  given: { readonly token: string | undefined; readonly user: string; readonly signal: AbortSignal },
): Promise<void> {
  const lines = createInterface({ input: process.stdin, signal: given.signal, crlfDelay: Number.POSITIVE_INFINITY })
  await bridge({ ...given, url, lines, fetch, write: (line) => void process.stdout.write(`${line}\n`) })
}
