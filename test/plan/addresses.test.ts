import { describe, expect, test } from 'vitest'
import { planAddresses } from '../../controller/plan/addresses.ts'
import { desire } from '../../controller/plan/desire.ts'
import { desiredAddresses } from '../../controller/plan/desired-addresses.ts'
import type { ObservedAddress, ObservedAddresses } from '../../controller/plan/observe-addresses.ts'
import { toDo } from '../../controller/plan/step-words.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { anApp } from '../support/builders.ts'
import { look, worldOf } from './world.ts'

type Addresses = NonNullable<Resource['spec']['addresses']>

const v6 = ours('fd::1', 'v6')

describe('what a spec says of addresses', () => {
  test('names the network of each private one, since Fly would take another', () => {
    const resource = anApp('shop', { web: {} }, { network: 'acme', addresses: { private: [{}, { network: 'other' }] } })
    expect(desiredAddresses(resource)).toEqual([
      { kind: 'private_v6 acme', count: 1 },
      { kind: 'private_v6 other', count: 1 },
    ])
  })

  test('is nothing where it says nothing', () => {
    expect(desiredAddresses(anApp('shop'))).toEqual([])
    expect(desiredAddresses(anApp('shop', { web: {} }, { addresses: { ipv6: false, ipv4: 0 } }))).toEqual([])
  })
})

describe('a plan for addresses', () => {
  test('assigns what is missing, one of a kind at a time, and says what the world reaches', () => {
    expect(planned({ ipv4: 2, ipv6: true, private: [{}] }, {}).steps).toMatchObject([
      { kind: 'assign-address', address: 'v6', effect: 'public' },
      { kind: 'assign-address', address: 'v4', effect: 'public' },
      { kind: 'assign-address', address: 'private_v6 shop', effect: 'none' },
    ])
  })

  test('asks for none of a kind of which it is not known what came of the last try', () => {
    expect(planned({ ipv6: true }, { asked: new Set(['v6']) })).toMatchObject({
      steps: [],
      waits: [{ reason: 'AddressUnsettled' }],
    })
  })

  test('looks again for one that nobody wants any more, as long as Fly may still give it', () => {
    expect(planned({}, { asked: new Set(['v4']) })).toMatchObject({
      steps: [],
      waits: [{ reason: 'AddressUnsettled', recheckAfterMs: expect.any(Number) }],
    })
  })

  test('replaces none that a list lacks before it is certain that it is gone', () => {
    expect(planned({ ipv6: true }, { ours: [{ ...v6, isUnseen: true }] })).toMatchObject({
      steps: [],
      removals: [],
      waits: [{ reason: 'AddressUnseen' }],
    })
  })

  test('releases what the spec does not ask for, the newest first, and calls it lost', () => {
    const four = [ours('1.1.1.1', 'v4'), ours('1.1.1.2', 'v4'), ours('1.1.1.3', 'shared_v4')]
    expect(planned({ ipv4: 1 }, { ours: four }).removals).toMatchObject([
      { kind: 'release-address', ip: '1.1.1.2', effect: 'data-loss' },
      { kind: 'release-address', ip: '1.1.1.3', effect: 'replace' },
    ])
  })

  test('releases nothing while something that takes its place is missing', () => {
    const { steps, removals } = planned({ ipv4: 1 }, { ours: [ours('1.1.1.3', 'shared_v4')] })
    expect(steps.map(toDo)).toEqual(['assign the dedicated IPv4 address'])
    expect(removals).toEqual([])
  })

  test('takes a shared address that somebody else has assigned for what it is: there is only one', () => {
    const theirs = [{ ip: '1.1.1.3', type: 'shared_v4' }]
    expect(planned({ sharedIpv4: true }, { strangers: theirs })).toEqual({ steps: [], removals: [], waits: [] })
    expect(planned({}, { strangers: theirs })).toEqual({ steps: [], removals: [], waits: [] })
  })

  test('waits for a release that is under way when the spec has changed its mind', () => {
    expect(planned({ ipv6: true }, { ours: [{ ...v6, isLeaving: true }] })).toMatchObject({
      steps: [],
      removals: [],
      waits: [{ reason: 'AddressUnsettled' }],
    })
  })
})

function ours(ip: string, kind: ObservedAddress['kind']): ObservedAddress {
  return { ip, kind, isUnseen: false, isLeaving: false }
}

function planned(addresses: Addresses, have: Partial<ObservedAddresses>) {
  const desired = desire(anApp('shop', { web: {} }, { addresses }), 1)
  const observed = look(worldOf(desired), desired)
  return planAddresses(desired, { ...observed, addresses: { ours: [], strangers: [], asked: new Set(), ...have } })
}
