import { freeMachineOf, type Premises } from '../premises.ts'
import type { Reply, Route } from '../routes.ts'
import { exec } from './exec.ts'
import { limitMemory, readMemory, reclaimMemory } from './memory.ts'
import { listProcesses } from './processes.ts'
import { sendSignal, signalIn } from './signals.ts'

/** What is done inside a Machine that runs. `signalProgram`: whether a program of this computer runs there, which gets it. */
export function insideRoutes(
  premises: Premises,
  signalProgram: (machineId: string, name: string) => boolean,
): readonly Route[] {
  const { truth, laws } = premises
  const path = (what: string) => `/v1/apps/:app/machines/:id/${what}`
  const deed = { countedBy: 'id', isDeed: true } as const
  const look = { countedBy: 'id', isDeed: false } as const
  const signal: Route['answer'] = (ask): Reply => {
    const before = freeMachineOf(premises, ask)
    const name = signalIn(ask.body())
    const after = sendSignal(before, name, laws)
    if (!signalProgram(before.id, name) && after !== before) truth.putMachine(after)
    return { status: 200, body: { ok: true } }
  }
  return [
    { ...deed, method: 'POST', path: path('exec'), action: 'exec-machine', answer: (ask) => exec(premises, ask) },
    { ...deed, method: 'POST', path: path('signal'), action: 'signal-machine', answer: signal },
    {
      ...look,
      method: 'GET',
      path: path('ps'),
      action: 'list-processes',
      answer: (ask) => listProcesses(premises, ask),
    },
    { ...look, method: 'GET', path: path('memory'), action: 'get-memory', answer: (ask) => readMemory(premises, ask) },
    { ...deed, method: 'PUT', path: path('memory'), action: 'set-memory', answer: (ask) => limitMemory(premises, ask) },
    {
      ...deed,
      method: 'POST',
      path: path('memory/reclaim'),
      action: 'reclaim-memory',
      answer: (ask) => reclaimMemory(premises, ask),
    },
  ]
}
