import { afterEach, describe, expect, test } from 'vitest'
import { conditionOf } from '../stories/expectations.ts'
import { anApp } from '../support/builders.ts'
import { aHouse, type House } from '../support/house.ts'

describe('what a person asks for', () => {
  let house: House
  afterEach(() => house.close())

  const app = anApp('shop', { web: { metadata: { team: 'red' } } })

  /** Somebody who sets the metadata back as soon as he sees that we have repaired it. Tells how often he has. */
  function fightBack(): () => number {
    let edits = 0
    house.world.onChange(() => {
      if (house.world.machines('shop')[0]?.config.metadata?.team !== 'red' || edits >= 100) return
      edits++
      void house.clock.sleep(10).then(meddle)
    })
    return () => edits
  }

  function meddle(): void {
    const metadata = house.world.machines('shop')[0]?.config.metadata ?? {}
    house.foreign.setMetadata('shop', 'web-ams-0', { ...metadata, team: 'blue' })
  }

  test('a new spec lets a lost fight begin anew, and it ends as soon as the first', async () => {
    house = await aHouse({ specs: [app], settings: { resyncMs: 5_000 } })
    await house.settle()
    const edits = fightBack()
    meddle()
    await house.advance(60_000)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Contested' })
    const lost = edits()

    await house.submit(anApp('shop', { web: { metadata: { team: 'red' }, env: { MORE: '1' } } }))
    await house.advance(120_000)

    expect(edits() - lost).toBeGreaterThanOrEqual(2)
    expect(edits() - lost).toBeLessThanOrEqual(5)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Contested' })
  })
})
