import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountsOf, together } from '../../controller/access/amounts.ts'
import { decide, type Question } from '../../controller/access/decide.ts'
import type { Principal } from '../../controller/access/principal.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aPolicy, withGroup } from '../support/builders.ts'

const shopItself: Principal = {
  kind: 'workload',
  name: 'app:shop',
  ref: 'App/shop',
  organizationId: 'o',
  appId: 'a',
  flyApp: 'shop',
  machineId: 'm',
}
const ci: Principal = { kind: 'token', name: 'token:ci', id: 't', role: 'editor' }
const shop = anApp('shop', { web: { count: 2, image: 'registry.fly.io/shop:1' } })

function asking(change: Partial<Question>) {
  return decide({
    principal: ci,
    action: 'submit',
    before: shop,
    after: shop,
    policies: [],
    isLabelled: false,
    ...change,
  })
}

type Spec = Parameters<typeof aPolicy>[1]
/** What is `undefined` is taken out. */
type Change = { readonly [Field in keyof Group]?: Group[Field] | undefined }

/** What a Policy says to a change of the group `web`, as paths. */
const refused: readonly [string, Spec, Change, readonly string[]][] = [
  ['more Machines than the limit', { limits: { perApp: { machines: 2 } } }, { count: 3 }, ['/spec']],
  ['as many as the limit', { limits: { perApp: { machines: 3 } } }, { count: 3 }, []],
  ['more CPUs', { limits: { perApp: { cpus: 7 } } }, { size: 'shared-cpu-4x' }, ['/spec']],
  ['more memory', { limits: { perApp: { memoryMb: 1023 } } }, { memoryMb: 512 }, ['/spec']],
  ['more disk', { limits: { perApp: { diskGb: 19 } } }, { volume: aVolume(10) }, ['/spec']],
  ['a higher bill', { limits: { perApp: { monthlyUsd: 60 } } }, { size: 'performance-1x' }, ['/spec']],
  [
    'a region',
    { regions: ['ams'] },
    { count: undefined, regions: { ams: 1, syd: 1 } },
    ['/spec/machines/web/regions/syd'],
  ],
  ['a region with no Machine in it', { regions: ['ams'] }, { count: undefined, regions: { ams: 2, syd: 0 } }, []],
  [
    'a region to fall back to',
    { regions: ['ams'] },
    { fallbackRegions: ['syd'] },
    ['/spec/machines/web/fallbackRegions/0'],
  ],
  ['a size', { sizes: ['shared-cpu-1x'] }, { size: 'performance-1x' }, ['/spec/machines/web/size']],
  ['a size in other words', { sizes: ['shared-cpu-1x'] }, { cpus: 2 }, ['/spec/machines/web/cpus']],
  ['no image', { images: { allowed: [] } }, { image: 'shop:2' }, ['/spec/machines/web/image']],
  [
    'an image that begins so',
    { images: { allowed: ['registry.fly.io/shop:*'] } },
    { image: 'registry.fly.io/shop:2' },
    [],
  ],
  [
    'an image that only looks so',
    { images: { allowed: ['registry.fly.io/shop:*'] } },
    { image: 'registry.fly.io/shop-evil:2' },
    ['/spec/machines/web/image'],
  ],
  [
    'a dot that stands for anything',
    { images: { allowed: ['registry.fly.io/shop:2'] } },
    { image: 'registryXfly.io/shop:2' },
    ['/spec/machines/web/image'],
  ],
  [
    'a tag where a digest is due',
    { images: { digestRequired: true } },
    { image: 'shop:2' },
    ['/spec/machines/web/image'],
  ],
  ['a digest', { images: { digestRequired: true } }, { image: `shop@sha256:${'a'.repeat(64)}` }, []],
]

