import { expect, test } from 'vitest'
import type { Things } from '../fly.ts'

export function leaseContract({ subject, run, eventuallyDone, anApp, aMachine }: Things): void {
  const call = { signal: new AbortController().signal }

  test('who holds the lease keeps everybody else from changing the Machine, until it is given back', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aMachine(app)
    const lease = await eventuallyDone(() => fly.acquireLease(app, id, { description: 'one', ttlSeconds: 60 }, call))
    expect(lease.nonce).not.toBe('')
    expect(await run(fly.acquireLease(app, id, { description: 'other', ttlSeconds: 60 }, call))).toMatchObject({
      result: 'refused',
      error: { code: 'Leased' },
    })
    expect(await run(fly.stopMachine(app, id, call))).toMatchObject({ result: 'refused' })

    const renewed = await eventuallyDone(() => fly.refreshLease(app, id, lease.nonce, 60, call))
    expect(renewed.nonce).toBe(lease.nonce)
    await eventuallyDone(() => fly.stopMachine(app, id, { ...call, nonce: lease.nonce }))

    expect(await run(fly.releaseLease(app, id, lease.nonce, call))).toMatchObject({ result: 'done' })
    expect(await run(fly.releaseLease(app, id, lease.nonce, call))).toMatchObject({ result: 'done' })
    await eventuallyDone(() => fly.acquireLease(app, id, { description: 'other', ttlSeconds: 2 }, call))
  })

  test('a lease runs out by itself', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aMachine(app)
    await eventuallyDone(() => fly.acquireLease(app, id, { description: 'one', ttlSeconds: 3 }, call))
    await eventuallyDone(() => fly.acquireLease(app, id, { description: 'other', ttlSeconds: 3 }, call))
  })
}
