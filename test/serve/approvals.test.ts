import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Principal } from '../../controller/access/principal.ts'
import { createGuarded } from '../../controller/serve/guarded.ts'
import type { OperationError } from '../../controller/serve/operation-error.ts'
import type { Caller, Operations } from '../../controller/serve/operations.ts'
import { anApp, aPolicy } from '../support/builders.ts'
import { anInstallation, anna } from './an-installation.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
beforeAll(async () => {
  house = await anInstallation({ specs: [anApp('shop')] })
  await house.operations.applyRules({ document: aPolicy('careful', { needsApproval: ['cost'] }) }, anna)
})
afterAll(() => house.close())

const shop: Principal = {
  ...{ kind: 'workload', name: 'app:shop', ref: 'App/shop', organizationId: 'o', appId: 'a' },
  ...{ flyApp: 'shop', machineId: 'm' },
}
const ci: Principal = { kind: 'token', name: 'token:ci', id: 't1', role: 'operator' }
const viewer: Principal = { kind: 'token', name: 'token:eve', id: 't2', role: 'editor' }

function as(principal: Principal): Operations {
  return createGuarded(house)({ principal, via: 'http' })
}

/** Whom the guard lets in is who it says, whatever caller is handed in. */
const whoever: Caller = anna

const ofCount = (count: number) => ({ document: anApp('shop', { web: { count } }) })

async function submit(principal: Principal, count: number) {
  const submitted = await house.run(as(principal).submit(ofCount(count), whoever, house.never))
  await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
  return submitted
}

async function refusal(work: Promise<unknown>): Promise<OperationError> {
  const end = await house.run(Promise.allSettled([work]))
  if (end[0].status === 'fulfilled') throw new Error('it was done')
  return end[0].reason as OperationError
}

function decide(principal: Principal, id: string, planDigest: string, decision: 'approve' | 'reject' = 'approve') {
  return as(principal).decideApproval(id, { decision, planDigest, reason: 'seen' }, whoever)
}

/** Asks for as many Machines, and tells which approval that needs. */
async function asked(principal: Principal, count: number) {
  const { code, approval } = await refusal(as(principal).submit(ofCount(count), whoever, house.never))
  expect(code).toBe('NeedsApproval')
  if (approval === undefined) throw new Error('no approval was named')
  return approval
}

const generation = async () => (await house.store.get('App/shop'))?.generation

describe('a change that needs an approval', () => {
  test('is not done before somebody else has given it, and then once', async () => {
    const before = await generation()
    const { id, planDigest } = await asked(shop, 2)
    expect(await asked(shop, 2)).toEqual({ id, planDigest })
    expect(await generation()).toBe(before)

    await decide(ci, id, planDigest)
    expect(await submit(shop, 2)).toMatchObject([{ changed: true }])
    expect(await as(ci).approvals()).toMatchObject([{ id, state: 'used' }])

    await submit(shop, 1)
    expect((await asked(shop, 2)).id).not.toBe(id)
  })

  test('is decided neither by the requester, nor by an app, nor by who may only edit', async () => {
    const { id, planDigest } = await asked(ci, 3)
    expect(await refusal(decide(ci, id, planDigest))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(decide({ ...ci, name: 'token:other' }, id, planDigest))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(decide(shop, id, planDigest))).toMatchObject({ code: 'Forbidden' })
    expect(await refusal(decide(viewer, id, planDigest))).toMatchObject({ code: 'Forbidden' })
    expect(await as(ci).approvals({ name: 'shop' })).toMatchObject([{ id, state: 'waiting' }, {}, {}])
  })

  test('to whoever does not know its App, is not there', async () => {
    const { id, planDigest } = await asked(shop, 3)
    const blog: Principal = { ...shop, name: 'app:blog', ref: 'App/blog', appId: 'b' }
    expect(await as(blog).approvals()).toEqual([])
    const foreign = await refusal(decide(blog, id, planDigest))
    const absent = await refusal(decide(blog, 'ap-nothing', planDigest))
    expect([foreign.code, foreign.message]).toEqual([absent.code, absent.message.replaceAll('ap-nothing', id)])
  })

  test('is approved for the plan that was looked at, and for nobody else who asks the same', async () => {
    const { id, planDigest } = await asked(shop, 4)
    expect(await refusal(decide(ci, id, 'another plan'))).toMatchObject({ code: 'Conflict' })
    await decide(ci, id, planDigest)
    expect((await asked(viewer, 4)).id).not.toBe(id)
  })

  test('that was rejected is asked for anew', async () => {
    const { id, planDigest } = await asked(shop, 5)
    await decide(ci, id, planDigest, 'reject')
    expect(await refusal(decide(ci, id, planDigest))).toMatchObject({ code: 'Conflict' })
    expect((await asked(shop, 5)).id).not.toBe(id)
  })

  test('is void when the plan has become another', async () => {
    const { id, planDigest } = await asked(shop, 6)
    await decide(ci, id, planDigest)
    await house.settled(anApp('shop', { web: { env: { LOG: 'debug' } } }))
    const { code, message } = await refusal(as(shop).submit(ofCount(6), whoever, house.never))
    expect(code).toBe('PlanChanged')
    expect(message).toContain(id)
    expect((await asked(shop, 6)).id).not.toBe(id)
  })

  test('is over after a day', async () => {
    const { id, planDigest } = await asked(shop, 7)
    await decide(ci, id, planDigest)
    house.clock.jump(24 * 3_600_000 + 1)
    expect((await asked(shop, 7)).id).not.toBe(id)
  })

  test('is written down with who asked and who decided', async () => {
    const kinds = (await house.store.events({ ref: 'App/shop', limit: 1_000 })).map(({ kind }) => kind)
    for (const kind of ['ApprovalAsked', 'ApprovalGiven', 'ApprovalRefused'] as const) expect(kinds).toContain(kind)
    expect(await house.store.verifyEvents()).toMatchObject({ brokenAt: undefined })
  })
})
