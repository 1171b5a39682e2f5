import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Step } from '../../controller/plan/step.ts'
import { toDo, wasDone } from '../../controller/plan/step-words.ts'
import { anApp } from '../support/builders.ts'

const [machine] = desire(anApp('shop', { web: { regions: { ams: 1 } } }), 1).machines
if (!machine) throw new Error('the spec has a Machine')

const paths = ['/image', '/env/LOG_LEVEL', '/services/0/internal_port', '/restart', '/guest', '/init']
const differences = paths.map((path) => ({ path, want: 1, have: 2 }))
const image = differences.slice(0, 1)
const there = { flyApp: 'shop', effect: 'none', id: 'm1', version: '01A' } as const
const onMachine = { ...there, machine, differences } as const
const gone = { ...there, kind: 'destroy-machine', slot: 'web/ams/0' } as const
const app = { flyApp: 'shop', effect: 'none' } as const

describe('a step in words', () => {
  test.each<[Step, string, string]>([
    [
      { ...app, kind: 'create-app', network: 'shop', because: 'AppMissing' },
      'create the app shop',
      'created the app shop',
    ],
    [
      { ...app, kind: 'create-machine', machine, retries: undefined, because: 'Missing' },
      'create web/ams/0',
      'created web/ams/0',
    ],
    [
      { ...app, kind: 'create-machine', machine, retries: undefined, because: 'Replaces' },
      'replace the broken web/ams/0',
      'created a new web/ams/0 in place of the broken one',
    ],
    [
      { ...onMachine, differences: image, kind: 'update-machine', because: 'SpecChanged' },
      'update web/ams/0',
      'updated web/ams/0 as the spec says: image',
    ],
    [
      { ...onMachine, kind: 'update-machine', because: 'SpecChanged' },
      'update web/ams/0',
      'updated web/ams/0 as the spec says: image, env.LOG_LEVEL, services[0].internal_port, restart and 2 more',
    ],
    [
      { ...onMachine, kind: 'update-machine', because: 'Drifted' },
      'put web/ams/0 back',
      'put web/ams/0 back as the spec says',
    ],
    [
      { ...onMachine, differences: [], kind: 'set-metadata', because: 'SpecChanged' },
      'label web/ams/0',
      'labelled web/ams/0 as the spec says',
    ],
    [
      { ...onMachine, kind: 'set-metadata', because: 'Drifted' },
      'label web/ams/0',
      'put the labels of web/ams/0 back as the spec says',
    ],
    [
      { ...there, kind: 'start-machine', machine, because: 'Stopped' },
      'start web/ams/0',
      'started web/ams/0, which was stopped',
    ],
    [
      { ...there, kind: 'start-machine', machine, because: 'Crashed' },
      'start web/ams/0',
      'started web/ams/0 again, whose program had ended',
    ],
    [{ ...gone, because: 'SlotRemoved' }, 'remove web/ams/0', 'removed web/ams/0, which the spec no longer has'],
    [{ ...gone, because: 'Replaced' }, 'remove web/ams/0', 'removed the former web/ams/0: another has taken its place'],
    [{ ...gone, because: 'Broken' }, 'remove web/ams/0', 'removed the broken web/ams/0: another has taken its place'],
    [
      { ...gone, because: 'DeletionRequested' },
      'remove web/ams/0',
      'removed web/ams/0: the deletion of its App was asked for',
    ],
    [
      { ...app, kind: 'delete-app', because: 'DeletionRequested' },
      'delete the app shop',
      'deleted the app shop, as was asked for',
    ],
  ])('$kind ($because)', (step, before, after) => {
    expect([toDo(step), wasDone(step)]).toEqual([before, after])
  })
})
