import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Principal, Role, Workload } from '../../controller/access/principal.ts'
import { sealed } from '../../controller/rotation/secret.ts'
import { createGuarded } from '../../controller/serve/guarded.ts'
import type { Operations } from '../../controller/serve/operations.ts'
import { aGrant, anApp } from '../support/builders.ts'
import { anInstallation, anna } from './an-installation.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
let operationOfShop: string
beforeAll(async () => {
  house = await anInstallation({ specs: [anApp('shop'), anApp('blog')] })
  const [submitted] = await house.run(house.operations.submit({ document: anApp('shop') }, anna, house.never))
  operationOfShop = submitted?.operation?.id ?? ''
})
afterAll(() => house.close())

const blog: Workload = {
  kind: 'workload',
  name: 'app:blog',
  ref: 'App/blog',
  organizationId: 'org-1',
  appId: 'app-1',
  flyApp: 'blog',
  machineId: 'm-1',
}

function as(principal: Principal): Operations {
  return createGuarded(house)({ principal, via: 'http' })
}

function holder(role: Role): Principal {
  return { kind: 'token', name: `token:${role}`, id: 't', role }
}

/** Every operation that names an App, asked about that one. */
const about: Readonly<Record<string, (operations: Operations, name: string) => Promise<unknown>>> = {
  get: (operations, name) => operations.get(name),
  status: (operations, name) => operations.status(name),
  submit: (operations, name) => operations.submit({ document: anApp(name, { web: { count: 2 } }) }, anna, house.never),
  'a rehearsal of submit': (operations, name) =>
    operations.submit({ document: anApp(name), dryRun: true }, anna, house.never),
  plan: (operations, name) => operations.plan({ name }, house.never),
  'a plan of a draft': (operations, name) => operations.plan({ document: anApp(name) }, house.never),
  price: (operations, name) => operations.price(name),
  waitFor: (operations, name) => operations.waitFor(name, 'Ready', 1_000, house.never),
  'waitFor Gone': (operations, name) => operations.waitFor(name, 'Gone', 1_000, house.never),
  events: (operations, name) => operations.events({ name }),
  follow: async (operations, name) => {
    for await (const event of operations.follow({ name }, AbortSignal.abort())) return event
    return undefined
  },
  history: (operations, name) => operations.history(name),
  rollback: (operations, name) => operations.rollback(name, 1, anna),
  pause: (operations, name) => operations.pause(name, anna),
  resume: (operations, name) => operations.resume(name, anna),
  delete: (operations, name) => operations.delete(name, anna),
  undelete: (operations, name) => operations.undelete(name, anna),
  confirm: (operations, name) => operations.confirm(name, anna),
  refresh: (operations, name) => operations.refresh(name, anna),
  secrets: (operations, name) => operations.secrets(name),
  setSecret: (operations, name) => operations.setSecret(name, 'KEY', sealed('x'), anna, house.never),
  rotateSecret: (operations, name) => operations.rotateSecret(name, 'KEY', anna, house.never),
  unsetSecret: (operations, name) => operations.unsetSecret(name, 'KEY', anna, house.never),
}

async function refusal(work: Promise<unknown>): Promise<{ readonly code: string; readonly text: string }> {
  try {
    await house.run(work)
  } catch (error) {
    const { code, message, repair } = error as { code: string; message: string; repair: string }
    return { code, text: `${message}; ${repair}` }
  }
  return { code: 'none', text: '' }
}

describe('to an app, the App of another', () => {
  test.each(Object.entries(about))('is not there: %s', async (_, ask) => {
    const before = (await house.store.events({ limit: 1_000 })).length
    const foreign = await refusal(ask(as(blog), 'shop'))
    const absent = await refusal(ask(as(blog), 'nobody'))
    expect(foreign).toEqual({ code: 'NotFound', text: absent.text.replaceAll('nobody', 'shop') })
    expect((await house.store.events({ limit: 1_000 })).length).toBe(before)
  })

  test('has no operation either', async () => {
    const foreign = await refusal(as(blog).operation(operationOfShop))
    const absent = await refusal(as(blog).operation('op-nothing'))
    expect(foreign.text).toBe(absent.text.replaceAll('op-nothing', operationOfShop))
  })

  test('is in no list', async () => {
    expect((await as(blog).list()).map(({ ref }) => ref)).toEqual(['App/blog'])
    expect((await as(blog).price()).map(({ ref }) => ref)).toEqual(['App/blog'])
    const refs = (await as(blog).events({ limit: 1_000 })).map(({ ref }) => ref)
    expect(new Set(refs)).toEqual(new Set(['App/blog']))
  })
})

