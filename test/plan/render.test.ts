import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import { seal } from '../../controller/plan/digest.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { plain, render } from '../../controller/plan/render.ts'
import { summarize } from '../../controller/plan/summary.ts'
import { anApp } from '../support/builders.ts'
import { emptyWorld, look, machineIn, now, worldOf } from './world.ts'

const before = desire(anApp('shop', { web: { count: 3, env: { LEVEL: 'info' } } }), 2)
const after = desire(
  anApp('shop', { web: { count: 2, image: 'shop:2', env: { LEVEL: 'debug', NEW: '1' } }, worker: {} }),
  3,
)
const planned = reconcile(after, look(worldOf(before), after), now)

describe('a plan as people read it', () => {
  test('says what is done to what, why, and what changes', () => {
    expect(render(planned).replaceAll(planned.digest.slice(0, 12), 'DIGEST')).toMatchInlineSnapshot(`
      "App/shop: 1 to create, 2 to update (restarts), 1 to remove · generation 3 · plan DIGEST
      price about $6.06 a month, as before · table of 2026-08-07

      wave 1 of 4
        + worker/ams/0  create: it is missing · costs money
            shop:1 on 1 shared cpu, 256 MB

      wave 2 of 4
        ↻ web/ams/0     update: the spec changed (m00000) · restarts
            env.LEVEL: "info" → "debug"
            env.NEW: (nothing) → "1"
            image: "shop:1" → "shop:2"

      wave 3 of 4
        ↻ web/ams/1     update: the spec changed (m00001) · restarts
            env.LEVEL: "info" → "debug"
            env.NEW: (nothing) → "1"
            image: "shop:1" → "shop:2"

      wave 4 of 4
        − web/ams/2     remove: the spec no longer has it (m00002) · what it serves goes elsewhere or ends
      "
    `)
  })

  test('says why less is done than was asked for', () => {
    const waiting = reconcile(
      before,
      look(worldOf(before, { 'web/ams/1': { state: 'starting', ageMs: 1_000 } }), before),
      now,
    )
    expect(render(waiting).replaceAll(waiting.digest.slice(0, 12), 'DIGEST')).toMatchInlineSnapshot(`
      "App/shop: nothing to do now · generation 2 · plan DIGEST
      price about $6.06 a month, as before · table of 2026-08-07

      waiting
        · web/ams/1 (m00001) is starting at Fly; it is left alone until it settles
      "
    `)
  })

  test('says so when there is nothing to do', () => {
    expect(render(reconcile(before, look(worldOf(before), before), now))).toMatch(
      /^App\/shop: nothing to do · generation 2 · plan [0-9a-f]{12}\nprice about \$6.06 a month, as before · table of [0-9-]{10}\n$/,
    )
  })

  test('shows nothing of a spec that a terminal would obey', () => {
    const evil = '\u001b[2J\u0007\u202e\u0085\r\nok'
    const desired = desire(anApp('shop', { web: { env: { EVIL: evil } } }), 1)
    const foreign = { ...machineIn(desired, 'web/ams/0', 0).config, env: { EVIL: `${evil}!`, [evil]: '1' } }
    for (const world of [emptyWorld, worldOf(desired, { 'web/ams/0': { config: foreign } })]) {
      const text = render(reconcile(desired, look(world, desired), now))
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    }
  })

  test('cuts a long value short', () => {
    const desired = desire(anApp('shop', { web: { env: { LONG: 'x'.repeat(10_000) } } }), 1)
    const text = render(reconcile(desired, look(worldOf(before, {}), desired), now))
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(200)
  })

  test('is coloured by whoever prints it', () => {
    const paint = { ...plain, red: (text: string) => `<${text}>` }
    expect(render(planned, paint)).toContain('<−> web/ams/2')
  })
})

describe('the summary of a plan', () => {
  test('counts', () => {
    expect(summarize(planned)).toEqual({
      create: 1,
      update: 2,
      restarts: 2,
      label: 0,
      start: 0,
      remove: 1,
      assign: 0,
      release: 0,
      secrets: 0,
      unsets: 0,
      claim: 0,
      giveUp: 0,
      createsApp: false,
      deletesApp: false,
      waits: 0,
      replace: 0,
      volumes: { create: 0, change: 0, delete: 0 },
    })
    expect(summarize(seal({ ...planned, waves: [] }))).toMatchObject({ create: 0, waits: 0 })
  })
})
