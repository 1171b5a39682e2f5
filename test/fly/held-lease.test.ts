import { describe, expect, test } from 'vitest'
import { FlyError } from '../../controller/fly/errors.ts'
import type { Answer, Fly } from '../../controller/fly/fly.ts'
import { type HeldLease, holdLease } from '../../controller/fly/held-lease.ts'
import type { Lease } from '../../controller/fly/wire.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

type Renewal = Answer<Lease> | 'never'

/** A Fly that knows nothing but one lease, and notes what it is asked and when. */
function aLeasingFly() {
  const clock = createVirtualClock()
  const asked: (readonly [string, number])[] = []
  const lease: Lease = { nonce: 'abc', expires_at: 0, owner: 'us' }
  const done: Answer<Lease> = { result: 'done', value: lease, requestId: undefined }
  let renewals: Renewal[] = []
  let renewalTakesMs = 0
  let acquired: Answer<Lease> = done

  const note = (what: string) => void asked.push([what, clock.monotonic()])
  const fly: Pick<Fly, 'acquireLease' | 'refreshLease' | 'releaseLease'> = {
    async acquireLease() {
      note('acquire')
      return acquired
    },
    async refreshLease(_app, _id, nonce, _ttl, { signal }) {
      note(`refresh ${nonce}`)
      const renewal = renewals.shift() ?? done
      await clock.sleep(renewal === 'never' ? 3_600_000 : renewalTakesMs, signal)
      note('refreshed')
      return renewal as Answer<Lease>
    },
    async releaseLease(_app, _id, nonce) {
      note(`release ${nonce}`)
      return { result: 'done', value: undefined, requestId: undefined }
    },
  }

  return {
    clock,
    asked,
    words: () => asked.map(([what]) => what),
    times: (what: string) => asked.filter(([each]) => each === what).map(([, at]) => at),
    renew(...next: Renewal[]) {
      renewals = next
    },
    renewSlowly(ms: number) {
      renewalTakesMs = ms
    },
    acquire(answer: Answer<Lease>) {
      acquired = answer
    },
    hold: (signal: AbortSignal = new AbortController().signal) =>
      holdLease(fly, { app: 'shop', id: 'm1', description: 'us', ttlSeconds: 13, clock, call: { signal } }),
    async held(signal?: AbortSignal): Promise<HeldLease> {
      const lease = await this.hold(signal)
      if (lease instanceof FlyError) throw lease
      return lease
    },
  }
}

function refused(code: ConstructorParameters<typeof FlyError>[0]): Answer<Lease> {
  return { result: 'refused', error: new FlyError(code, 'no') }
}

const lost: Answer<Lease> = { result: 'unknown', error: new FlyError('Unavailable', 'no') }

describe('a held lease', () => {
  test('is renewed every four seconds until it is given back, and then no more', async () => {
    const fly = aLeasingFly()
    const lease = await fly.held()
    await fly.clock.advance(17_000)
    expect(fly.times('refresh abc')).toEqual([4_000, 8_000, 12_000, 16_000])

    await fly.clock.runUntil(lease.release(), 1_000)
    await fly.clock.advance(60_000)
    expect(fly.words().at(-1)).toBe('release abc')
    expect(lease.lost.aborted).toBe(false)
    expect(fly.clock.pending()).toBe(0)
  })

  test('is given back only after a renewal that is on its way, which would make it anew', async () => {
    const fly = aLeasingFly()
    fly.renewSlowly(2_000)
    const lease = await fly.held()
    await fly.clock.advance(5_000)
    await fly.clock.runUntil(lease.release(), 5_000)
    expect(fly.asked.slice(1)).toEqual([
      ['refresh abc', 4_000],
      ['refreshed', 6_000],
      ['release abc', 6_000],
    ])
  })

  test('is not had when somebody else has it', async () => {
    const fly = aLeasingFly()
    fly.acquire(refused('Leased'))
    expect(await fly.hold()).toMatchObject({ code: 'Leased' })
    await fly.clock.advance(60_000)
    expect(fly.words()).toEqual(['acquire'])
    expect(fly.clock.pending()).toBe(0)
  })

  test('is kept when a renewal fails and the next one works', async () => {
    const fly = aLeasingFly()
    fly.renew(lost, refused('RateLimited'))
    const lease = await fly.held()
    await fly.clock.advance(30_000)
    expect(lease.lost.aborted).toBe(false)
    expect(fly.times('refresh abc').slice(0, 4)).toEqual([4_000, 5_000, 6_000, 10_000])
  })

  test('is lost when it cannot be renewed until it runs out, counted from when it was asked for', async () => {
    const fly = aLeasingFly()
    fly.renew(...Array<Renewal>(50).fill(lost))
    const lease = await fly.held()
    await fly.clock.advance(12_999)
    expect(lease.lost.aborted).toBe(false)
    await fly.clock.advance(1)
    expect(lease.lost.reason).toMatchObject({ code: 'Leased' })
    const renewals = fly.times('refresh abc').length
    await fly.clock.advance(60_000)
    expect(fly.times('refresh abc')).toHaveLength(renewals)
    expect(fly.clock.pending()).toBe(0)
  })

  test('is lost in time also when a renewal hangs', async () => {
    const fly = aLeasingFly()
    fly.renew('never')
    const lease = await fly.held()
    await fly.clock.advance(13_000)
    expect(lease.lost.aborted).toBe(true)
    expect(fly.clock.pending()).toBe(0)
  })

  test('counts a renewal from when it was asked for', async () => {
    const fly = aLeasingFly()
    fly.renewSlowly(3_000)
    const lease = await fly.held()
    await fly.clock.advance(8_000)
    fly.renew('never')
    await fly.clock.advance(8_999)
    expect(lease.lost.aborted).toBe(false)
    await fly.clock.advance(1)
    expect(lease.lost.aborted).toBe(true)
  })

  test.each([refused('Leased'), refused('NotFound')])(
    'is lost at once when somebody else has it: %o',
    async (answer) => {
      const fly = aLeasingFly()
      fly.renew(answer)
      const lease = await fly.held()
      await fly.clock.advance(4_000)
      expect(lease.lost.aborted).toBe(true)
      expect(fly.clock.pending()).toBe(0)
    },
  )

  test('is lost when Fly answers with another nonce: ours had run out before', async () => {
    const fly = aLeasingFly()
    fly.renew({ result: 'done', value: { nonce: 'new', expires_at: 0, owner: 'us' }, requestId: undefined })
    const lease = await fly.held()
    await fly.clock.advance(4_000)
    expect(lease.lost.aborted).toBe(true)
  })

  test('is not renewed after the call was aborted, but can be given back', async () => {
    const fly = aLeasingFly()
    const shutdown = new AbortController()
    const lease = await fly.held(shutdown.signal)
    await fly.clock.advance(1_000)
    shutdown.abort()
    await fly.clock.advance(8_000)
    expect(fly.words()).toEqual(['acquire'])
    await fly.clock.runUntil(lease.release(), 1_000)
    expect(fly.words()).toEqual(['acquire', 'release abc'])
    expect(fly.clock.pending()).toBe(0)
  })
})
