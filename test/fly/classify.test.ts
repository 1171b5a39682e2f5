import { describe, expect, test } from 'vitest'
import { classify, isSurelyNotDone, refusedFromState } from '../../controller/fly/classify.ts'
import type { FlyErrorCode } from '../../controller/fly/errors.ts'
import type { FlyAction } from '../../controller/fly/limits.ts'
import { readWords } from '../../controller/fly/words.ts'

const manifestUnknown = `failed to get manifest registry.fly.io/shop:abc123: request failed: not found [http 404]: {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":"unknown tag=abc123"}]}\n`
const nameViolation = `already_exists: unique machine name violation, machine ID 3d8d413b29d089 already exists with name "web"`
const leased = 'machine ID 3d8d413b29d089 lease currently held by 0a1b@tokens.fly.io, expires at 2026-05-14T10:41:08Z'
const bound = 'volume is currently bound to machine: 3d8d413b29d089'
const insufficient = 'aborted: insufficient resources available to fulfill request'

/** Bodies as Fly has been seen to send them. */
const answers: readonly (readonly [FlyAction, number, unknown, FlyErrorCode])[] = [
  ['list-apps', 401, { error: 'invalid token' }, 'Unauthorized'],
  ['get-app', 403, { error: 'unauthorized' }, 'Forbidden'],
  ['get-app', 404, { error: 'app not found' }, 'NotFound'],
  ['get-machine', 404, { error: 'machine not found' }, 'NotFound'],
  ['get-machine', 404, { error: "invalid machine ID, '5683d707f16058'" }, 'NotFound'],
  ['get-machine', 404, '', 'NotFound'],
  ['get-machine', 404, '404 page not found\n', 'Unavailable'],
  ['destroy-machine', 404, '<html><title>Not here</title></html>', 'Unavailable'],

  ['create-app', 422, { error: 'Validation failed: Name has already been taken', status: 'name_taken' }, 'NameTaken'],
  ['create-app', 422, { error: 'uniqueness constraint violated', status: 'name_taken' }, 'NameTaken'],
  ['create-app', 422, { error: 'Validation failed: Name has already been taken' }, 'NameTaken'],
  ['create-app', 422, { error: 'Name has already been taken for that plan', status: 'other' }, 'Invalid'],
  ['create-app', 422, { error: 'Validation failed: Name under 63 chars using numbers' }, 'Invalid'],
  ['create-app', 409, { error: 'conflict' }, 'NameTaken'],

  ['create-machine', 400, { error: manifestUnknown }, 'ImageNotFound'],
  ['create-machine', 400, manifestUnknown, 'ImageNotFound'],
  [
    'update-machine',
    400,
    { error: `failed to resolve image for container "app": ${manifestUnknown}` },
    'ImageNotFound',
  ],
  ['create-machine', 400, { error: 'volume not found' }, 'VolumeNotFound'],
  ['get-volume', 404, { error: 'volume not found' }, 'NotFound'],
  ['create-machine', 400, { error: 'invalid restart policy' }, 'Invalid'],
  ['create-machine', 422, { error: 'invalid guest cpu_kind' }, 'Invalid'],
  ['create-machine', 400, { error: 'no capacity' }, 'NoCapacity'],
  [
    'create-machine',
    403,
    {
      error:
        'organization "Kilo" is using 1970176 MB of memory in dfw which is over the allowed quota. please consider other regions',
    },
    'QuotaExceeded',
  ],
  ['create-machine', 409, { error: nameViolation }, 'NameTaken'],
  [
    'create-machine',
    409,
    {
      error: `${insufficient}: could not reserve resource for machine: insufficient memory available to fulfill request`,
    },
    'NoCapacity',
  ],
  ['create-machine', 409, { error: `${insufficient}: insufficient CPUs available to fulfill request` }, 'NoCapacity'],
  ['create-machine', 409, { error: 'aborted: insufficient IPs available to fulfill request' }, 'NoCapacity'],
  ['create-machine', 409, { error: 'aborted: no capacity' }, 'NoCapacity'],
  [
    'create-machine',
    412,
    { error: "insufficient resources to create new machine with existing volume 'vol_1'" },
    'HostFull',
  ],
  ['create-machine', 412, { error: "existing volume id 'vol_123'", status: 'volume_placement_capacity' }, 'HostFull'],
  [
    'create-machine',
    412,
    { error: `failed_precondition: volume already claimed by machine ${'\0'.repeat(14)}` },
    'VolumeInUse',
  ],
  ['create-machine', 422, { error: 'could not find a candidate host', status: 'insufficient_capacity' }, 'NoCapacity'],
  [
    'create-machine',
    422,
    { error: 'Your organization has reached its machine limit. Please contact billing@fly.io' },
    'MachineLimit',
  ],
  [
    'create-machine',
    422,
    { error: 'To create more than 1 machine per app please add a payment method.' },
    'PaymentNeeded',
  ],
  ['create-machine', 422, { error: 'Apps for machines must be created via the Machines API…' }, 'NotNow'],
  ['create-machine', 429, { error: 'rate limit exceeded' }, 'RateLimited'],
  ['create-machine', 429, 'rate limit exceeded', 'RateLimited'],
  ['create-machine', 408, { error: 'deadline_exceeded: request timed out' }, 'Unavailable'],

  ['update-machine', 409, { status: 'error', message: leased }, 'Leased'],
  ['update-machine', 409, { error: leased }, 'Leased'],
  ['lease-machine', 409, { status: 'error', message: leased }, 'Leased'],
  ['lease-machine', 409, { error: 'conflict' }, 'Leased'],
  ['lease-machine', 404, { error: 'machine not found' }, 'NotFound'],
  ['update-machine', 409, { error: 'aborted: machine update failed due to concurrent update' }, 'VersionConflict'],
  ['update-machine', 409, { error: 'aborted: current_version does not match' }, 'VersionConflict'],
  [
    'update-machine',
    409,
    {
      error:
        'aborted: could not reserve resource for machine: insufficient memory available to fulfill request on the current host',
    },
    'HostFull',
  ],
  ['update-machine', 409, { error: 'deploys to this host are temporarily disabled' }, 'HostFull'],
  ['start-machine', 409, { error: 'aborted: could not reserve resource for machine: insufficient CPUs' }, 'HostFull'],
  ['update-machine', 422, { error: 'could not find a candidate host', status: 'insufficient_capacity' }, 'HostFull'],
  ['create-machine', 412, { error: 'min_secrets_version 7 is not yet available on this app' }, 'NotNow'],

  ['create-volume', 400, { error: 'no capacity' }, 'NoCapacity'],
  ['create-volume', 422, { error: "existing volume id 'vol_1'", status: 'volume_placement_capacity' }, 'HostFull'],
  ['create-volume', 400, { error: 'invalid_argument: name is too long' }, 'Invalid'],
  ['create-volume', 403, { error: 'unauthorized' }, 'Forbidden'],
  ['extend-volume', 400, { error: 'invalid_argument: volumes cannot shrink' }, 'Invalid'],
  ['delete-volume', 412, { error: `failed_precondition: ${bound}` }, 'VolumeInUse'],
  ['delete-volume', 404, { error: 'volume not found' }, 'NotFound'],
  [
    'create-snapshot',
    412,
    { error: 'failed_precondition: snapshot is already scheduled at 2026-05-14T10:41:08Z' },
    'SnapshotPending',
  ],

  ['set-secrets', 400, { error: "invalid secret name 'a-b'" }, 'Invalid'],
  ['assign-ip', 400, { error: 'network not found' }, 'NetworkNotFound'],
  ['assign-ip', 404, '<html>404</html>', 'Unavailable'],
  ['assign-ip', 400, { error: 'invalid ip address type' }, 'Invalid'],
  ['release-ip', 404, { error: 'ip address not found' }, 'NotFound'],
  ['request-certificate', 422, { error: 'Hostname already exists on app' }, 'HostnameTaken'],
  ['request-certificate', 422, { error: 'Hostname is invalid' }, 'Invalid'],
  ['request-certificate', 409, { error: 'conflict' }, 'HostnameTaken'],
  ['get-certificate', 404, { error: 'certificate not found' }, 'NotFound'],

  [
    'start-machine',
    412,
    { error: "failed_precondition: unable to start machine from current state: 'created'" },
    'NotNow',
  ],
  ['start-machine', 412, { error: 'failed_precondition: machine getting replaced, refusing to start' }, 'NotNow'],
  ['start-machine', 412, { error: 'failed_precondition: machine still active, refusing to start' }, 'NotNow'],
  [
    'destroy-machine',
    412,
    { error: 'failed_precondition: unable to destroy machine, not currently stopped, suspended, failed, or pending' },
    'NotNow',
  ],
  ['put-metadata', 412, { error: 'machine_version does not match' }, 'VersionConflict'],

  [
    'wait-machine',
    408,
    { error: 'deadline_exceeded: machine failed to reach desired state, started, currently created' },
    'WaitTimedOut',
  ],
  ['wait-machine', 504, '<html>504</html>', 'WaitTimedOut'],
  ['wait-machine', 400, { error: 'machine can no longer reach started' }, 'Unattainable'],
  ['wait-machine', 404, { error: 'machine not found' }, 'NotFound'],

  ['create-machine', 500, '<html>500</html>', 'Unavailable'],
  ['create-machine', 500, { error: 'internal' }, 'Unavailable'],
  ['list-machines', 502, 'Bad Gateway', 'Unavailable'],
  ['list-machines', 503, { error: insufficient }, 'Unavailable'],
  ['get-app', 504, '', 'Unavailable'],
  ['get-app', 418, { error: 'teapot' }, 'Invalid'],
  ['get-app', 302, '', 'Malformed'],
]

