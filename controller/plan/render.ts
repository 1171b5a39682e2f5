import { addressInWords } from '../resource/address.ts'
import { pathInDots } from './path-in-dots.ts'
import type { Plan } from './plan.ts'
import { priceChangeInWords } from './price-words.ts'
import { printable, printableValue } from './printable.ts'
import type { Difference, DueSecret, Effect, Step, Wait } from './step.ts'
import { elsewhere, minuteOf, subjectOf } from './step-words.ts'
import { summarize, summaryLine } from './summary.ts'

/** How words are coloured. picocolors' object is one. */
export type Paint = Readonly<Record<'green' | 'yellow' | 'red' | 'cyan' | 'dim' | 'bold', (text: string) => string>>

const asItIs = (text: string) => text

/** No colour at all: for files and pipes. */
export const plain: Paint = { green: asItIs, yellow: asItIs, red: asItIs, cyan: asItIs, dim: asItIs, bold: asItIs }

/**
 * A plan as a person reads it: a line that sums it up, then wave by wave what is done to what and why, with each value
 * that changes, then what is waited for. Ends with a line break.
 */
export function render(plan: Plan, paint: Paint = plain): string {
  const { ref, generation, digest, waves, waits, price } = plan
  const summary = summarize(plan)
  const about = paint.dim(`· generation ${generation} · plan ${digest.slice(0, 12)}`)
  const width = Math.max(0, ...waves.flat().map((step) => subjectOf(step).length))
  const lines = [
    `${paint.bold(ref)}: ${summaryLine(summary)} ${about}`,
    `price ${priceChangeInWords(price)} ${paint.dim(`· table of ${price.asOf}`)}`,
  ]
  waves.forEach((wave, index) => {
    lines.push('', paint.dim(`wave ${index + 1} of ${waves.length}`))
    lines.push(...wave.flatMap((step) => renderStep(step, width, paint)))
  })
  if (waits.length > 0) {
    lines.push('', paint.dim('waiting'))
    lines.push(...waits.map((wait) => renderWait(wait, paint)))
  }
  return `${lines.join('\n')}\n`
}

function renderStep(step: Step, width: number, paint: Paint): string[] {
  const { sign, colour } = signs[step.kind]
  const words = `${subjectOf(step).padEnd(width)}  ${printable(wordsFor(step))}`
  const id = 'id' in step ? ` ${paint.dim(`(${printable(step.id)})`)}` : ''
  const effect = effects[step.effect] === '' ? '' : ` ${paint.dim('·')} ${paint.yellow(effects[step.effect])}`
  return [
    `  ${paint[colour](sign)} ${words}${id}${effect}`,
    ...detailsOf(step).map((detail) => `      ${printable(detail)}`),
    ...('differences' in step
      ? step.differences.map((difference) => `      ${renderDifference(difference, paint)}`)
      : []),
  ]
}

const signs: Readonly<
  Record<Step['kind'], { readonly sign: string; readonly colour: 'green' | 'yellow' | 'red' | 'cyan' }>
> = {
  'create-app': { sign: '+', colour: 'green' },
  'set-secrets': { sign: '+', colour: 'green' },
  'unset-secrets': { sign: '−', colour: 'red' },
  'create-machine': { sign: '+', colour: 'green' },
  'update-machine': { sign: '↻', colour: 'yellow' },
  'set-metadata': { sign: '~', colour: 'cyan' },
  'start-machine': { sign: '▶', colour: 'green' },
  'stop-machine': { sign: '■', colour: 'yellow' },
  'cordon-machine': { sign: '~', colour: 'yellow' },
  'uncordon-machine': { sign: '~', colour: 'green' },
  'destroy-machine': { sign: '−', colour: 'red' },
  'assign-address': { sign: '+', colour: 'green' },
  'release-address': { sign: '−', colour: 'red' },
  'replace-machine': { sign: '±', colour: 'red' },
  'restart-machine': { sign: '↻', colour: 'yellow' },
  'create-volume': { sign: '+', colour: 'green' },
  'extend-volume': { sign: '↑', colour: 'green' },
  'update-volume': { sign: '~', colour: 'cyan' },
  'create-snapshot': { sign: '+', colour: 'green' },
  'delete-volume': { sign: '−', colour: 'red' },
  'request-certificate': { sign: '+', colour: 'green' },
  'delete-certificate': { sign: '−', colour: 'red' },
  'delete-app': { sign: '−', colour: 'red' },
}

const effects: Readonly<Record<Effect, string>> = {
  none: '',
  restart: 'restarts',
  replace: 'what it serves goes elsewhere or ends',
  'data-loss': 'gone for good',
  public: 'reachable from outside',
  cost: 'costs money',
}