describe('an app', () => {
  test('changes its own App, and is written down with its Machine', async () => {
    const spec = anApp('blog', { web: { count: 2 } })
    await house.run(as(blog).submit({ document: spec }, anna, house.never))
    const [accepted] = await house.store.revisions('App/blog')
    expect(accepted?.provenance).toEqual({
      from: 'http',
      user: 'app:blog',
      workload: { organizationId: 'org-1', appId: 'app-1', machineId: 'm-1' },
    })
  })

  test.each([
    ['delete', (operations: Operations) => operations.delete('blog', anna)],
    ['pause', (operations: Operations) => operations.pause('blog', anna)],
    ['all plans', (operations: Operations) => operations.plan({}, house.never)],
    ['an app that no App has', (operations: Operations) => operations.importApp('other', house.never)],
    [
      'deletion by its spec',
      (operations: Operations) => {
        const spec = anApp('blog')
        const document = { ...spec, spec: { ...spec.spec, deletion: { requested: true } } }
        return operations.submit({ document }, anna, house.never)
      },
    ],
  ])('may not ask for %s', async (_, ask) => {
    expect(await refusal(ask(as(blog)))).toMatchObject({ code: 'Forbidden' })
  })
})

describe('a role', () => {
  const needs: Readonly<Record<string, Role>> = {
    submit: 'editor',
    'a rehearsal of submit': 'editor',
    rollback: 'editor',
    pause: 'operator',
    resume: 'operator',
    delete: 'operator',
    undelete: 'operator',
    confirm: 'operator',
    refresh: 'editor',
    setSecret: 'editor',
    rotateSecret: 'editor',
    unsetSecret: 'editor',
  }
  test.each(Object.keys(about))('less than what it needs may not ask for %s', async (what) => {
    const below = { viewer: undefined, editor: 'viewer', operator: 'editor', admin: 'operator' } as const
    const role = below[needs[what] ?? 'viewer']
    if (role === undefined) return
    expect(await refusal((about[what] as (typeof about)[string])(as(holder(role)), 'shop'))).toMatchObject({
      code: 'Forbidden',
    })
  })
})

describe('a grant', () => {
  const jo: Principal = { kind: 'person', name: 'user:jo', issuer: 'https://id', subject: '1', groups: [] }
  afterEach(async () => {
    for (const { ref } of await house.operations.rules()) await house.operations.deleteRule(ref, anna)
  })
  const grant = (spec: Parameters<typeof aGrant>[1]) =>
    house.operations.applyRules({ document: aGrant('jo', { subject: { user: 'jo' }, ...spec }) }, anna)

  test('shows the Apps that it is for, and no others', async () => {
    expect(await as(jo).list()).toEqual([])
    await grant({ role: 'viewer', apps: { names: ['shop'] } })
    expect((await as(jo).list()).map(({ ref }) => ref)).toEqual(['App/shop'])
    expect((await as(jo).price()).map(({ ref }) => ref)).toEqual(['App/shop'])
    expect(await refusal(as(jo).get('shop'))).toMatchObject({ code: 'none' })
    expect(await refusal(as(jo).get('blog'))).toMatchObject({ code: 'NotFound' })
    expect(await refusal(as(jo).pause('shop', anna))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(as(jo).events({}))).toMatchObject({ code: 'Forbidden' })
  })

  test('for all Apps is for those to come', async () => {
    await grant({ role: 'editor' })
    const rehearsal = as(jo).submit({ document: anApp('new'), dryRun: true }, anna, house.never)
    expect(await refusal(rehearsal)).toMatchObject({ code: 'none' })
  })

  test('by labels looks at what is stored, not at what a draft calls itself', async () => {
    await grant({ role: 'editor', apps: { labels: { plan: 'gold' } } })
    const document = { ...anApp('shop'), metadata: { name: 'shop', labels: { plan: 'gold' } } }
    expect(await refusal(as(jo).submit({ document, dryRun: true }, anna, house.never))).toMatchObject({
      code: 'NotFound',
    })
  })

  test('of less than admin of all Apps changes no Grant and no Policy', async () => {
    const more = { document: aGrant('more', { subject: { user: 'jo' }, role: 'admin' }) }
    await grant({ role: 'operator' })
    expect(await refusal(as(jo).applyRules(more, anna))).toMatchObject({ code: 'Forbidden' })
    await grant({ role: 'admin', apps: { names: ['shop', 'blog'] } })
    expect(await refusal(as(jo).applyRules(more, anna))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(as(blog).applyRules(more, anna))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(as(jo).deleteRule('Grant/jo', anna))).toMatchObject({ code: 'Forbidden' })
    await grant({ role: 'admin' })
    expect(await refusal(as(jo).applyRules(more, anna))).toMatchObject({ code: 'none' })
  })
})
