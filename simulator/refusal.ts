/** Fly does not do what was asked. The body is an object for JSON, or plain text. */
export class Refusal extends Error {
  readonly status: number
  readonly body: object | string
  constructor(status: number, body: object | string) {
    super(typeof body === 'string' ? body : JSON.stringify(body))
    this.name = 'Refusal'
    this.status = status
    this.body = body
  }
}

/** `{"error": …}`, with a code word where Fly gives one. */
export function refuse(status: number, error: string, code?: string): Refusal {
  return new Refusal(status, code === undefined ? { error } : { error, status: code })
}

// The literal words of Fly. Where nobody has written down the real ones, the form is right and the words are ours.

// Source: superfly/fly-go, flaps_apps.go and its tests
export const appNotFound = () => refuse(404, 'app not found')
export const invalidToken = () => refuse(401, 'invalid token')
export const unauthorized = () => refuse(403, 'unauthorized')
export const appNameRaced = () => refuse(422, 'uniqueness constraint violated', 'name_taken')
export const appNameTaken = () => refuse(422, 'Validation failed: Name has already been taken', 'name_taken')
export const badAppName = () =>
  refuse(422, 'Validation failed: Name under 63 chars using numbers, lowercase letters and dashes')

export const machineNotFound = () => refuse(404, 'machine not found')

/** Source: fly-apps/terraform-provider-fly#161; how it goes on is not known. */
export const appNotLaunchable = () => refuse(422, 'Apps for machines must be created via the Machines API')

/** The id is in the text: whoever lost the answer to his own create finds it there. Seen live. */
export const machineNameTaken = (id: string, name: string) =>
  refuse(409, `already_exists: unique machine name violation, machine ID ${id} already exists with name "${name}"`)

/** With a line feed at its end, and with the container's name where it is that one's image, as seen live. */
export function manifestUnknown(image: string, container?: string): Refusal {
  const tag = image.slice(image.lastIndexOf(':') + 1)
  const detail = { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown', detail: `unknown tag=${tag}` }] }
  const prefix = container === undefined ? '' : `failed to resolve image for container "${container}": `
  return new Refusal(
    400,
    `${prefix}failed to get manifest ${image}: request failed: not found [http 404]: ${JSON.stringify(detail)}\n`,
  )
}

export const unableFrom = (verb: string, state: string) =>
  refuse(412, `failed_precondition: unable to ${verb} machine from current state: '${state}'`)
/** The words are ours. Source of the rule: superfly/docs, fly-machine-run: only the first start is anybody's */
export const startedBySchedule = () =>
  refuse(412, 'failed_precondition: machine has a schedule, refusing to start it otherwise')
export const gettingReplaced = () => refuse(412, 'failed_precondition: machine getting replaced, refusing to start')
export const stillActive = () => refuse(412, 'failed_precondition: machine still active, refusing to start')
export const notStopped = () =>
  refuse(412, 'failed_precondition: unable to destroy machine, not currently stopped, suspended, failed, or pending')
export const concurrentUpdate = () => refuse(409, 'aborted: machine update failed due to concurrent update')
/** The words for `current_version` are not known. */
export const versionMismatch = (current: string, given: string) =>
  refuse(409, `aborted: current_version ${given} does not match the machine's version ${current}`)

/** The words are ours. */
export const immutable = (field: string) => refuse(400, `invalid_argument: the ${field} of a machine cannot be changed`)

// Leases. flyctl looks for `lease currently held by`. Source: superfly/flyctl, plan.go
export const leaseHeldText = (id: string, owner: string, expiresAt: number) =>
  `machine ID ${id} lease currently held by ${owner}, expires at ${isoSeconds(expiresAt)}`
export const leaseNotFound = () => refuse(404, 'lease not found')

// Capacity and limits. Sources: superfly/fly-go#306 (its tests), and bodies seen live
export const noCandidateHost = () => refuse(422, 'could not find a candidate host', 'insufficient_capacity')
export const hostIsFull = (lack: 'memory' | 'CPUs' | 'IPs' | 'any capacity' = 'memory') => {
  if (lack === 'any capacity') return refuse(409, 'aborted: no capacity')
  if (lack === 'IPs') return refuse(409, 'aborted: insufficient IPs available to fulfill request')
  return refuse(
    409,
    `aborted: insufficient resources available to fulfill request: could not reserve resource for machine: insufficient ${lack} available to fulfill request`,
  )
}
export const hostIsFullForUpdate = (lack: 'memory' | 'CPUs' = 'memory') =>
  refuse(
    409,
    `aborted: could not reserve resource for machine: insufficient ${lack} available to fulfill request on the current host`,
  )
/** flyctl looks for these words; their status is not known. Source: superfly/flyctl, machines_deploymachinesapp.go */
export const deploysDisabled = () => refuse(412, 'failed_precondition: deploys to this host are temporarily disabled')
export const memoryQuota = (organization: string, usedMb: number, region: string) =>
  refuse(
    403,
    `organization "${organization}" is using ${usedMb} MB of memory in ${region} which is over the allowed quota. please consider other regions`,
  )
export const machineLimit = () =>
  refuse(422, 'Your organization has reached its machine limit. Please contact billing@fly.io')
export const paymentNeeded = () => refuse(422, 'To create more than 1 machine per app please add a payment method.')

/** Only the form is known. */
export const hostUnreachable = () => refuse(503, "unavailable: the machine's host cannot be reached")

export const rateLimited = () => refuse(429, 'rate limit exceeded')

/** `2026-05-07T10:11:12Z`: Fly tells whole seconds. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
