import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { anInstallation } from '../an-installation.ts'

type House = Awaited<ReturnType<typeof anInstallation>>

/** What a tool has answered, as a host gets it. */
export type Told = {
  readonly isError: boolean
  readonly text: string
  readonly data: Readonly<Record<string, unknown>> & {
    readonly plan_id?: string
    readonly digest?: string
    readonly operation_id?: string
    readonly last_event?: number
    readonly status?: string
  }
}

/** An MCP client of a house, without a socket between them. `as` is who it says it is. */
export async function anAgent(
  house: House,
  options: { readonly as?: string; readonly era?: 'modern' | 'legacy' } = {},
) {
  const { as = 'anna', era = 'modern' } = options
  const client = new Client(
    { name: 'a-test', version: '1' },
    era === 'modern' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {},
  )
  const transport = new StreamableHTTPClientTransport(new URL(endpoint), {
    fetch: async (url, init) => {
      const request = new Request(url, init)
      request.headers.set('x-artifact-user', as)
      return house.http.fetch(request)
    },
  })
  await house.run(client.connect(transport))
  return {
    client,
    async call(name: string, args: Record<string, unknown> = {}): Promise<Told> {
      const { content, structuredContent, isError } = await house.run(client.callTool({ name, arguments: args }))
      const [first] = content as { type: string; text: string }[]
      return { isError: isError === true, text: first?.text ?? '', data: (structuredContent ?? {}) as Told['data'] }
    },
  }
}

export const endpoint = 'http://127.0.0.1:4380/mcp'

/** A JSON-RPC message without any client, for what no client would send. */
export async function post(
  house: House,
  body: unknown,
  init: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const { method = 'POST' } = init
  const headers = {
    ...(method !== 'GET' && { 'content-type': 'application/json' }),
    accept: 'application/json, text/event-stream',
    ...init.headers,
  }
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(endpoint, { method, headers, ...(method === 'POST' && { body: sent }) })
  const response = await house.run(Promise.resolve(house.http.fetch(request)))
  return { status: response.status, headers: response.headers, text: await response.text() }
}
