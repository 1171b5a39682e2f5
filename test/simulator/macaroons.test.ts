import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Access, actions } from '../../simulator/identity/access.ts'
import { type Caveat, judge, kinds, only, windowOf } from '../../simulator/identity/caveats.ts'
import { attenuate, isGenuine, mint, parseToken, tokenOf, uuidOf } from '../../simulator/identity/macaroon.ts'
import { NotPacked, type Packable, pack, unpack } from '../../simulator/identity/msgpack.ts'

const key = Buffer.alloc(32, 7)
const nonce = { keyId: Uint8Array.of(1, 2, 3), random: new Uint8Array(16).fill(9) }

describe('MessagePack', () => {
  test.each<[Packable, string]>([
    [null, 'c0'],
    [true, 'c3'],
    [127, '7f'],
    [128, 'cc80'],
    [65_535, 'cdffff'],
    [65_536, 'ce00010000'],
    [4_294_967_296, 'cf0000000100000000'],
    [18_446_744_073_709_551_615n, 'cfffffffffffffffff'],
    [-1, 'ff'],
    [-32, 'e0'],
    [-33, 'd0df'],
    [-129, 'd1ff7f'],
    [-32_769, 'd2ffff7fff'],
    ['artifact', 'a86172746966616374'],
    [Uint8Array.of(1, 2), 'c4020102'],
    [[1, ['a']], '920191a161'],
    [
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
      '82a16101a16202',
    ],
  ])('%o is written in its shortest form', (value, hex) => {
    expect(pack(value).toString('hex')).toBe(hex)
    expect(unpack(Buffer.from(hex, 'hex'))).toEqual(value)
  })

  test('what is written is read again, whatever it is', () => {
    const packable = fc.letrec<{ value: Packable }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false),
        fc.maxSafeInteger(),
        fc.string({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.array(tie('value'), { maxLength: 20 }),
        fc
          .uniqueArray(fc.tuple(fc.string(), tie('value')), { selector: ([name]) => name, maxLength: 20 })
          .map((entries) => new Map(entries)),
      ),
    })).value
    fc.assert(
      fc.property(packable, (value) => {
        expect(unpack(pack(value))).toEqual(value)
      }),
    )
  })

  test('other bytes are none, and harm nobody', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          unpack(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(NotPacked)
        }
      }),
      { numRuns: 2_000 },
    )
    expect(() => unpack(Buffer.alloc(1_000, 0x91))).toThrow('too deep')
    // A list that says it has four thousand million items.
    expect(() => unpack(Buffer.from('ddffffffff', 'hex'))).toThrow('ends too early')
    expect(() => unpack(Buffer.from('0101', 'hex'))).toThrow('something follows')
  })
})

describe('a macaroon', () => {
  test('is what Fly makes of the same key, nonce and caveats', () => {
    const packedNonce = Buffer.from(`93c403010203c410${'09'.repeat(16)}c2`, 'hex')
    const packedCaveat = Buffer.from('920092cd01c801', 'hex')
    const seal = (with_: Uint8Array, content: Buffer) => createHmac('sha256', with_).update(content).digest()
    const location = Buffer.from('https://api.fly.io/v1')
    const expected = Buffer.concat([
      Buffer.from('94', 'hex'),
      packedNonce,
      Buffer.from([0xa0 | location.length]),
      location,
      packedCaveat,
      Buffer.from('c420', 'hex'),
      seal(seal(key, packedNonce), packedCaveat),
    ])
    const token = tokenOf(attenuate(mint(key, nonce), only.organization(456, actions.read)))
    expect(token).toBe(`fm2_${expected.toString('base64')}`)
  })

  test('can be made good for less by anybody, and for more by nobody', () => {
    const whole = attenuate(mint(key, nonce), only.organization(1))
    const less = attenuate(parseToken(tokenOf(whole)) ?? whole, only.apps([5]), only.action(actions.read))
    expect(isGenuine(less, key)).toBe(true)
    expect(isGenuine({ ...less, caveats: less.caveats.slice(0, 2) }, key)).toBe(false)
    expect(isGenuine({ ...less, caveats: [] }, key)).toBe(false)
    expect(isGenuine({ ...less, caveats: [...less.caveats].reverse() }, key)).toBe(false)
    expect(isGenuine(less, Buffer.alloc(32, 8))).toBe(false)
  })

  test('is found out when anything in it was changed', () => {
    const token = tokenOf(attenuate(mint(key, nonce), only.organization(1), only.within(0, 9)))
    const bytes = Buffer.from(token.slice(4), 'base64')
    for (let index = 0; index < bytes.length; index++) {
      for (const flip of [1, 0x80]) {
        const changed = Buffer.from(bytes)
        changed[index] = (changed[index] ?? 0) ^ flip
        const macaroon = parseToken(`fm2_${changed.toString('base64')}`)
        const isTaken = macaroon !== undefined && isGenuine(macaroon, key)
        // Where it is good, is not sealed; who reads it looks at it.
        expect(isTaken && macaroon.location === 'https://api.fly.io/v1').toBe(false)
      }
    }
  })

  test('has a name of its own, as leases tell it', () => {
    expect(uuidOf(nonce)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidOf({ ...nonce, random: Uint8Array.of(1) })).not.toBe(uuidOf(nonce))
  })

  test.each(['', 'any', 'fm2_test', 'fm2_====', 'fm2_kA==', 'fm1r_kA==', 'fm2_wA=='])('%j is none', (text) => {
    expect(parseToken(text)).toBeUndefined()
  })
})

