import { addressInWords } from '../resource/address.ts'
import { pathInDots } from './path-in-dots.ts'
import type { Difference, SetSecrets, Step, UnsetSecrets } from './step.ts'

/** What a step is about: a slot, or the app. */
export function subjectOf(step: Step): string {
  switch (step.kind) {
    case 'create-app':
    case 'delete-app':
    case 'set-secrets':
    case 'unset-secrets':
      return step.flyApp
    case 'assign-address':
      return addressInWords(step.address)
    case 'release-address':
      return step.ip
    case 'request-certificate':
    case 'delete-certificate':
      return step.hostname
    case 'cordon-machine':
    case 'uncordon-machine':
    case 'stop-machine':
    case 'destroy-machine':
    case 'create-volume':
    case 'extend-volume':
    case 'update-volume':
    case 'create-snapshot':
    case 'delete-volume':
      return step.slot
    case 'create-machine':
    case 'update-machine':
    case 'set-metadata':
    case 'start-machine':
    case 'replace-machine':
    case 'restart-machine':
      return step.machine.slot
    default:
      return step satisfies never
  }
}

/** A step that is still to be done, so that «first: …» and «could not …» go before it: `create web/ams/0`. */
export function toDo(step: Step): string {
  const subject = subjectOf(step)
  switch (step.kind) {
    case 'create-app':
      return `create the app ${subject}`
    case 'delete-app':
      return `delete the app ${subject}`
    case 'set-secrets':
      return `write ${secretsOf(step)}`
    case 'unset-secrets':
      return `unset ${secretsOf(step)}`
    case 'create-machine':
      if (step.because === 'Replaces') return `replace the broken ${subject}`
      if (step.because === 'HostLost') return `replace ${subject}, whose host is out of reach`
      return step.because === 'Successor'
        ? `create a new ${subject} beside the old one`
        : `create ${subject}${elsewhere(step)}`
    case 'update-machine':
      if (step.because === 'SecretsChanged') return `restart ${subject} with the secrets of now`
      return step.because === 'Drifted' ? `put ${subject} back` : `update ${subject}`
    case 'set-metadata':
      return `label ${subject}`
    case 'start-machine':
      return `start ${subject}`
    case 'cordon-machine':
      return `take ${subject} out of the proxy's reach`
    case 'stop-machine':
      return `stop ${subject}`
    case 'uncordon-machine':
      return `put ${subject} into the proxy's reach`
    case 'assign-address':
      return `assign the ${subject}`
    case 'release-address':
      return `release the ${addressInWords(step.address)} ${subject}`
    case 'request-certificate':
      return `request a certificate for ${subject}`
    case 'delete-certificate':
      return `give up the domain ${subject}`
    case 'destroy-machine':
      return `remove ${subject}`
    case 'replace-machine':
      return `take ${subject} off its place, for another on the same volume`
    case 'restart-machine':
      return `restart ${subject}`
    case 'create-volume':
      if (step.from?.snapshot) return `restore the volume of ${subject} from a snapshot`
      return step.from ? `copy the volume of ${subject} to another host` : `create the volume of ${subject}`
    case 'extend-volume':
      return `make the volume of ${subject} larger`
    case 'update-volume':
      return `change how the volume of ${subject} is kept`
    case 'create-snapshot':
      return `take a snapshot of the volume of ${subject}`
    case 'delete-volume':
      return `delete the volume of ${subject}`
    default:
      return step satisfies never
  }
}

