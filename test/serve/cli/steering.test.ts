import { describe, expect, test } from 'vitest'
import type { AppView } from '../../../controller/serve/operations.ts'
import { anApp } from '../../support/builders.ts'
import { artifact, aView, refusing } from './a-command.ts'

describe('artifact delete', () => {
  const deleted: string[] = []
  const client = {
    get: async () => aView('acme'),
    async delete(name: string): Promise<AppView> {
      deleted.push(name)
      return aView(name)
    },
  }

  test('tells what goes, and asks for the name first', async () => {
    const { asked, code, out } = await artifact('delete acme', { client, answer: 'acme' })
    expect(asked).toEqual(['1 Machine and the Fly app acme-prod are removed for good.\nType acme to go on: '])
    expect([code, out]).toEqual([
      0,
      'App/acme is being deleted · `artifact undelete acme` takes that back until it is gone',
    ])
  })

  test('another word than the name deletes nothing', async () => {
    deleted.length = 0
    const { code, err } = await artifact('delete acme', { client, answer: 'yes' })
    expect([code, err, deleted]).toEqual([1, expect.stringContaining('not deleted'), []])
  })

  test('with nobody there to ask it needs --yes', async () => {
    expect(await artifact('delete acme', { client })).toMatchObject({ code: 1, err: expect.stringContaining('--yes') })
    expect(await artifact('delete acme --yes', { client })).toMatchObject({ code: 0, asked: [] })
  })

  test('a protected App is refused before anybody types its name', async () => {
    const get = async () => aView('acme', { protected: true })
    const { asked, code, err } = await artifact('delete acme', { client: { get }, answer: 'acme' })
    expect([asked, code, err]).toEqual([[], 1, expect.stringContaining('deletion.protect: false')])
  })

  test('tells for how long it is kept, and waits for no day by mistake', async () => {
    const resource = anApp('acme', {}, { deletion: { keepFor: '7d' } })
    const client = { get: async () => aView('acme', { resource }), delete: async () => aView('acme', { resource }) }
    const { asked, out } = await artifact('delete acme', { client, answer: 'acme' })
    expect(asked[0]).toContain('1 Machine and the Fly app acme-prod stop now, and are removed for good in 7d')
    expect(out).toContain('App/acme is stopped, and goes for good in 7d')
    expect(await artifact('delete acme --yes --wait', { client })).toMatchObject({
      code: 1,
      err: expect.stringContaining('say --now to have it gone at once'),
    })
  })

  test('it is the controller that refuses in earnest', async () => {
    const refused = { delete: refusing('Protected', 'App/acme is protected', 'set `deletion.protect: false`') }
    expect(await artifact('delete acme --yes', { client: refused })).toMatchObject({
      code: 1,
      err: 'error: App/acme is protected\n       set `deletion.protect: false`',
    })
  })

  test('--wait ends when the App is gone', async () => {
    const waits: unknown[] = []
    async function waitFor(name: string, condition: 'Ready' | 'Gone') {
      waits.push([name, condition])
      return { name, condition, generation: 3 }
    }
    const { code, err } = await artifact('delete acme --yes --wait', { client: { ...client, waitFor } })
    expect([code, waits]).toEqual([0, [['acme', 'Gone']]])
    expect(err).toContain('✓ acme is Gone')
  })
})

describe('artifact rollback', () => {
  const submitted = { ref: 'App/acme', generation: 6, changed: true, operation: undefined, plan: undefined } as const

  test('says which generation it is now', async () => {
    const asked: unknown[] = []
    async function rollback(name: string, to: number) {
      asked.push([name, to])
      return submitted
    }
    const { code, out } = await artifact('rollback acme --to 3', { client: { rollback } })
    expect([code, out, asked]).toEqual([0, 'App/acme is what generation 3 was · generation 6', [['acme', 3]]])
  })

  test('needs to know where to', async () => {
    expect(await artifact('rollback acme')).toMatchObject({ code: 1, err: expect.stringContaining('--to') })
    expect(await artifact('rollback acme --to last')).toMatchObject({ code: 1, err: expect.stringContaining('whole') })
  })

  test('--wait ends with 1 when it does not become Ready', async () => {
    const client = {
      rollback: async () => submitted,
      get: async () => aView('acme'),
      waitFor: refusing('NotReady', 'App/acme cannot become Ready', 'correct the image'),
    }
    expect(await artifact('rollback acme --to 3 --wait', { client })).toMatchObject({
      code: 1,
      err: expect.stringContaining('✗ App/acme cannot become Ready\n  correct the image'),
    })
  })
})

describe('artifact confirm', () => {
  const confirmed = {
    ref: 'App/acme',
    generation: 4,
    machines: { gone: 5, of: 6 },
    volumes: { gone: 3, of: 3 },
  } as const

  test.each([
    ['confirm acme', {}],
    ['confirm acme --generation 4', { generation: 4 }],
  ])('%s says what goes', async (line, seen) => {
    const asked: unknown[] = []
    async function confirm(name: string, about: unknown) {
      asked.push([name, about])
      return confirmed
    }
    const { code, out } = await artifact(line, { client: { confirm } })
    const said = 'App/acme loses 5 of 6 Machines and 3 of 3 volumes, as generation 4 says'
    expect([code, out, asked]).toEqual([0, said, [['acme', seen]]])
  })

  test('--wait ends with 1 when it does not become Ready', async () => {
    const client = {
      confirm: async () => confirmed,
      get: async () => aView('acme'),
      waitFor: refusing('NotReady', 'App/acme cannot become Ready', 'correct the image'),
    }
    expect(await artifact('confirm acme --wait', { client })).toMatchObject({ code: 1 })
  })
})

describe('artifact pause, resume, refresh, undelete', () => {
  test.each([
    ['pause', 'App/acme is paused: nothing is changed on Fly until `artifact resume acme`'],
    ['resume', 'App/acme goes on: what is not as its spec says is changed now'],
    ['refresh', 'App/acme is looked at now: `artifact status acme` tells what was found'],
    ['undelete', 'App/acme stays: what is gone on Fly already is made anew'],
  ])('%s says what it means', async (word, said) => {
    const asked: unknown[] = []
    async function change(name: string, what: string) {
      asked.push([name, what])
      return aView(name)
    }
    const { code, out } = await artifact(`${word} acme`, { client: { change } })
    expect([code, out, asked]).toEqual([0, said, [['acme', word]]])
  })

  test('resume does not promise what the spec forbids', async () => {
    const change = async () => aView('acme', { resource: anApp('acme', {}, { paused: true }) })
    expect((await artifact('resume acme', { client: { change } })).out).toContain('stays paused by its spec')
  })
})
