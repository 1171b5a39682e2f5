import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plain } from '../controller/plan/render.ts'
import type { SimulateFlags } from '../controller/serve/cli/deps.ts'
import { simulate } from '../controller/simulate.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulate-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

describe('artifact simulate', () => {
  test('says where everything is, and there it is', async () => {
    const fly = await aSimulator({ edgePort: '0' })
    const { url, edge } = placesIn(fly.said())
    expect((await fetch(`${url}/v1/apps?org_slug=demo`, { headers: { authorization: 'Bearer any' } })).status).toBe(200)
    expect((await fetch(`${url}/_simulator/world`)).status).toBe(200)
    expect((await fetch(edge)).status).toBe(404)
    expect(await fly.end()).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('keeps its world, and the sockets of its Machines, beside its file and apart from others', async () => {
    const files = ['one.db', 'other.db'].map((name) => join(directory, name))
    const [one, other] = await Promise.all(files.map((data) => aSimulator({ data })))
    expect(one?.said()).toContain(join(directory, 'one-machines'))
    expect(other?.said()).toContain(join(directory, 'other-machines'))
    await create(placesIn(one?.said() ?? '').url, 'shop')
    await Promise.all([one?.end(), other?.end()])
    const again = await aSimulator({ data: files[0] ?? '' })
    expect(await appsAt(placesIn(again.said()).url)).toEqual(['shop'])
    await again.end()
  })

  test('without a file leaves nothing behind', async () => {
    const fly = await aSimulator({})
    const [, machines = ''] = /(\/\S+)\/…\/\.fly\/api/.exec(fly.said()) ?? []
    expect(existsSync(machines)).toBe(true)
    await fly.end()
    expect(existsSync(machines)).toBe(false)
  })

  test.each([
    [{ port: 'http' }, '--port is not a whole number'],
    [{ edgePort: '70000' }, '--edge-port is not a whole number'],
    [{ seed: '-1' }, '--seed is not a whole number'],
    [{ images: '/no/such/file' }, '/no/such/file cannot be used'],
  ])('with %j says what is wrong', async (flags, words) => {
    await expect(simulate({ ...usual, ...flags }, anIo([]), new AbortController().signal)).rejects.toThrow(words)
  })

  test('says which file of images is wrong, and where', async () => {
    const images = join(directory, 'images.json')
    writeFileSync(images, '{"shop": {"bootMs": "soon"}}')
    const started = simulate({ ...usual, images }, anIo([]), new AbortController().signal)
    await expect(started).rejects.toThrow('bootMs of shop')
  })
})

const usual: SimulateFlags = { port: '0', seed: '1', organization: 'demo' }

/** One that has begun. */
async function aSimulator(flags: Partial<SimulateFlags>): Promise<{ said(): string; end(): Promise<number> }> {
  const lines: string[] = []
  const stop = new AbortController()
  const ended = simulate({ ...usual, ...flags }, anIo(lines), stop.signal)
  await expect.poll(() => lines.some((line) => line.includes('.fly/api'))).toBe(true)
  return {
    said: () => lines.join('\n'),
    async end() {
      stop.abort()
      return await ended
    },
  }
}

function anIo(lines: string[]): Parameters<typeof simulate>[1] {
  const nothing = () => undefined
  const ask = async () => undefined
  return {
    out: (text) => void lines.push(text),
    err: nothing,
    write: nothing,
    ask,
    isTerminal: false,
    columns: undefined,
    paint: plain,
  }
}

function placesIn(said: string): { readonly url: string; readonly edge: string } {
  const [url = '', , , , edge = ''] = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([place]) => place)
  return { url, edge }
}

async function create(url: string, name: string): Promise<void> {
  const headers = { authorization: 'Bearer any' }
  await fetch(`${url}/v1/apps`, { method: 'POST', headers, body: JSON.stringify({ name, org_slug: 'demo' }) })
}

async function appsAt(url: string): Promise<readonly string[]> {
  const { apps } = (await (await fetch(`${url}/_simulator/world`)).json()) as { apps: { name: string }[] }
  return apps.map(({ name }) => name)
}
