import type { Controller } from '../engine/controller.ts'
import type { Intake } from '../engine/intake.ts'
import type { Besides } from '../plan/adoption/live-app.ts'
import { specFrom } from '../plan/adoption/spec-from.ts'
import { printable } from '../plan/printable.ts'
import { toYaml } from '../resource/print.ts'
import { flyAppOf, type Provenance } from '../resource/resource.ts'
import { readDraft } from './draft.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations } from './operations.ts'

/** `importApp` and `adopt` of the operations. */
export function createImporting(options: {
  readonly controller: Controller
  readonly intake: Intake
  readonly provenanceOf: (caller: Caller) => Provenance
}): Pick<Operations, 'importApp' | 'adopt'> {
  const { controller, intake, provenanceOf } = options
  return {
    async adopt(draft, caller, signal) {
      const [resource, ...more] = readDraft(draft)
      if (resource === undefined || more.length > 0) {
        throw new OperationError('Invalid', 'more than one App at once', 'adopt apps one by one')
      }
      const by = provenanceOf(caller)
      const accept = async () => (await intake.accept(resource, by)).stored
      const adoption = await controller.adopt(resource, accept, signal)
      if (adoption.result === 'adopted') {
        controller.wake(adoption.adopted.ref, 'person')
        return adoption.adopted
      }
      const { result, objections } = adoption
      const message = `the app ${flyAppOf(resource)} was not adopted: ${objections.join('; ')}`
      throw result === 'refused'
        ? new OperationError('Conflict', message, 'see what `artifact import` writes of it; nothing was changed')
        : new OperationError('Unavailable', message, 'try again in a moment; nothing was changed')
    },

    async importApp(flyApp, signal) {
      const survey = await controller.survey(flyApp, signal)
      if (survey.app !== 'present') {
        const whose = survey.app === 'foreign' ? ', and the name belongs to another one' : ''
        const repair = 'name an app of the organisation that this controller works for'
        throw new OperationError('NotFound', `the organisation has no Fly app ${flyApp}${whose}`, repair)
      }
      const { document, objections, besides } = specFrom(survey.live)
      const text = `${preface(flyApp, objections, besides)}${toYaml(document)}`
      return { flyApp, text, document, objections, besides }
    },
  }
}

/** What the spec does not say, as comments: so that who reads the file later knows it as well. */
function preface(flyApp: string, objections: readonly string[], besides: Besides): string {
  const kept = sayKept(besides)
  return [
    `Written from the live app ${flyApp} by \`artifact import\`.`,
    ...(kept.length > 0 ? ['', 'Not said below, and left as it is:', ...kept.map(item)] : []),
    ...(objections.length > 0
      ? ['', 'The app cannot be adopted like this, since what runs would change:', ...objections.map(item)]
      : []),
  ]
    .map((line) => `# ${printable(line)}`.trimEnd())
    .join('\n')
    .concat('\n')
}

function sayKept({ secrets, volumes, addresses, hostnames }: Besides): readonly string[] {
  return [
    ['secrets', secrets, 'a spec cannot name them; Machines get them as before'],
    ['volumes', volumes, 'no Machine has them; they stay, and cost money'],
    ['addresses', addresses, 'the app keeps them'],
    ['hostnames', hostnames, 'the app keeps answering to them'],
  ].flatMap(([what, some, meaning]) => (some?.length ? `${what} ${[some].flat().join(', ')}: ${meaning}` : []))
}

function item(text: string): string {
  return `- ${text}`
}
