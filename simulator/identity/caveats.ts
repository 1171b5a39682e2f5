import { type Access, actions } from './access.ts'
import type { Packable } from './msgpack.ts'

/** One thing that a token is not good for. */
export type Caveat = { readonly type: number; readonly body: Packable }

/** Numbers of the kinds. Source: superfly/macaroon, caveat.go */
export const kinds = {
  Organization: 0,
  Volumes: 2,
  Apps: 3,
  ValidityWindow: 4,
  FeatureSet: 5,
  Mutations: 6,
  Machines: 7,
  IsUser: 10,
  IfPresent: 13,
  MachineFeatureSet: 14,
  FromMachineSource: 15,
  IsMember: 22,
  Action: 26,
  Commands: 27,
  AppFeatureSet: 28,
  StorageObjects: 29,
  AllowedRoles: 30,
  FlySrc: 31,
} as const

export type Kind = keyof typeof kinds

/** Makes caveats; structs go over the wire as lists of their fields. Source: superfly/macaroon, flyio/caveats.go */
export const only = {
  organization: (id: number, mask: number = actions.all) => caveat('Organization', [id, mask]),
  apps: (ids: readonly number[], mask: number = actions.all) => caveat('Apps', [new Map(ids.map((id) => [id, mask]))]),
  machines: (ids: readonly string[], mask: number = actions.all) =>
    caveat('Machines', [new Map(ids.map((id) => [id, mask]))]),
  volumes: (ids: readonly string[], mask: number = actions.all) =>
    caveat('Volumes', [new Map(ids.map((id) => [id, mask]))]),
  /** In seconds since 1970. */
  within: (notBefore: number, notAfter: number) => caveat('ValidityWindow', [notBefore, notAfter]),
  mutations: (names: readonly string[]) => caveat('Mutations', [names]),
  commands: (commands: readonly { readonly args: readonly string[]; readonly exact?: boolean }[]) =>
    caveat(
      'Commands',
      commands.map(({ args, exact = false }) => [args, exact]),
    ),
  fromMachine: (id: string) => caveat('FromMachineSource', [id]),
  action: (mask: number) => caveat('Action', mask),
  machineFeatures: (names: readonly string[], mask: number = actions.all) =>
    caveat('MachineFeatureSet', [new Map(names.map((name) => [name, mask]))]),
  /** The user to whom the token belongs. Takes nothing away. */
  user: (id: number) => caveat('IsUser', [id]),
  /** What organisations keep for their admins is not for this token. */
  member: () => caveat('IsMember', []),
  ifPresent: (ifs: readonly Caveat[], otherwise: number) =>
    caveat('IfPresent', [ifs.flatMap(({ type, body }) => [type, body]), otherwise]),
}

function caveat(kind: Kind, body: Packable): Caveat {
  return { type: kinds[kind], body }
}

/**
 * What a caveat says to an access. `unspecified`: it is about a kind of thing that the access does not name, which is a
 * no as well, but for `IfPresent`. Times are looked at elsewhere. Source: superfly/macaroon, flyio/caveats.go
 */
export function judge({ type, body }: Caveat, access: Access): 'allowed' | 'unspecified' | 'refused' {
  const fields: readonly Packable[] = Array.isArray(body) ? body : []
  const [first, second] = fields
  const { action } = access
  switch (type) {
    case kinds.Organization:
      return okIf((first === 0 || first === access.organization) && isWithin(action, second))
    case kinds.Apps:
      return judgeSet(first, access.app, action)
    case kinds.Machines:
      return judgeSet(first, access.machine, action)
    case kinds.Volumes:
      return judgeSet(first, access.volume, action)
    case kinds.FeatureSet:
      return judgeSet(first, access.feature, action)
    case kinds.AppFeatureSet:
      return judgeSet(first, access.appFeature, action)
    case kinds.MachineFeatureSet:
      return judgeSet(first, access.machineFeature, action)
    case kinds.StorageObjects:
      return judgeSet(first, access.storageObject, action, (prefix, id) => String(id).startsWith(String(prefix)))
    case kinds.Mutations:
      if (access.mutation === undefined) return 'unspecified'
      return okIf(Array.isArray(first) && first.includes(access.mutation))
    case kinds.Commands:
      if (access.command === undefined) return 'unspecified'
      return okIf(fields.some((command) => isCommand(command, access.command ?? [])))
    case kinds.FromMachineSource:
      return okIf(access.sourceMachine !== undefined && first === access.sourceMachine)
    case kinds.FlySrc:
      return okIf(isFrom(fields, access))
    case kinds.Action:
      return okIf(isWithin(action, body))
    case kinds.IsMember:
      return okIf(isForMembers(access))
    case kinds.AllowedRoles:
      return okIf(typeof body === 'number' && (isForMembers(access) ? (body & 1) !== 0 : body === 0xffff_ffff))
    case kinds.IfPresent:
      return judgeIfPresent(first, second, access)
    case kinds.ValidityWindow:
    case kinds.IsUser:
      return 'allowed'
    // What is not understood, or is for a third party to say, is a no.
    default:
      return 'refused'
  }
}