function wordsFor(step: Step): string {
  switch (step.kind) {
    case 'create-app':
      return `create the app in the network ${step.network}: it is missing`
    case 'create-machine': {
      const why = reasonsToCreate[step.because]
      return step.retries ? 'create: what became of the last try is not known' : `create${elsewhere(step)}: ${why}`
    }
    case 'set-secrets':
      return `write ${step.secrets.length === 1 ? 'a secret' : `${step.secrets.length} secrets`}`
    case 'unset-secrets':
      return step.because === 'Asked' ? 'unset: somebody asked for it' : 'unset: the spec no longer has it'
    case 'update-machine':
      if (step.because === 'SecretsChanged') return 'restart: its secrets are older than those of now'
      return step.because === 'SpecChanged' ? 'update: the spec changed' : 'put back: somebody else changed it'
    case 'set-metadata':
      return step.because === 'SpecChanged' ? 'label: the spec changed' : 'label again: somebody else changed it'
    case 'start-machine':
      return step.because === 'Stopped' ? 'start: it is stopped' : 'start again: its program ended'
    case 'cordon-machine':
      return step.because === 'Succeeded'
        ? "out of the proxy's reach: all new Machines have taken over"
        : "out of the proxy's reach: its deletion was asked for"
    case 'stop-machine':
      return 'stop: its deletion was asked for'
    case 'uncordon-machine':
      return step.because === 'AllWell' ? 'take over: all new Machines are well' : "back into the proxy's reach"
    case 'assign-address':
      return step.address === 'v4' ? 'assign: the spec asks for it, for $2 a month' : 'assign: the spec asks for it'
    case 'release-address':
      return `release the ${addressInWords(step.address)}: the spec no longer asks for it`
    case 'request-certificate':
      return 'request its certificate: the spec has it'
    case 'delete-certificate':
      return 'give it up with its certificates: the spec no longer has it'
    case 'destroy-machine':
      return reasonsToDestroy[step.because]
    case 'replace-machine':
      return reasonsToReplace[step.because]
    case 'restart-machine':
      return 'restart: its volume has grown, and it does not see that yet'
    case 'create-volume':
      if (step.from) return restoring(step, step.from)
      return step.retries
        ? `create the volume of ${step.volume.sizeGb} GB: nothing came of the last try`
        : `create the volume of ${step.volume.sizeGb} GB: it is missing`
    case 'extend-volume':
      return `make the volume larger: ${step.from} GB → ${step.sizeGb} GB`
    case 'update-volume':
      return step.because === 'SpecChanged'
        ? 'keep the volume otherwise: the spec changed'
        : 'keep the volume as before: somebody else changed that'
    case 'create-snapshot':
      return 'take a snapshot of the volume: it is to be deleted'
    case 'delete-volume':
      return 'delete the volume: the spec has given it up, and its time is over'
    case 'delete-app':
      return 'delete the app, and its addresses and certificates with it: its deletion was asked for'
    default:
      return step satisfies never
  }
}

function restoring(step: Extract<Step, { kind: 'create-volume' }>, from: NonNullable<typeof step.from>): string {
  const { volume, snapshot, takenAt } = from
  const what = `the volume of ${step.volume.sizeGb} GB`
  if (snapshot === undefined || takenAt === undefined) return `copy ${what} from ${volume}, whose host is full`
  const why = step.because === 'VolumeLost' ? `${volume} was deleted` : `the host of ${volume} is out of reach`
  return `restore ${what} from the snapshot ${snapshot} of ${minuteOf(takenAt)}: ${why}, and what was written later is missing`
}

const reasonsToCreate: Readonly<Record<Extract<Step, { kind: 'create-machine' }>['because'], string>> = {
  Missing: 'it is missing',
  Replaces: 'the Machine there is broken',
  HostLost: 'the host of the Machine there is out of reach',
  Successor: 'a successor, beside the old one',
}

const reasonsToDestroy: Readonly<Record<Extract<Step, { kind: 'destroy-machine' }>['because'], string>> = {
  SlotRemoved: 'remove: the spec no longer has it',
  Replaced: 'remove: another Machine has its place',
  Broken: 'remove: it is broken, and another has its place',
  DeletionRequested: 'remove: deletion was asked for',
  HandsOver: 'remove: another takes its volume over',
}

const reasonsToReplace: Readonly<Record<Extract<Step, { kind: 'replace-machine' }>['because'], string>> = {
  SpecChanged: 'replace: only another Machine can have another volume or none',
  Drifted: 'replace: somebody else changed it, and only another Machine can be otherwise',
  Broken: 'replace: it is broken, and its volume can have no second Machine meanwhile',
  HostFull: 'replace: its host has no room to start it, so its volume is to be copied to another',
}

const reasonsToWrite: Readonly<Record<DueSecret['because'], string>> = {
  Missing: 'it is missing',
  HandedIn: 'somebody has handed it in',
  Rotated: 'another takes its place',
  SpecChanged: 'the spec has it made from now on',
  Drifted: 'somebody else changed it',
}

function detailsOf(step: Step): string[] {
  if (step.kind === 'set-secrets') return step.secrets.map(({ name, because }) => `${name}: ${reasonsToWrite[because]}`)
  if (step.kind === 'unset-secrets') return [...step.names]
  if (step.kind !== 'create-machine') return []
  const { image, guest } = step.machine.config
  return [
    guest
      ? `${image} on ${guest.cpus} ${guest.cpu_kind} ${guest.cpus === 1 ? 'cpu' : 'cpus'}, ${guest.memory_mb} MB`
      : image,
  ]
}

function renderDifference({ path, want, have }: Difference, paint: Paint): string {
  const name = printable(pathInDots(path))
  if (path.endsWith('/raw_value')) return `${name}: the content is another`
  return `${name}: ${paint.red(printableValue(have))} → ${paint.green(printableValue(want))}`
}

// The message names what it is about.
function renderWait({ message }: Wait, paint: Paint): string {
  return `  ${paint.dim('·')} ${printable(message)}`
}
