import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

describe('placements', () => {
  test('tell where Machines would fit, in words that begin with capitals', async () => {
    const fly = aFly({ limits: false })
    const { status, body } = await ask(fly, { region: 'lhr,cdg', count: 2 })
    expect(status).toBe(200)
    expect(body).toEqual({ Regions: [{ Region: 'lhr', Count: 2, Concurrency: expect.any(Number) }] })
    expect(fly.world.machines()).toEqual([])
  })

  test('begin with the nearest region, and without a count tell what the organisation may have', async () => {
    const fly = aFly({ limits: false })
    const { Regions } = (await ask(fly, {})).body
    expect(Regions).toHaveLength(18)
    expect(Regions[0]).toEqual({ Region: 'fra', Count: 50, Concurrency: 50 })
    fly.faults.quota({ machines: 7 })
    expect((await ask(fly, { region: 'fra' })).body.Regions).toEqual([{ Region: 'fra', Count: 7, Concurrency: 7 }])
  })

  test('lack a full region', async () => {
    const fly = aFly({ limits: false })
    fly.faults.capacity('lhr', 'full')
    const asked = { region: 'lhr,cdg', count: 2 }
    expect((await ask(fly, asked)).body.Regions).toMatchObject([{ Region: 'cdg', Count: 2 }])
    fly.faults.capacity('cdg', 'full')
    expect((await ask(fly, asked)).body).toEqual({ Regions: [] })
  })

  test('count what really fits: a region that is filled has none', async () => {
    const fly = aFly({ limits: false, hosts: { perRegion: 2, memoryMb: 4_096, diskGb: 10 } })
    const compute = { cpu_kind: 'shared', cpus: 1, memory_mb: 1_024 }
    const regions = async (more: object) => (await ask(fly, { region: 'ams,cdg', compute, ...more })).body.Regions
    expect(await regions({ count: 10 })).toMatchObject([
      { Region: 'ams', Count: 8 },
      { Region: 'cdg', Count: 2 },
    ])
    expect(await regions({ count: 4, weights: { region: 1, spread: 50 } })).toMatchObject([
      { Region: 'ams', Count: 2 },
      { Region: 'cdg', Count: 2 },
    ])
    expect(await regions({ count: 1, volume_size_bytes: 11 * 2 ** 30 })).toEqual([])
    // Without a guest it is a performance-1x, of 2 GB.
    expect(await regions({ compute: undefined })).toMatchObject([{ Count: 4 }, { Count: 4 }])
    fly.world.createApp({ name: 'shop' })
    for (let nth = 0; nth < 8; nth++) {
      fly.world.createMachine('shop', {
        name: `web-${nth}`,
        region: 'ams',
        config: { image: 'nginx', guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 1_024 } },
      })
    }
    expect(await regions({ count: 1 })).toMatchObject([{ Region: 'cdg', Count: 1 }])
    const [one, other] = fly.world.hosts('cdg')
    fly.world.setHost(one?.id ?? '', { deploys: false })
    expect(await regions({})).toMatchObject([{ Region: 'cdg', Count: 4 }])
    fly.world.setHost(other?.id ?? '', { status: 'unreachable' })
    expect(await regions({})).toEqual([])
  })

  test.each([
    ['no organisation', { org_slug: undefined }, 400],
    ['another organisation', { org_slug: 'other' }, 403],
    ['an unknown region', { region: 'nowhere' }, 400],
    ['a negative count', { count: -1 }, 400],
    ['an impossible guest', { compute: { cpu_kind: 'huge' } }, 400],
  ])('are not told for %s', async (_, asked, status) => {
    expect((await ask(aFly(), asked)).status).toBe(status)
  })
})

function ask(fly: AFly, asked: object) {
  return fly.ask('POST', '/v1/platform/placements', { org_slug: 'demo', ...asked })
}
