import type { FlyErrorCode } from './errors.ts'
import type { FlyAction } from './limits.ts'
import { type Words, webPage } from './words.ts'

/** An answer of Fly that is not a success, as far as its meaning depends on it. */
export type Refusal = { readonly action: FlyAction; readonly status: number; readonly words: Words }

export type Verdict = { readonly code: FlyErrorCode; readonly machineId: string | undefined }

/**
 * What an answer means. Fly uses one status for very different things (409 alone for four), so the code word and the
 * text decide within a status; the first rule that fits wins. Texts are searched, not compared: they often begin with
 * the name of a gRPC code, and their end varies.
 */
export function classify(refusal: Refusal): Verdict {
  const code = rules.find((rule) => fits(rule, refusal))?.code ?? codeOfStatus(refusal.status)
  return { code, machineId: namesMachine.has(code) ? machineIdIn(refusal.words.text) : undefined }
}

/**
 * Whether Fly surely did not do what an answer of this status refuses. Not so with 408 and every 5xx: somebody on the
 * way gave up, and what was asked may have been done or may still be. A redirect says nothing either way.
 */
export function isSurelyNotDone(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408
}

/** The state that a deed was refused for: `'created'` of `unable to start machine from current state: 'created'`. */
export function refusedFromState({ text }: Words): string | undefined {
  return /from current state: '(\w+)'/.exec(text)?.[1]
}

type Rule = {
  readonly code: FlyErrorCode
  readonly statuses: readonly number[]
  /** Only with one of these; any when absent. */
  readonly actions?: readonly FlyAction[]
  /** The code word has to be one of these, or the text has to match. Any when both are absent. */
  readonly words?: readonly string[]
  readonly text?: RegExp
  readonly onlyWithoutWord?: true
}

const full = /insufficient (resources|memory|CPUs|IPs)|could not reserve resource|no capacity|candidate host/i
const noVolume = /volume (vol_\w+ )?not found/i

const rules: readonly Rule[] = [
  // A gateway's page, or the router's answer to an unknown path, is no word on whether a thing exists.
  // Source: docs, machines/api/working-with-machines-api (`404 page not found`)
  { code: 'Unavailable', statuses: [404], text: new RegExp(`^404 page not found$|^${webPage}`) },

  // Waiting. Source: superfly/fly-go, flaps_machines_wait.go; 504 comes from the gateway.
  { code: 'WaitTimedOut', statuses: [408, 504], actions: ['wait-machine'] },
  { code: 'Unattainable', statuses: [400], actions: ['wait-machine'] },

  // The image is not there, or was pushed seconds ago.
  { code: 'ImageNotFound', statuses: [400, 404, 422], text: /MANIFEST_UNKNOWN|failed to get manifest .*not found/ },

  // The organisation's own limits: `organization "x" is using 1970176 MB of memory in dfw which is over the allowed quota`
  { code: 'QuotaExceeded', statuses: [403, 422], text: /over the allowed quota/ },
  { code: 'MachineLimit', statuses: [403, 422], text: /reached its machine limit/ },
  { code: 'PaymentNeeded', statuses: [403, 422], text: /add a payment method/ },

  // Names. Machines: 409 with the id in the text. Apps: 422, anywhere on Fly; the code word counts, or else the text.
  // Source: superfly/fly-go, flaps_error.go
  { code: 'NameTaken', statuses: [409], text: /unique machine name violation/ },
  { code: 'NameTaken', statuses: [409, 422], words: ['name_taken'] },
  { code: 'NameTaken', statuses: [409], actions: ['create-app'] },

  // Leases. Source: superfly/flyctl, plan.go
  { code: 'Leased', statuses: [409], text: /lease currently held by/ },
  { code: 'Leased', statuses: [409], actions: ['lease-machine', 'release-lease'] },

  // Volumes. All of it seen live: `volume currently bound to machine: 3d8d413b29d089`, or claimed by 14 NUL bytes.
  { code: 'VolumeNotFound', statuses: [400, 404, 422], actions: ['create-machine', 'update-machine'], text: noVolume },
  { code: 'VolumeInUse', statuses: [409, 412], text: /volume (is currently bound to|already claimed by) machine/ },
  { code: 'SnapshotPending', statuses: [409, 412], text: /snapshot is already scheduled/ },

  // The host that it has to be on is full: that of the Machine, which an update or a start does not move, or that of its
  // volume. Source: superfly/fly-go#306 (its tests), superfly/flyctl machines_deploymachinesapp.go
  { code: 'HostFull', statuses: [400, 409, 412, 422], words: ['volume_placement_capacity'] },
  {
    code: 'HostFull',
    statuses: [400, 409, 412, 422],
    text: /with existing volume|deploys to this host are temporarily/,
  },
  { code: 'HostFull', statuses: [409, 412, 422], actions: ['update-machine', 'start-machine'], text: full },

  // No host of the region takes it. Source: superfly/fly-go#306 (its tests)
  { code: 'NoCapacity', statuses: [400, 409, 412, 422], words: ['insufficient_capacity'] },
  { code: 'NoCapacity', statuses: [400, 409, 412, 422], text: full },

  // The text of a taken name counts only where there is no code word. Source: superfly/fly-go, flaps_error.go
  {
    code: 'NameTaken',
    statuses: [422],
    actions: ['create-app'],
    text: /already been taken|uniqueness constraint/,
    onlyWithoutWord: true,
  },

  // An app that was made through GraphQL a moment ago; passes.
  { code: 'NotNow', statuses: [422], text: /must be created via the Machines API/ },

  // The status is documented, the words have been seen in GraphQL only; that a name is invalid is said with the same status.
  {
    code: 'HostnameTaken',
    statuses: [409, 422],
    actions: ['request-certificate'],
    text: /already (exists|in use|been taken|taken|added|registered|requested)|another (app|organization)/i,
  },
  { code: 'HostnameTaken', statuses: [409], actions: ['request-certificate'] },

  // Seen live
  { code: 'NetworkNotFound', statuses: [400, 404, 422], actions: ['assign-ip'], text: /network not found/i },

  // `machine_version` is not the version any more. Source: Fly's OpenAPI document
  { code: 'VersionConflict', statuses: [412], actions: ['put-metadata'] },
]