/** The windows in which all of the caveats are good, those within `IfPresent` included. In seconds since 1970. */
export function windowOf(caveats: readonly Caveat[]): { readonly notBefore: number; readonly notAfter: number } {
  let [notBefore, notAfter] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { type, body } of caveats) {
    if (!Array.isArray(body)) continue
    const within = type === kinds.IfPresent ? windowOf(caveatsIn(body[0]) ?? []) : undefined
    const [from, until] = within ? [within.notBefore, within.notAfter] : type === kinds.ValidityWindow ? body : []
    notBefore = Math.max(notBefore, from === undefined ? notBefore : Number(from))
    notAfter = Math.min(notAfter, until === undefined ? notAfter : Number(until))
  }
  return { notBefore, notAfter }
}

/** Type and body take turns in one list. Source: superfly/macaroon, caveat_set.go */
export function caveatsIn(flat: Packable | undefined): readonly Caveat[] | undefined {
  if (!Array.isArray(flat) || flat.length % 2 !== 0) return undefined
  const caveats: Caveat[] = []
  for (let index = 0; index < flat.length; index += 2) {
    const [type, body] = [flat[index] as Packable, flat[index + 1] as Packable]
    if (typeof type !== 'number') return undefined
    caveats.push({ type, body })
  }
  return caveats
}

/** What kind a caveat of that number is. */
export function kindOf(type: number): Kind | undefined {
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind] === type)
}

/** Ids and what may be done to each; the empty id stands for all. Source: superfly/macaroon, resset/resource_set.go */
function judgeSet(
  set: Packable | undefined,
  id: string | number | undefined,
  action: number,
  fits: (entry: string | number, id: string | number) => boolean = (entry, id) => entry === id,
): 'allowed' | 'unspecified' | 'refused' {
  if (!(set instanceof Map)) return 'refused'
  const hasAll = set.has(0) || set.has('')
  if (hasAll && set.size !== 1) return 'refused'
  if (id === undefined) return 'unspecified'
  const masks = [...set].filter(([entry]) => hasAll || fits(entry as string | number, id)).map(([, mask]) => mask)
  return okIf(masks.length > 0 && masks.every((mask) => isWithin(action, mask as Packable)))
}

function judgeIfPresent(ifs: Packable | undefined, otherwise: Packable | undefined, access: Access) {
  const caveats = caveatsIn(ifs)
  if (caveats === undefined) return 'refused'
  const verdicts = caveats.map((each) => judge(each, access)).filter((verdict) => verdict !== 'unspecified')
  if (verdicts.length === 0) return okIf(isWithin(access.action, otherwise))
  return okIf(verdicts.every((verdict) => verdict === 'allowed'))
}

function isCommand(command: Packable, given: readonly string[]): boolean {
  const [args, exact] = Array.isArray(command) ? command : []
  if (!Array.isArray(args) || (exact === true && args.length !== given.length)) return false
  return args.length <= given.length && args.every((word, index) => word === given[index])
}

function isFrom([organization, app, machine]: readonly Packable[], access: Access): boolean {
  const { sourceOrganization, sourceApp, sourceMachine } = access
  return (
    (organization === '' || organization === sourceOrganization) &&
    (app === '' || app === sourceApp) &&
    (machine === '' || machine === sourceMachine)
  )
}

/** What is not for admins alone. Source: superfly/macaroon, flyio/access.go `MemberFeatures` */
function isForMembers({ feature, action }: Access): boolean {
  if (feature === undefined) return true
  if (readOnlyForMembers.has(feature)) return isWithin(action, actions.read)
  return openToMembers.has(feature)
}

const openToMembers = new Set(['wg', 'domain', 'site', 'builder', 'addon', 'checks', 'litefs-cloud'])
const readOnlyForMembers = new Set(['membership', 'billing', 'authentication'])

function isWithin(action: number, mask: Packable | undefined): boolean {
  return typeof mask === 'number' && (action & mask) === action
}

function okIf(isAllowed: boolean): 'allowed' | 'refused' {
  return isAllowed ? 'allowed' : 'refused'
}