describe('a Policy refuses', () => {
  test.each(refused)('%s', (_, spec, change, paths) => {
    const { verdict, reasons } = asking({ after: changed(change), policies: [aPolicy('gold', spec)] })
    expect(reasons.map(({ path }) => path)).toEqual(paths)
    expect(verdict).toBe(paths.length > 0 ? 'refused' : 'allowed')
  })

  test('with its name, what it found, what it allows, and what to do', () => {
    const policies = [aPolicy('gold', { regions: ['ams', 'fra'] })]
    expect(asking({ after: changed({ count: undefined, regions: { syd: 2 } }), policies })).toEqual({
      verdict: 'refused',
      rule: 'Policy/gold',
      reasons: [
        {
          path: '/spec/machines/web/regions/syd',
          found: 'syd',
          allowed: 'the regions ams, fra',
          rule: 'Policy/gold',
          repair: 'use one of ams, fra, or ask an admin to allow syd',
        },
      ],
    })
  })

  test('addresses that it does not name', () => {
    const after = anApp('shop', shop.spec.machines, { addresses: { ipv6: true, ipv4: 1 } })
    const { reasons } = asking({ after, policies: [aPolicy('plain', { addresses: ['ipv6'] })] })
    expect(reasons).toMatchObject([{ path: '/spec/addresses/ipv4' }])
  })

  test('a deletion, in the spec or by word', () => {
    const policies = [aPolicy('keep', { mayDelete: false })]
    const after = anApp('shop', shop.spec.machines, { deletion: { keepFor: '1d', requested: true } })
    expect(asking({ after, policies })).toMatchObject({ reasons: [{ path: '/spec/deletion/requested' }] })
    expect(asking({ action: 'delete', policies })).toMatchObject({ verdict: 'refused', rule: 'Policy/keep' })
  })

  test('nothing to Apps that it is not about', () => {
    const policies = [aPolicy('other', { apps: { names: ['blog'] }, mayDelete: false, images: { allowed: [] } })]
    expect(asking({ action: 'delete', policies })).toMatchObject({ verdict: 'allowed' })
  })

  test('what another Policy allows: each has to agree', () => {
    const after = changed({ count: 4 })
    const wide = aPolicy('wide', { limits: { perApp: { machines: 9 } } })
    const narrow = aPolicy('narrow', { limits: { perApp: { machines: 3 } } })
    expect(asking({ after, policies: [wide] })).toMatchObject({ verdict: 'allowed' })
    expect(asking({ after, policies: [wide, narrow] })).toMatchObject({ verdict: 'refused', rule: 'Policy/narrow' })
  })

  test('who would leave it by changing a label', () => {
    const before = { ...shop, metadata: { name: 'shop', labels: { plan: 'free' } } }
    const after = { ...changed({ count: 3 }), metadata: { name: 'shop', labels: { plan: 'gold' } } }
    const free = aPolicy('free', { apps: { labels: { plan: 'free' } }, limits: { perApp: { machines: 2 } } })
    expect(asking({ before, after, policies: [free] })).toMatchObject({ verdict: 'refused', rule: 'Policy/free' })
  })
})

describe('what breaks a Policy already', () => {
  const strict = aPolicy('strict', {
    limits: { perApp: { machines: 1 } },
    regions: ['fra'],
    sizes: ['performance-1x'],
    images: { allowed: ['other'], digestRequired: true },
  })

  test('may stay or become less', () => {
    expect(asking({ after: changed({ env: { LOG: 'debug' } }), policies: [strict] })).toMatchObject({
      verdict: 'allowed',
    })
    expect(asking({ after: changed({ count: 1 }), policies: [strict] })).toMatchObject({ verdict: 'allowed' })
  })

  test('may not become more', () => {
    const { reasons } = asking({ after: changed({ count: 3 }), policies: [strict] })
    expect(new Set(reasons.map(({ path }) => path))).toEqual(
      new Set(['/spec', '/spec/primaryRegion', '/spec/machines/web/size', '/spec/machines/web/image']),
    )
  })
})

describe('an app', () => {
  const policies = [aPolicy('scale', { changeable: ['/spec/machines/web/count', '/spec/machines/web/env'] })]

  test('changes what it may, and nothing beside it or above it', () => {
    const may = changed({ count: 3, env: { LOG: 'debug' } })
    expect(asking({ principal: shopItself, after: may, policies })).toMatchObject({ verdict: 'allowed' })
    const mayNot = changed({ count: 3, image: 'registry.fly.io/shop:2' })
    expect(asking({ principal: shopItself, after: mayNot, policies })).toMatchObject({
      verdict: 'refused',
      reasons: [{ path: '/spec/machines/web/image' }],
    })
    const without = anApp('shop', { other: {} })
    expect(asking({ principal: shopItself, after: without, policies }).reasons.map(({ path }) => path)).toEqual([
      '/spec/machines/web',
      '/spec/machines/other',
    ])
    const counted = withGroup(shop, 'web', { checks: { up: {} } as never })
    expect(asking({ principal: shopItself, after: counted, policies })).toMatchObject({ verdict: 'refused' })
  })

  test('is alone in that: people and tokens are not asked', () => {
    expect(asking({ after: changed({ image: 'x' }), policies })).toMatchObject({ verdict: 'allowed' })
  })

  test('changes no label where labels decide about anything', () => {
    const after = { ...shop, metadata: { name: 'shop', labels: { plan: 'gold' } } }
    expect(asking({ principal: shopItself, after })).toMatchObject({ verdict: 'allowed' })
    expect(asking({ principal: shopItself, after, isLabelled: true })).toMatchObject({
      verdict: 'refused',
      rule: 'built-in',
      reasons: [{ path: '/metadata/labels' }],
    })
    expect(asking({ after, isLabelled: true })).toMatchObject({ verdict: 'allowed' })
  })

  test('asks for no address in the network of another', () => {
    const after = anApp('shop', shop.spec.machines, { addresses: { private: [{ network: 'blog' }] } })
    expect(asking({ principal: shopItself, after })).toMatchObject({
      verdict: 'refused',
      reasons: [{ path: '/spec/addresses/private/0/network', found: 'blog' }],
    })
    const own = anApp('shop', shop.spec.machines, { addresses: { private: [{ network: 'shop' }] } })
    expect(asking({ principal: shopItself, after: own })).toMatchObject({ verdict: 'allowed' })
  })
})