describe('what an answer of Fly means', () => {
  test.each(answers.map(([action, status, body, code]) => ({ action, status, body, code })))(
    '$action, $status $body is $code',
    ({ action, status, body, code }) => {
      const words = readWords(typeof body === 'string' ? body : JSON.stringify(body), [])
      expect(classify({ action, status, words }).code).toBe(code)
    },
  )

  test('a taken Machine name says whose it is', () => {
    const words = readWords(JSON.stringify({ error: nameViolation }), [])
    expect(classify({ action: 'create-machine', status: 409, words }).machineId).toBe('3d8d413b29d089')
  })

  test('a volume that is in use says whose it is, unless Fly only thinks so', () => {
    const idIn = (error: string) =>
      classify({ action: 'create-machine', status: 412, words: readWords(JSON.stringify({ error }), []) }).machineId
    expect(idIn(bound)).toBe('3d8d413b29d089')
    expect(idIn('volume already claimed by machine 3d8d413b29d089')).toBe('3d8d413b29d089')
    expect(idIn(`volume already claimed by machine ${'\0'.repeat(14)}`)).toBeUndefined()
  })

  test('the name of another Machine that sounds like a full host does not change what is meant', () => {
    const words = readWords(JSON.stringify({ error: nameViolation.replace('"web"', '"no capacity"') }), [])
    expect(classify({ action: 'create-machine', status: 409, words }).code).toBe('NameTaken')
  })

  test('only a 4xx other than 408 says that surely nothing was done', () => {
    const sure = [200, 302, 400, 401, 403, 404, 408, 409, 412, 422, 429, 499, 500, 502, 503, 504].filter(
      isSurelyNotDone,
    )
    expect(sure).toEqual([400, 401, 403, 404, 409, 412, 422, 429, 499])
  })

  test('the state from which Fly refuses is found in its words', () => {
    const words = readWords("failed_precondition: unable to start machine from current state: 'replacing'", [])
    expect(refusedFromState(words)).toBe('replacing')
  })
})
