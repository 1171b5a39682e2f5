import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAdmin } from '../../simulator/admin.ts'
import { type AFly, aFly } from './a-fly.ts'

const readme = readFileSync(join(import.meta.dirname, '../../simulator/README.md'), 'utf8')

describe('the README of the simulator', () => {
  test.each(rowsOf(readme))('«%s» is held by tests that there are', (_, folder, tests) => {
    for (const named of tests.split('; ')) {
      const [file = '', titles = ''] = named.split(': ', 2)
      const path = [folder, '.']
        .map((each) => join(import.meta.dirname, each, `${file}.test.ts`))
        .find((each) => existsSync(each))
      expect(path, `there is no test file ${file}`).toBeDefined()
      const there = titlesIn(readFileSync(path ?? '', 'utf8'))
      for (const [, title = ''] of titles.matchAll(/_(.+?)_(?:, |$)/g)) {
        const isSo = title.endsWith(' …')
          ? there.some((each) => each.startsWith(title.slice(0, -2)))
          : there.includes(title)
        expect(isSo, `${file} has no test «${title}»`).toBe(true)
      }
    }
  })

  test('names all actions that faults can be matched by, and no other', () => {
    const [, list = ''] = /those of the request log:\n\n(.*?)\n\n/s.exec(readme) ?? []
    const named = [...list.matchAll(/`([a-z-]+)`/g)].map(([, action]) => action)
    expect(named.sort()).toEqual([...aFly().actions])
  })

  test('names all weathers', async () => {
    const refused = await knock(aFly(), 'POST', '/_simulator/weather', '{"unheard-of": 1}')
    const [, names = ''] = /; there is (.*)"}$/.exec(await refused.text()) ?? []
    expect(names).toContain(', ')
    expect(names.split(', ').filter((name) => !door().includes(name))).toEqual([])
  })

  test('gives commands that work as they stand there', async () => {
    const { fly, known } = await aWorld()
    const commands = commandsIn(door())
    expect(commands.length).toBeGreaterThan(25)
    for (const [method, path, body] of commands) {
      const [where, what] = [known(path), body && known(body)]
      const { status } = await knock(fly, method, where, what)
      expect([where, status < 400]).toEqual([where, true])
    }
  })
})

/** What stands in a row, the folder of its tests, and which they are. */
function rowsOf(text: string): readonly (readonly [behaviour: string, folder: string, tests: string])[] {
  return text.split(/^### /m).flatMap((section) =>
    section
      .split('\n')
      .filter((line) => line.startsWith('| ✓ |'))
      .map((line) => {
        const [behaviour = '', , tests = ''] = line.slice('| ✓ |'.length, -1).split(' | ')
        return [behaviour.trim(), section.includes('test/simulator/graphql/') ? 'graphql' : '.', tests.trim()] as const
      }),
  )
}

/** The titles of the tests and of what they are about. */
function titlesIn(code: string): readonly string[] {
  return [...code.matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)+)\1,\s*(?:async )?\(/g)].map(([, , title = '']) => title)
}

function door(): string {
  return /^## The door for people\n(.*?)^## /ms.exec(readme)?.[1] ?? ''
}

function commandsIn(text: string): readonly (readonly [method: string, path: string, body: string | undefined])[] {
  return [...text.matchAll(/^curl (?:-X (\w+) )?\$fly(\/_simulator\S+)(?: -d '(.*?)')?/gm)].map(
    ([, method = 'GET', path = '', body]) => [method, path, body] as const,
  )
}

/** A world with what the commands name, and the ids that it has for theirs. */
async function aWorld(): Promise<{ readonly fly: AFly; readonly known: (text: string) => string }> {
  const fly = aFly()
  const { world } = fly
  world.createApp({ name: 'acme' })
  world.createMachine('acme', { name: 'web-ams-0-k3f9q2', config: { image: 'nginx:1' } })
  const spare = world.addHost('ams')
  const volume = world.createVolume('acme', { name: 'data', region: 'ams' })
  const token = world.createToken({ profile: 'readonly' })
  const ids = { '3f2a90c1': spare.id, vol_0a1b2c3d4e5f6g7h: volume.id, '0a1b2c': token.id }
  return {
    fly,
    known: (text) => Object.entries(ids).reduce((so, [named, id]) => so.replace(named, id), text),
  }
}

const doors = new WeakMap<AFly, ReturnType<typeof createAdmin>>()

async function knock(fly: AFly, method: string, path: string, body?: string): Promise<Response> {
  const admin = doors.get(fly) ?? createAdmin(fly)
  doors.set(fly, admin)
  return await admin.request(path, { method, ...(body !== undefined && { body }) })
}
