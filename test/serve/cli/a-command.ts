import { plain } from '../../../controller/plan/render.ts'
import { type Client, RefusedError } from '../../../controller/serve/cli/client.ts'
import type { CliDeps } from '../../../controller/serve/cli/deps.ts'
import { CommandError } from '../../../controller/serve/cli/io.ts'
import { runCommand } from '../../../controller/serve/cli/program.ts'
import type { AppView } from '../../../controller/serve/operations.ts'
import type { Clock } from '../../../controller/world.ts'
import { anApp } from '../../support/builders.ts'

export type Given = {
  readonly client?: Partial<Client>
  readonly files?: Readonly<Record<string, string>>
  /** What a person types; without it nobody is there. */
  readonly answer?: string
  /** What is piped into it; without it standard input is a terminal. */
  readonly input?: string
  readonly isTerminal?: boolean
  readonly deps?: Partial<CliDeps>
}

/** Runs `artifact …` in this process, with a pipe for a terminal and a client that a test provides. */
export async function artifact(line: string | readonly string[], given: Given = {}) {
  const out: string[] = []
  const err: string[] = []
  /** Everything that went to the terminal, in order, with what moves its cursor. */
  let screen = ''
  const asked: string[] = []
  const written: Record<string, string> = {}
  const client = new Proxy({ url: 'http://controller', ...given.client } as Client, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`no ${String(name)} was expected`)
      }),
  })
  const code = await runCommand(typeof line === 'string' ? line.split(' ') : line, {
    io: {
      out: (text) => void out.push(text),
      err(text) {
        err.push(text)
        screen += `${text}\n`
      },
      write(text) {
        screen += text
      },
      async ask(question) {
        asked.push(question)
        return given.answer
      },
      isTerminal: given.isTerminal ?? false,
      columns: given.isTerminal ? 80 : undefined,
      paint: plain,
    },
    clock: noon,
    signal: new AbortController().signal,
    env: {},
    version: '1.2.3',
    connect: () => client,
    async readPaths(paths) {
      return paths.map((file) => {
        const text = given.files?.[file]
        if (text === undefined) throw new CommandError(`${file} is not there`, 'name files or directories of specs')
        return { file, bytes: new TextEncoder().encode(text) }
      })
    },
    async writeFile(path, text) {
      written[path] = text
    },
    readInput: async () => (given.input === undefined ? 'terminal' : new TextEncoder().encode(given.input)),
    up: async () => 0,
    simulate: async () => 0,
    bridge: async () => {},
    examine: async () => [],
    ...given.deps,
  })
  return { code, out: out.join('\n'), err: err.join('\n'), asked, screen, written }
}

/** A clock that stands still at noon: nobody waits, but everybody else gets a turn. */
const noon: Clock = {
  now: () => Date.UTC(2026, 0, 1, 12),
  monotonic: () => 0,
  async sleep(_ms, signal) {
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
  },
}

/** A spec as a file holds it. */
export function aSpec(name: string): string {
  return `apiVersion: artifact/v1\nkind: App\nmetadata: {name: ${name}}\nspec: {machines: {web: {image: "shop:1", regions: {ams: 1}}}}\n`
}

/** Answers as the controller refuses. */
export function refusing(code: string, message: string, repair: string) {
  return async () => Promise.reject(new RefusedError({ code: code as 'NotFound', message, repair }))
}

/** An App as the controller shows it: Ready, with one Machine. */
export function aView(name: string, change: Partial<AppView> = {}): AppView {
  const message = 'the one Machine is as generation 3 wants'
  return {
    ref: `App/${name}`,
    name,
    labels: {},
    flyApp: `${name}-prod`,
    generation: 3,
    ready: { status: 'True', reason: 'Converged', message },
    machines: { healthy: 1, current: 1, total: 1 },
    provenance: { from: 'directory', path: `specs/${name}.yaml` },
    acceptedAt: '2026-01-01T11:55:00.000Z',
    paused: false,
    protected: false,
    deletionRequestedAt: undefined,
    keptUntil: undefined,
    isHeld: false,
    missingSince: undefined,
    fallback: undefined,
    resource: anApp(name),
    status: {
      observedGeneration: 3,
      conditions: (['Ready', 'Reconciling', 'Stalled'] as const).map((type) => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        reason: 'Converged',
        message,
        observedGeneration: 3,
        lastTransitionTime: '2026-01-01T11:59:00.000Z',
      })),
      planDigest: 'd',
      machines: [
        {
          slot: 'web/ams/0',
          id: '3d8d413b29d089',
          name: 'web-ams-0-k3f9q2',
          region: 'ams',
          state: 'started',
          healthy: true,
          current: true,
          image: 'shop:1',
        },
      ],
      strangers: [],
      next: { what: 'looks again when the spec or something on Fly changes', at: undefined },
      lastReadyGeneration: 3,
    },
    ...change,
  }
}