/** A step that has been done, with its cause: `updated web/ams/0 as the spec says: image`. */
export function wasDone(step: Step): string {
  const subject = subjectOf(step)
  switch (step.kind) {
    case 'create-app':
      return `created the app ${subject}`
    case 'delete-app':
      return `deleted the app ${subject}, as was asked for`
    case 'set-secrets':
      return `wrote ${secretsOf(step)} of ${subject}`
    case 'unset-secrets':
      return step.because === 'Asked'
        ? `unset ${secretsOf(step)} of ${subject}, as was asked for`
        : `unset ${secretsOf(step)} of ${subject}, which the spec no longer has`
    case 'create-machine':
      if (step.because === 'Replaces') return `created a new ${subject} in place of the broken one`
      if (step.because === 'HostLost') return `created a new ${subject} in place of the one whose host is out of reach`
      return step.because === 'Successor'
        ? `created a new ${subject} beside the old one`
        : `created ${subject}${elsewhere(step)}`
    case 'update-machine':
      if (step.because === 'SecretsChanged') return `restarted ${subject} with the secrets of now`
      return step.because === 'Drifted'
        ? `put ${subject} back as the spec says`
        : `updated ${subject} as the spec says${places(step.differences)}`
    case 'set-metadata':
      return step.because === 'Drifted'
        ? `put the labels of ${subject} back as the spec says`
        : `labelled ${subject} as the spec says${places(step.differences)}`
    case 'start-machine':
      return step.because === 'Stopped'
        ? `started ${subject}, which was stopped`
        : `started ${subject} again, whose program had ended`
    case 'cordon-machine':
      return step.because === 'Succeeded'
        ? `took the old ${subject} out of the proxy's reach: all new Machines have taken over`
        : `took ${subject} out of the proxy's reach: the deletion of its App was asked for`
    case 'stop-machine':
      return `stopped ${subject}: the deletion of its App was asked for`
    case 'uncordon-machine':
      return step.because === 'AllWell'
        ? `let the new ${subject} take over: all new Machines are well`
        : `put ${subject} back into the proxy's reach`
    case 'assign-address':
      return `got the ${subject} that the spec asks for`
    case 'release-address':
      return `released the ${addressInWords(step.address)} ${subject}, which the spec no longer asks for`
    case 'request-certificate':
      return `requested a certificate for ${subject}: its owner's DNS decides when it comes`
    case 'delete-certificate':
      return `gave up the domain ${subject} with its certificates, which the spec no longer has`
    case 'destroy-machine':
      return `removed ${reasonsToDestroy[step.because](subject)}`
    case 'replace-machine':
      return `took the ${formerly[step.because]} ${subject} off its volume, for another${places(step.differences)}`
    case 'restart-machine':
      return `restarted ${subject}, whose volume has grown`
    case 'create-volume':
      return step.from ? tookPlace(subject, step.from) : `created the volume of ${subject}`
    case 'extend-volume':
      return `made the volume of ${subject} larger: ${step.sizeGb} GB instead of ${step.from} GB`
    case 'update-volume':
      return `changed how the volume of ${subject} is kept${places(step.differences)}`
    case 'create-snapshot':
      return `took a snapshot of the volume that was of ${subject}`
    case 'delete-volume':
      return `deleted the volume ${step.id} that was of ${subject}: the spec has given it up, and its time is over`
    default:
      return step satisfies never
  }
}

function tookPlace(subject: string, { volume, snapshot, takenAt }: NonNullable<CreateVolume['from']>): string {
  return snapshot === undefined || takenAt === undefined
    ? `copied the volume of ${subject} to another host, since its own is full; ${volume} is kept for a while`
    : `restored the volume of ${subject} from the snapshot ${snapshot} of ${minuteOf(takenAt)}: what was written later is missing; ${volume} is kept`
}

const formerly: Readonly<Record<Extract<Step, { kind: 'replace-machine' }>['because'], string>> = {
  SpecChanged: 'former',
  Drifted: 'former',
  Broken: 'broken',
  HostFull: 'stopped',
}

type CreateVolume = Extract<Step, { kind: 'create-volume' }>

const reasonsToDestroy: Readonly<
  Record<Extract<Step, { kind: 'destroy-machine' }>['because'], (subject: string) => string>
> = {
  SlotRemoved: (subject) => `${subject}, which the spec no longer has`,
  Replaced: (subject) => `the former ${subject}: another has taken its place`,
  Broken: (subject) => `the broken ${subject}: another has taken its place`,
  DeletionRequested: (subject) => `${subject}: the deletion of its App was asked for`,
  HandsOver: (subject) => `the former ${subject}: another takes its volume over`,
}

/** `the secrets A and B`: names, which is all that a step knows of them. */
function secretsOf(step: SetSecrets | UnsetSecrets): string {
  const names = step.kind === 'set-secrets' ? step.secrets.map(({ name }) => name) : step.names
  const shown = names.slice(0, mostPlaces).join(', ')
  const more = names.length > mostPlaces ? ` and ${names.length - mostPlaces} more` : ''
  return `the ${names.length === 1 ? 'secret' : 'secrets'} ${shown}${more}`
}

/** `: image, env.LOG_LEVEL and 2 more`. Places only: what stands there is for the plan to show. */
function places(differences: readonly Difference[]): string {
  if (differences.length === 0) return ''
  const shown = differences.slice(0, mostPlaces).map(({ path }) => pathInDots(path))
  const more = differences.length > shown.length ? ` and ${differences.length - shown.length} more` : ''
  return `: ${shown.join(', ')}${more}`
}

const mostPlaces = 4

/** `2026-11-25 21:40 UTC` */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`
}

/** Where it is made, if not in the region of its slot. */
export function elsewhere({ machine }: Extract<Step, { kind: 'create-machine' }>): string {
  const [, region] = machine.slot.split('/')
  return machine.region === region ? '' : ` in ${machine.region}, since ${region} is full`
}