/** What a status means when the words add nothing. */
function codeOfStatus(status: number): FlyErrorCode {
  switch (status) {
    case 401:
      return 'Unauthorized'
    case 403:
      return 'Forbidden'
    case 404:
      return 'NotFound'
    // `aborted: machine update failed due to concurrent update`, a `current_version` that is not current, and whatever
    // else says that the world has moved: look again. Source: a Fly engineer, community.fly.io/t/15555
    case 409:
      return 'VersionConflict'
    // `failed_precondition: machine still active, refusing to start`, `volume already claimed by machine`, …
    case 412:
      return 'NotNow'
    case 429:
      return 'RateLimited'
    case 408:
      return 'Unavailable'
    default:
      if (status >= 500) return 'Unavailable'
      return status >= 400 ? 'Invalid' : 'Malformed'
  }
}

function fits(rule: Rule, { action, status, words }: Refusal): boolean {
  if (!rule.statuses.includes(status)) return false
  if (rule.actions !== undefined && !rule.actions.includes(action)) return false
  if (rule.onlyWithoutWord && words.status !== undefined) return false
  if (rule.words === undefined && rule.text === undefined) return true
  return (words.status !== undefined && rule.words?.includes(words.status)) || (rule.text?.test(words.text) ?? false)
}

/** Codes whose texts say which Machine is in the way. */
const namesMachine: ReadonlySet<FlyErrorCode> = new Set(['NameTaken', 'VolumeInUse'])

/**
 * `… unique machine name violation, machine ID 3d8d413b29d089 already exists with name "web"`,
 * `volume is currently bound to machine: 3d8d413b29d089`, `volume already claimed by machine 3d8d413b29d089`
 */
function machineIdIn(text: string): string | undefined {
  return /machine ID ([0-9a-z]+) already exists|(?:bound to|claimed by) machine:? ([0-9a-f]+)/i
    .exec(text)
    ?.slice(1)
    .find((id) => id !== undefined)
}