describe('all Apps together', () => {
  const policies = [aPolicy('all', { limits: { perOrganization: { machines: 10 } } })]

  test('stay below the limit of the organisation', () => {
    const totals = amountsOf(anApp('blog', { web: { count: 7 } }))
    expect(asking({ after: changed({ count: 3 }), policies, totals })).toMatchObject({ verdict: 'allowed' })
    expect(asking({ after: changed({ count: 4 }), policies, totals })).toMatchObject({ verdict: 'refused' })
  })

  test('are not told what others have', () => {
    const totals = amountsOf(anApp('blog', { web: { count: 8123 } }))
    const { reasons } = asking({ after: changed({ count: 4 }), policies, totals })
    expect(JSON.stringify(reasons)).not.toContain('8123')
  })
})

describe('an approval is needed', () => {
  const after = changed({ count: 3 })
  const policies = [aPolicy('careful', { needsApproval: ['data-loss', 'public'] })]
  const plan = (effect: string) =>
    ({ waves: [[{ effect }]], price: { before: { mostUsd: 5 }, after: { mostUsd: 5 } } }) as unknown as NonNullable<
      Question['plan']
    >

  test('for the effects that a Policy names, and for no others', () => {
    expect(asking({ after, policies, plan: plan('public') })).toMatchObject({
      verdict: 'needs-approval',
      rule: 'Policy/careful',
    })
    expect(asking({ after, policies, plan: plan('restart') })).toMatchObject({ verdict: 'allowed' })
  })

  test('whatever it is as long as there is no plan', () => {
    expect(asking({ after, policies })).toMatchObject({ verdict: 'needs-approval', reasons: [{}, {}] })
  })

  test('for data that goes later, which no step of now tells', () => {
    const before = withGroup(shop, 'web', { volume: aVolume(1) })
    const after = withGroup(before, 'web', { count: 1 })
    expect(asking({ policies, plan: plan('none'), before, after })).toMatchObject({ verdict: 'needs-approval' })
    expect(asking({ policies, plan: plan('none'), before, after: before })).toMatchObject({ verdict: 'allowed' })
  })

  test('for the word that lets a snapshot take the place of what was written since', () => {
    const before = withGroup(shop, 'web', { volume: aVolume(1) })
    const after = withGroup(before, 'web', { volume: { ...aVolume(1), onLostHost: 'restore' } })
    expect(asking({ policies, plan: plan('none'), before, after })).toMatchObject({ verdict: 'needs-approval' })
    expect(asking({ policies, plan: plan('none'), before: after, after })).toMatchObject({ verdict: 'allowed' })
  })

  test('for nothing that is stored already', () => {
    expect(asking({ policies, plan: plan('public') })).toMatchObject({ verdict: 'allowed' })
  })

  test('for nothing that is refused anyway', () => {
    const both = [...policies, aPolicy('small', { limits: { perApp: { machines: 1 } } })]
    expect(asking({ policies: both, after: changed({ count: 9 }) })).toMatchObject({ verdict: 'refused' })
  })
})

describe('whatever is asked', () => {
  const group = fc.record({ count: fc.integer({ min: 0, max: 1000 }), cpus: fc.constantFrom(1, 2, 4, 8) })
  const limits = fc.record({ machines: fc.integer({ min: 0, max: 2000 }), cpus: fc.integer({ min: 0, max: 9000 }) })

  test('what is allowed is within every limit, or no more than before', () => {
    fc.assert(
      fc.property(group, group, limits, fc.integer({ min: 0, max: 3000 }), (had, wanted, perApp, perOrganization) => {
        const before = anApp('shop', { web: had })
        const after = anApp('shop', { web: wanted })
        const totals = amountsOf(anApp('blog', { web: { count: 500 } }))
        const policies = [aPolicy('p', { limits: { perApp, perOrganization: { machines: perOrganization } } })]
        if (asking({ before, after, policies, totals }).verdict !== 'allowed') return
        const [have, want] = [amountsOf(before), amountsOf(after)]
        for (const key of ['machines', 'cpus'] as const)
          expect(want[key]).toBeLessThanOrEqual(Math.max(perApp[key], have[key]))
        const most = Math.max(perOrganization, together([totals, have]).machines)
        expect(together([totals, want]).machines).toBeLessThanOrEqual(most)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('one Policy more never allows more', () => {
    fc.assert(
      fc.property(group, group, limits, limits, (had, wanted, one, other) => {
        const question = { before: anApp('shop', { web: had }), after: anApp('shop', { web: wanted }) }
        const first = aPolicy('one', { limits: { perApp: one } })
        const second = aPolicy('two', { limits: { perApp: other } })
        const both = asking({ ...question, policies: [first, second] }).verdict
        if (both === 'allowed') expect(asking({ ...question, policies: [first] }).verdict).toBe('allowed')
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

function changed(change: Change) {
  const fields = Object.entries({ ...shop.spec.machines.web, ...change }).filter(([, value]) => value !== undefined)
  return anApp('shop', { web: Object.fromEntries(fields) as Partial<Group> })
}

function aVolume(sizeGb: number) {
  return { path: '/data', sizeGb } as NonNullable<Group['volume']>
}
