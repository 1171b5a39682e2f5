import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

/** What the agent needs of its Machine and of the world. */
export type Surroundings = {
  /** Artifact's MCP endpoint: `https://artifact.example.com/mcp` */
  readonly artifact: string
  /** Asks Fly over the Machine's own socket. */
  readonly fly: (path: string, body: object) => Promise<string>
  /** Reaches Artifact. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>
  readonly say: (line: string) => void
}

/** Has the App become what `spec` says: plans it, applies exactly that plan, and follows it to its end. */
export async function carryOut(spec: string, { artifact, fly, fetch, say }: Surroundings): Promise<boolean> {
  const client = new Client({ name: 'example-agent', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(artifact), {
      fetch,
      // No secret is stored anywhere: Fly says who this Machine is, to this one address, for ten minutes.
      authProvider: { token: keptFor(8 * 60_000, () => fly('/v1/tokens/oidc', { aud: artifact })) },
    }),
  )

  async function call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { isError, content, structuredContent } = await client.callTool({ name, arguments: args })
    const [first] = content
    if (isError) throw new Error(first?.type === 'text' ? first.text : `${name} failed`)
    const answer = structuredContent as Record<string, unknown>
    say(String(answer.summary))
    return answer
  }

  try {
    const { plan_id, digest } = await call('plan_changes', { spec })
    let operation = await call('apply_plan', { plan_id, digest, wait_seconds: 20 })
    while (operation.status === 'running') {
      const { operation_id, last_event } = operation
      operation = await call('get_operation', { operation_id, since_event: last_event, wait_seconds: 20 })
    }
    return operation.status === 'succeeded'
  } finally {
    await client.close()
  }
}

/** The same answer for a while: Fly gives out few of them a second, and each is good for ten minutes. */
function keptFor(ms: number, ask: () => Promise<string>): () => Promise<string> {
  let kept: { readonly answer: string; readonly until: number } | undefined
  return async () => {
    if (kept === undefined || performance.now() > kept.until)
      kept = { answer: await ask(), until: performance.now() + ms }
    return kept.answer
  }
}

/** Fly, as every Machine reaches it. Source: superfly/docs, security/openid-connect */
function overSocket(socketPath: string): Surroundings['fly'] {
  return (path, body) =>
    new Promise((resolve, reject) => {
      const asked = request({ socketPath, path, method: 'POST' }, async (answer) => {
        const text = (await answer.setEncoding('utf8').toArray()).join('')
        if (answer.statusCode === 200) resolve(text.trim())
        else reject(new Error(`Fly gave no token (${answer.statusCode})`))
      })
      asked.once('error', reject)
      asked.end(JSON.stringify(body))
    })
}

if (import.meta.main) {
  const [artifact = '', file = ''] = process.argv.slice(2)
  const fly = overSocket(process.env.SIMULATED_FLY_API ?? '/.fly/api')
  const isDone = await carryOut(readFileSync(file, 'utf8'), { artifact, fly, fetch, say: console.log })
  process.exitCode = isDone ? 0 : 1
}
