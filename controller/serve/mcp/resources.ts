import { readFileSync } from 'node:fs'
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server'
import { toYaml } from '../../resource/print.ts'
import { OperationError } from '../operation-error.ts'
import { clean, disarm } from './clean.ts'
import type { Behind } from './tool.ts'

/** What there is to read besides tools, for hosts that show it: the format, the documents, and the caller's own Apps. */
export function registerResources(server: McpServer, { operations, log }: Behind): void {
  const docs = { ttlMs: 3_600_000, cacheScope: 'public' } as const
  const own = { ttlMs: 0, cacheScope: 'private' } as const

  server.registerResource(
    'schema',
    'artifact://schema/app',
    { title: 'JSON Schema of an App spec', mimeType: 'application/schema+json', cacheHint: docs },
    async ({ href }) => text(href, 'application/schema+json', fileOf('schemas/app.schema.json')),
  )
  server.registerResource(
    'docs',
    new ResourceTemplate('artifact://docs/{topic}', {
      list: () => ({ resources: topics.map((topic) => ({ name: topic, uri: `artifact://docs/${topic}` })) }),
      complete: { topic: (start) => topics.filter((topic) => topic.startsWith(start)) },
    }),
    { title: 'Documents', description: topics.join(', '), mimeType: 'text/markdown', cacheHint: docs },
    async ({ href }, { topic }) => {
      const path = typeof topic === 'string' && Object.hasOwn(documents, topic) ? documents[topic as Topic] : undefined
      if (path === undefined) throw new ResourceNotFoundError(href)
      return text(href, 'text/markdown', fileOf(path))
    },
  )

  async function appNames(): Promise<readonly string[]> {
    return (await operations.list()).map(({ name }) => name)
  }

  /** Whatever goes wrong, the client learns no more than that there is nothing to read. */
  async function read(uri: string, app: unknown, look: (name: string) => Promise<string>) {
    try {
      return text(uri, 'application/yaml', disarm(clean(await look(String(app)))))
    } catch (error) {
      if (!(error instanceof OperationError)) log.error({ error, uri }, 'a resource could not be read')
      throw new ResourceNotFoundError(uri)
    }
  }

  for (const [kind, { title, look }] of Object.entries(views)) {
    const ending = kind === 'app' ? '' : `/${kind}`
    const uriOf = (name: string) => `artifact://apps/${name}${ending}`
    server.registerResource(
      kind,
      new ResourceTemplate(`artifact://apps/{app}${ending}`, {
        list: async () => ({
          resources: (await appNames())
            .slice(0, mostListed)
            .map((name) => ({ name: `${name}${ending}`, uri: uriOf(name) })),
        }),
        complete: { app: async (start) => (await appNames()).filter((name) => name.startsWith(start)) },
      }),
      { title, mimeType: 'application/yaml', cacheHint: own },
      async ({ href }, { app }) => read(href, app, (name) => look(name, operations)),
    )
  }
}

const views: Readonly<
  Record<
    string,
    { readonly title: string; readonly look: (name: string, operations: Behind['operations']) => Promise<string> }
  >
> = {
  app: {
    title: 'How an App stands',
    look: async (name, operations) => {
      const { generation, ready, machines, status } = await operations.get(name)
      return toYaml({ app: name, generation, ready, machines, conditions: status?.conditions ?? [] })
    },
  },
  spec: {
    title: 'The spec of an App',
    look: async (name, operations) => toYaml((await operations.get(name)).resource),
  },
  events: {
    title: 'What happened to an App lately',
    look: async (name, operations) => {
      await operations.get(name)
      const events = await operations.events({ name, limit: 50 })
      return toYaml(events.map(({ seq, at, kind, message }) => ({ seq, at, kind, message })))
    },
  },
}

const documents = { agents: 'RUNTIME.md', spec: 'schemas/README.md' } as const
type Topic = keyof typeof documents
const topics = Object.keys(documents) as readonly Topic[]

function fileOf(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
}

function text(uri: string, mimeType: string, content: string) {
  return { contents: [{ uri, mimeType, text: content }] }
}

const mostListed = 100
