import type { SyncReport } from '../engine/sync.ts'
import { showProblems } from '../resource/show.ts'
import type { Snapshot } from '../source/source.ts'
import { count } from '../status/words.ts'
import type { Io } from './cli/io.ts'

/** What has come of the specs so far. */
export type SourceState =
  | { readonly isRead: false }
  | { readonly isRead: true; readonly documents: number; readonly refusals: number }

/** Tells the person at the terminal about the specs: what is wrong with them, and what is missing. Each thing once. */
export function createSourceTeller(options: { readonly io: Io; readonly directory: string; readonly json: boolean }): {
  readonly told: (report: SyncReport, snapshot: Snapshot) => void
  readonly state: () => SourceState
} {
  const { io, directory, json } = options
  let state: SourceState = { isRead: false }
  let said = ''

  function say(report: SyncReport, snapshot: Snapshot): readonly string[] {
    const { documents, problems, texts } = snapshot
    if (documents.length === 0 && problems.length === 0)
      return [`there are no specs in ${directory} yet`, '', firstSpec]
    return [
      ...(problems.length === 0
        ? []
        : [showProblems(problems, (file) => texts.get(file), io.paint), '', stays(snapshot)]),
      ...report.failed.map(({ ref, message }) => `${io.paint.red('✗')} ${ref}: ${message}`),
      ...report.held.map((ref) => `${io.paint.yellow('!')} ${ref}: ${heldBack}`),
    ]
  }

  return {
    told(report, snapshot) {
      const { documents, problems } = snapshot
      const refusals = problems.length + report.failed.length
      state = { isRead: true, documents: documents.length, refusals }
      const { failed, held } = report
      const text = json
        ? JSON.stringify({ kind: 'SpecsRead', documents: documents.length, problems, failed, held })
        : say(report, snapshot).join('\n')
      const wasSaid = said
      said = text
      if (text === wasSaid) return
      if (json) io.out(text)
      else io.err(text === '' ? `${io.paint.green('✓')} all specs are well again` : text)
    },
    state: () => state,
  }
}

const heldBack =
  'its file says what it said before, and somebody else has had the word since; it counts again when it changes'

function stays({ troubled }: Snapshot): string {
  return `${count(troubled.length, 'file')} not taken in: what runs stays as it is`
}

const firstSpec = `Write one, for example hello.yaml:

    apiVersion: artifact/v1
    kind: App
    metadata:
      name: hello
    spec:
      machines:
        web:
          image: registry.fly.io/hello:v1
          regions: { ams: 1 }
`
