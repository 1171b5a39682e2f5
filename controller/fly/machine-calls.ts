import { undefinedWhenNotFound } from './app-calls.ts'
import type { Ask } from './ask.ts'
import { refusedFromState } from './classify.ts'
import type { DeedOnMachine, Fly } from './fly.ts'
import type { FlyAction } from './limits.ts'
import type { Forgive, Line } from './line.ts'
import { machineFrom, machinesFrom, nothingFrom } from './shapes.ts'
import { isGone } from './states.ts'

/** What is asked about Machines, but for waiting. */
export function createMachineCalls(
  line: Line,
): Pick<
  Fly,
  | 'listMachines'
  | 'getMachine'
  | 'createMachine'
  | 'updateMachine'
  | 'startMachine'
  | 'stopMachine'
  | 'restartMachine'
  | 'suspendMachine'
  | 'cordonMachine'
  | 'uncordonMachine'
  | 'destroyMachine'
  | 'putMetadata'
> {
  /** `POST …/machines/{id}/start` and the like, which answer nothing of interest. */
  function act(verb: Verb, app: string, id: string, call: DeedOnMachine, forgive?: Forgive<void>) {
    const action: FlyAction = `${verb}-machine`
    const what = `${verb} Machine ${id} of ${app}`
    const ask: Ask = { action, id, what, method: 'POST', path: [...pathOf(app, id), verb], nonce: call.nonce }
    return line.deed(ask, call, nothingFrom, forgive)
  }

  return {
    async listMachines(app, call) {
      const what = `list the Machines of ${app}`
      const ask: Ask = { action: 'list-machines', id: app, what, method: 'GET', path: ['apps', app, 'machines'] }
      const machines = await line.read(ask, call, machinesFrom)
      return machines.filter(({ state }) => !isGone(state))
    },
    getMachine(app, id, call) {
      const ask: Ask = {
        action: 'get-machine',
        id,
        what: `read Machine ${id} of ${app}`,
        method: 'GET',
        path: pathOf(app, id),
      }
      return line.read(ask, call, (value) => machineFrom(value, { id })).catch(undefinedWhenNotFound)
    },
    createMachine(app, machine, call) {
      const { name, region, config, skip_launch, skip_service_registration, min_secrets_version } = machine
      const ask: Ask = {
        action: 'create-machine',
        id: app,
        what: `create the Machine ${name} in ${app}`,
        method: 'POST',
        path: ['apps', app, 'machines'],
        body: { name, region, config, skip_launch, skip_service_registration, min_secrets_version },
      }
      return line.deed(ask, call, (value) => machineFrom(value, { name }))
    },
    updateMachine(app, id, change, call) {
      const { config, current_version, skip_launch, skip_service_registration, min_secrets_version } = change
      const ask: Ask = {
        action: 'update-machine',
        id,
        what: `update Machine ${id} of ${app}`,
        method: 'POST',
        path: pathOf(app, id),
        body: { config, current_version, skip_launch, skip_service_registration, min_secrets_version },
        nonce: call.nonce,
      }
      return line.deed(ask, call, (value) => machineFrom(value, { id }))
    },
    startMachine: (app, id, call) => act('start', app, id, call, whenRefusedFrom('started')),
    stopMachine: (app, id, call) => act('stop', app, id, call, whenRefusedFrom('stopped')),
    restartMachine: (app, id, call) => act('restart', app, id, call),
    suspendMachine: (app, id, call) => act('suspend', app, id, call, whenRefusedFrom('suspended')),
    cordonMachine: (app, id, call) => act('cordon', app, id, call),
    uncordonMachine: (app, id, call) => act('uncordon', app, id, call),
    destroyMachine(app, id, call) {
      const ask: Ask = {
        action: 'destroy-machine',
        id,
        what: `destroy Machine ${id} of ${app}`,
        method: 'DELETE',
        path: pathOf(app, id),
        query: { force: true },
        nonce: call.nonce,
      }
      return line.deed(ask, call, nothingFrom, ({ error }) =>
        error.code === 'NotFound' ? { value: undefined } : undefined,
      )
    },
    putMetadata(app, id, metadata, version, call) {
      const ask: Ask = {
        action: 'put-metadata',
        id,
        what: `write the metadata of Machine ${id} of ${app}`,
        method: 'PUT',
        path: [...pathOf(app, id), 'metadata'],
        body: { metadata, machine_version: version },
      }
      return line.deed(ask, call, nothingFrom)
    },
  }
}

export function pathOf(app: string, id: string): readonly string[] {
  return ['apps', app, 'machines', id]
}

type Verb = 'start' | 'stop' | 'restart' | 'suspend' | 'cordon' | 'uncordon'

/** Refused because it is so already: `unable to start machine from current state: 'started'`. */
function whenRefusedFrom(state: string): Forgive<void> {
  return ({ words }) => (words !== undefined && refusedFromState(words) === state ? { value: undefined } : undefined)
}
