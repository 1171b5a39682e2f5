import { actionText } from './access.ts'
import { type Caveat, caveatsIn, type Kind, kindOf } from './caveats.ts'
import type { Packable } from './msgpack.ts'

/** Caveats as JSON: `[{"type": "Organization", "body": {"id": 1, "mask": "r"}}]`. Source: superfly/macaroon, caveat_set.go */
export function caveatsView(caveats: readonly Caveat[]): readonly object[] {
  return caveats.map(({ type, body }) => {
    const kind = kindOf(type)
    if (kind === undefined) return { type: String(type), body: plain(body) }
    return { type: kind, body: bodyView(kind, body) }
  })
}

function bodyView(kind: Kind, body: Packable): unknown {
  const [first, second, third] = Array.isArray(body) ? (body as readonly Packable[]) : []
  switch (kind) {
    case 'Organization':
      return { id: plain(first), mask: maskView(second) }
    case 'Apps':
      return { apps: setView(first) }
    case 'Machines':
      return { machines: setView(first) }
    case 'Volumes':
      return { volumes: setView(first) }
    case 'FeatureSet':
    case 'MachineFeatureSet':
    case 'AppFeatureSet':
      return { features: setView(first) }
    case 'StorageObjects':
      return { storage_objects: setView(first) }
    case 'ValidityWindow':
      return { not_before: plain(first), not_after: plain(second) }
    case 'Mutations':
      return { mutations: plain(first) }
    case 'IsUser':
      return { uint64: plain(first) }
    case 'FromMachineSource':
      return { id: plain(first) }
    case 'FlySrc':
      return { organization: plain(first), app: plain(second), instance: plain(third) }
    case 'IsMember':
      return {}
    case 'Action':
      return maskView(body)
    case 'AllowedRoles':
      return plain(body)
    case 'Commands':
      return Array.isArray(body) ? body.map(commandView) : null
    case 'IfPresent':
      return { ifs: caveatsView(caveatsIn(first) ?? []), else: maskView(second) }
    default:
      return kind satisfies never
  }
}

function commandView(command: Packable): object {
  const [args, exact] = Array.isArray(command) ? (command as readonly Packable[]) : []
  return { args: plain(args), ...(exact === true && { exact }) }
}

function setView(set: Packable | undefined): object | null {
  if (!(set instanceof Map)) return null
  return Object.fromEntries([...set].map(([id, mask]) => [String(id), maskView(mask)]))
}

function maskView(mask: Packable | undefined): string {
  return typeof mask === 'number' ? actionText(mask) : ''
}

function plain(value: Packable | undefined): unknown {
  if (value === undefined) return null
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]))
  return Array.isArray(value) ? value.map(plain) : value
}
