import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import { markedConfig, readMarks } from '../../controller/plan/marks.ts'
import { anApp } from '../support/builders.ts'

const [machine] = desire(anApp('shop', { web: { metadata: { role: 'a' }, labels: { team: 'b' } } }), 1).machines
if (machine === undefined) throw new Error('no Machine')
const writer = { ref: 'App/shop', operation: 'op_1', epoch: 7 } as const

describe('the marks in a Machine’s metadata', () => {
  test('are read as they were written', () => {
    expect(readMarks(markedConfig(machine, writer).metadata ?? {})).toEqual({
      app: 'shop',
      slot: 'web/ams/0',
      hash: machine.hash,
      operation: 'op_1',
      keys: ['label_team', 'role'],
      metadataHash: expect.stringMatching(/^[0-9a-f]{8}$/),
      epoch: 7,
    })
  })

  test('stand beside what the spec asks for, and change nothing else', () => {
    const { metadata, ...config } = markedConfig(machine, writer)
    expect(metadata).toMatchObject({ role: 'a', label_team: 'b' })
    expect(config).toEqual({ ...machine.config, metadata: undefined })
  })

  test('leave other people’s keys in place, but not what we set before and want no more', () => {
    const live = {
      config: { image: 'x', metadata: { theirs: 'y', old: 'z', role: 'edited', artifact_op: 'op_0' } },
      metadataKeys: ['old', 'role'],
    }
    const { metadata } = markedConfig(machine, writer, live)
    expect(metadata).toMatchObject({ theirs: 'y', role: 'a', artifact_op: 'op_1' })
    expect(metadata).not.toHaveProperty('old')
  })

  test('may have been written by anybody', () => {
    expect(readMarks({ artifact_epoch: '1e9', artifact_keys: ',,a' })).toMatchObject({
      epoch: undefined,
      keys: ['a'],
      hash: undefined,
    })
  })
})
