import type { Operation } from '../../../store/store.ts'
import type { Answer } from '../answer.ts'
import type { Asked } from '../tool.ts'

/** The operation, as soon as it has ended or `waitSeconds` are over. */
export async function waitForEnd(id: string, waitSeconds: number, asked: Asked): Promise<Operation> {
  const { operations, clock, signal } = asked
  const until = clock.monotonic() + waitSeconds * 1_000
  for (;;) {
    const operation = await operations.operation(id)
    const leftMs = until - clock.monotonic()
    if (operation.state !== 'running' || leftMs <= 0 || signal.aborted) return operation
    await clock.sleep(Math.min(betweenLooksMs, leftMs), signal).catch(() => undefined)
  }
}

/** How an operation stands, and what has happened to its App since the event `since`. */
export async function showOperation(operation: Operation, since: number | undefined, asked: Asked): Promise<Answer> {
  const { id, ref, state, generation, message, startedAt, endedAt } = operation
  const app = ref.slice('App/'.length)
  const all = await asked.operations.events({
    name: app,
    limit: mostEvents,
    ...(since !== undefined && { after: since }),
  })
  const events = all.filter(({ at }) => since !== undefined || at >= startedAt)
  const last = all.at(-1)?.seq ?? since ?? 0
  const isRunning = state === 'running'
  return {
    summary: `Operation ${id} (generation ${generation} of ${app}) ${words[state]}.`,
    data: {
      ...{ operation_id: id, app, status: state, generation, started_at: startedAt, ended_at: endedAt },
      ...{ last_event: last, ...(isRunning && { poll_after_ms: pollAfterMs }) },
      message,
      events: events.map(({ seq, at, kind, message: told }) => ({ seq, at, kind, message: told })),
    },
    untrusted: ['message', 'events'],
    next: nextFor(operation, last),
  }
}

const words = {
  running: 'is running',
  succeeded: 'has succeeded: the App is Ready',
  failed: 'has failed; what was done until then stays',
  superseded: 'was superseded by a later change',
} as const

function nextFor({ id, state, ref }: Operation, last: number): string[] {
  const app = ref.slice('App/'.length)
  switch (state) {
    case 'running':
      return [`Call get_operation with operation_id ${id}, since_event ${last} and wait_seconds 20.`]
    case 'succeeded':
      return []
    case 'failed':
      return [`Call get_app_status with app ${app}, correct the spec and plan again, or plan an older revision.`]
    case 'superseded':
      return [`Call get_app_status with app ${app}.`]
    default:
      return state satisfies never
  }
}

const betweenLooksMs = 500
const pollAfterMs = 2_000
const mostEvents = 50
