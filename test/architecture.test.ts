import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/*
 * Who may know whom. The folders follow the data's way through the house, and an import against that way is a mistake
 * even if it works.
 */

const root = join(import.meta.dirname, '..')

/** What goes over the wire to and from Fly. */
const wire = ['wire.ts', 'wire-addresses.ts', 'wire-platform.ts', 'wire-secrets.ts', 'wire-volumes.ts'].map(
  (file) => `controller/fly/${file}`,
)

/** What Fly's words for states mean. */
const states = ['controller/fly/states.ts', 'controller/fly/volume-states.ts']

/** What every folder may know: what the outside world is, and what makes a Machine ours. Plain types. */
const everybody = ['controller/world.ts', 'controller/resource/ownership.ts']

/** Folder → what it may import: folders, single files (for ports), packages. Itself, `everybody` and Node's own aside. */
const table: Readonly<Record<string, { readonly from: readonly string[]; readonly packages: readonly string[] }>> = {
  'controller/resource': { from: ['schemas'], packages: ['yaml', 'ajv'] },
  'controller/fly': { from: [], packages: ['undici', 'p-queue'] },
  'controller/plan': {
    from: ['controller/resource', 'schemas/types.ts', ...wire, ...states, 'controller/fly/errors.ts'],
    packages: [],
  },
  'controller/status': { from: ['controller/resource', 'controller/plan', ...wire], packages: [] },
  'controller/access': { from: ['controller/resource', 'controller/plan', 'schemas/types.ts'], packages: ['jose'] },
  'controller/store': { from: ['controller/resource', 'controller/status'], packages: ['kysely'] },
  'controller/source': { from: ['controller/resource'], packages: ['chokidar'] },
  'controller/rotation': {
    from: ['controller/resource', 'controller/fly/fly.ts', ...wire],
    packages: [],
  },
  'controller/engine': {
    from: [
      'controller/access',
      'schemas/types.ts',
      'controller/rotation',
      'controller/resource',
      'controller/plan',
      'controller/status',
      'controller/store/store.ts',
      'controller/store/access-store.ts',
      'controller/source/source.ts',
      'controller/fly/fly.ts',
      ...wire,
      'controller/fly/errors.ts',
      ...states,
      'controller/fly/held-lease.ts',
      'controller/fly/organization.ts',
    ],
    packages: ['p-queue'],
  },
  'controller/serve': {
    from: [
      'controller/access',
      'controller/rotation',
      'controller/engine',
      'controller/resource',
      'controller/plan',
      'controller/status',
      'controller/store/store.ts',
      'controller/store/access-store.ts',
      'controller/source/source.ts',
      'controller/fly/errors.ts',
      'schemas',
    ],
    packages: ['hono', '@hono/node-server', 'commander', 'prom-client', '@modelcontextprotocol/server', 'zod'],
  },
  simulator: { from: wire, packages: ['hono', '@hono/node-server', 'graphql'] },
  schemas: { from: [], packages: ['json-schema-to-typescript', 'ajv'] },
}

const folders = Object.keys(table)
const sources = [
  ...globSync('controller/**/*.ts', { cwd: root }),
  ...globSync('{simulator,schemas}/**/*.ts', { cwd: root }),
].sort()
const files = sources.map((path) => ({
  path,
  folder: folderOf(path),
  code: withoutComments(readFileSync(join(root, path), 'utf8')),
}))

describe('the folders', () => {
  test.each(folders)('%s imports only what the table allows', (folder) => {
    const { from, packages } = table[folder] ?? { from: [], packages: [] }
    const allowed = [folder, ...from, ...everybody]
    const wrong = files
      .filter((file) => file.folder === folder)
      .flatMap(({ path, code }) => importsOf(path, code).map((imported) => ({ path, imported })))
      .filter(({ imported }) =>
        imported.startsWith('npm:')
          ? !packages.includes(imported.slice('npm:'.length))
          : !allowed.some((place) => imported === place || imported.startsWith(`${place}/`)),
      )
    expect(wrong).toEqual([])
  })

  test('all stand in the table', () => {
    const unknown = files
      .filter(({ path, folder }) => folder === undefined && dirname(path) !== 'controller')
      .map(({ path }) => path)
    expect(unknown).toEqual([])
  })

  test('do not know one another in a circle', () => {
    const knows = new Map<string, Set<string>>(folders.map((folder) => [folder, new Set()]))
    for (const { path, folder, code } of files) {
      for (const imported of importsOf(path, code)) {
        const other = everybody.includes(imported) ? undefined : folderOf(imported)
        if (folder !== undefined && other !== undefined && other !== folder) knows.get(folder)?.add(other)
      }
    }
    expect(circleIn(knows)).toBeUndefined()
  })
})

describe('time and chance', () => {
  const pure = folders.filter((folder) => folder !== 'controller/serve' && folder !== 'schemas')
  const hidden = [
    'Date.now',
    'new Date()',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'Math.random',
    'randomUUID',
    'randomBytes',
    'performance.now',
    'hrtime',
    'AbortSignal.timeout',
    'timers/promises',
    'globalThis.fetch',
    'await fetch(',
    'return fetch(',
  ]

  test.each(pure)('come into %s only from outside', (folder) => {
    const found = files
      .filter((file) => file.folder === folder)
      .flatMap(({ path, code }) => hidden.filter((word) => code.includes(word)).map((word) => `${path}: ${word}`))
    expect(found).toEqual([])
  })
})

describe('what decides', () => {
  test.each(['controller/resource', 'controller/plan', 'controller/status'])('in %s waits for nothing', (folder) => {
    const waiting = files
      .filter(
        (file) =>
          file.folder === folder && /\b(?:async|await|Promise|then)\b\s*[(<]|\basync\b|\bawait\b/.test(file.code),
      )
      .map(({ path }) => path)
    expect(waiting).toEqual([])
  })

  test('in plan and status reads and writes nothing', () => {
    const used = files
      .filter(({ folder }) => folder === 'controller/plan' || folder === 'controller/status')
      .flatMap(({ path, code }) => [...code.matchAll(/from '(node:[^'\n]+)'/g)].map(([, name]) => `${path}: ${name}`))
    expect(used).toEqual(['controller/plan/canonical.ts: node:crypto'])
  })
})

function folderOf(path: string): string | undefined {
  return folders.find((folder) => path.startsWith(`${folder}/`))
}

/** Paths from the root for our own files, `npm:name` for packages. Node's own modules are left out. */
function importsOf(path: string, code: string): string[] {
  const found = code.matchAll(/^(?:import|(?:import|export|\}) [^'\n]*from) '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm)
  const specifiers = [...found].map(([, named, loaded]) => named ?? loaded ?? '')
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('node:')) return []
    if (specifier.startsWith('.')) return [normalize(join(dirname(path), specifier))]
    const parts = specifier.split('/')
    return [`npm:${specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`]
  })
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

/** Some circle, as the names along it. */
function circleIn(knows: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const finished = new Set<string>()
  const follow = (folder: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder]
    if (finished.has(folder)) return undefined
    for (const next of knows.get(folder) ?? []) {
      const circle = follow(next, [...way, folder])
      if (circle !== undefined) return circle
    }
    finished.add(folder)
    return undefined
  }
  for (const folder of knows.keys()) {
    const circle = follow(folder, [])
    if (circle !== undefined) return circle
  }
  return undefined
}