describe('caveats', () => {
  const { read, write, control, all } = actions
  const reading: Access = { action: read, organization: 1 }
  const machine: Access = { ...reading, app: 5, machine: 'm1' }

  test.each<[string, Caveat, Access, ReturnType<typeof judge>]>([
    ['its own organisation', only.organization(1), reading, 'allowed'],
    ['another organisation', only.organization(2), reading, 'refused'],
    ['any organisation', only.organization(0), reading, 'allowed'],
    ['more than the mask', only.organization(1, read), { ...reading, action: write }, 'refused'],
    ['an app of the set', only.apps([5]), machine, 'allowed'],
    ['another app', only.apps([6]), machine, 'refused'],
    ['no app at all', only.apps([5]), reading, 'unspecified'],
    ['an app that is to be made', only.apps([5]), { ...reading, app: 0 }, 'refused'],
    ['any app', only.apps([0]), machine, 'allowed'],
    [
      'any app and one',
      { type: kinds.Apps, body: [new Map([[0, 31] as const, [5, 31] as const])] },
      machine,
      'refused',
    ],
    ['more than may be done to the app', only.apps([5], read), { ...machine, action: control }, 'refused'],
    ['a Machine of the set', only.machines(['m1']), machine, 'allowed'],
    ['another Machine', only.machines(['m2']), machine, 'refused'],
    ['a volume where there is none', only.volumes(['vol_1']), machine, 'unspecified'],
    ['a mutation of the list', only.mutations(['setSecrets']), { ...reading, mutation: 'setSecrets' }, 'allowed'],
    ['another mutation', only.mutations(['setSecrets']), { ...reading, mutation: 'deleteApp' }, 'refused'],
    ['no mutation', only.mutations(['setSecrets']), reading, 'unspecified'],
    ['a longer command', only.commands([{ args: ['ls'] }]), { ...machine, command: ['ls', '-l'] }, 'allowed'],
    [
      'not the very command',
      only.commands([{ args: ['ls'], exact: true }]),
      { ...machine, command: ['ls', '-l'] },
      'refused',
    ],
    ['another command', only.commands([{ args: ['ls'] }]), { ...machine, command: ['rm'] }, 'refused'],
    ['any command, none being named', only.commands([]), { ...machine, command: ['ls'] }, 'refused'],
    ['no command', only.commands([{ args: ['ls'] }]), machine, 'unspecified'],
    ['the Machine that asks', only.fromMachine('m1'), { ...machine, sourceMachine: 'm1' }, 'allowed'],
    ['another Machine that asks', only.fromMachine('m1'), { ...machine, sourceMachine: 'm2' }, 'refused'],
    ['who asks from nowhere', only.fromMachine('m1'), machine, 'refused'],
    [
      'the right Fly-Src',
      { type: kinds.FlySrc, body: ['demo', '', 'm1'] },
      { ...machine, sourceMachine: 'm1', sourceOrganization: 'demo' },
      'allowed',
    ],
    [
      'a wrong Fly-Src',
      { type: kinds.FlySrc, body: ['demo', 'x', ''] },
      { ...machine, sourceOrganization: 'demo' },
      'refused',
    ],
    ['what members may', only.member(), { ...reading, feature: 'billing' }, 'allowed'],
    ['what only admins may', only.member(), { ...reading, action: write, feature: 'billing' }, 'refused'],
    ['what nobody knows', only.member(), { ...reading, feature: 'deletion' }, 'refused'],
    ['roles without a member', { type: kinds.AllowedRoles, body: 2 }, reading, 'refused'],
    [
      'all roles, for admins',
      { type: kinds.AllowedRoles, body: 0xffff_ffff },
      { ...reading, feature: 'deletion' },
      'allowed',
    ],
    ['an action', only.action(read | control), { ...machine, action: control }, 'allowed'],
    ['another action', only.action(read), { ...machine, action: all }, 'refused'],
    ['a Machine, if there is one', only.ifPresent([only.machines(['m1'])], 0), machine, 'allowed'],
    ['another Machine, if there is one', only.ifPresent([only.machines(['m2'])], all), machine, 'refused'],
    ['none, if there is one', only.ifPresent([only.machines(['m2'])], read), reading, 'allowed'],
    [
      'none, and more than what is left',
      only.ifPresent([only.machines(['m2'])], read),
      { ...reading, action: write },
      'refused',
    ],
    ['whose it is', only.user(7), reading, 'allowed'],
    [
      'a third party',
      { type: 11, body: ['https://auth.fly.io', new Uint8Array(), new Uint8Array()] },
      reading,
      'refused',
    ],
    ['what is not understood', { type: 2 ** 40, body: null }, reading, 'refused'],
    ['a body that is none', { type: kinds.Organization, body: 'x' }, reading, 'refused'],
  ])('%s', (_, caveat, access, verdict) => {
    expect(judge(caveat, access)).toBe(verdict)
  })

  test('are good only while all of their windows are open', () => {
    const caveats = [only.within(10, 90), only.within(20, 95), only.ifPresent([only.within(5, 50)], 0)]
    expect(windowOf(caveats)).toEqual({ notBefore: 20, notAfter: 50 })
  })
})
