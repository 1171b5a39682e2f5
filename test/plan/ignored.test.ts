import { describe, expect, test } from 'vitest'
import type { MachineConfig } from '../../controller/fly/wire.ts'
import { keepIgnored, withoutIgnored } from '../../controller/plan/ignored.ts'

const wanted: MachineConfig = {
  image: 'shop:2',
  env: { LEVEL: '2' },
  services: [{ protocol: 'tcp', internal_port: 80, min_machines_running: 1 }],
}
const live: MachineConfig = {
  image: 'shop:1',
  env: { LEVEL: '1', DEBUG: 'yes', 'a/b': 'c' },
  services: [{ protocol: 'tcp', internal_port: 80, min_machines_running: 5 }],
}

describe('what is ignored', () => {
  test.each<[string, object]>([
    ['/env/DEBUG', { env: { LEVEL: '2', DEBUG: 'yes' } }],
    ['/env/a~1b', { env: { LEVEL: '2', 'a/b': 'c' } }],
    ['/env', { env: live.env }],
    ['/services/0/min_machines_running', { services: live.services }],
    ['/image', { image: 'shop:1' }],
    ['/services/1', {}],
    ['/guest/cpus', {}],
    ['/env/NOT_THERE', {}],
  ])('%s stays as it is live', (pointer, expected) => {
    expect(keepIgnored(wanted, live, [pointer])).toEqual({ ...wanted, ...expected })
  })

  test('goes where others took it away', () => {
    expect(keepIgnored(wanted, { ...live, env: {} }, ['/env/LEVEL'])).toMatchObject({ env: {} })
  })

  test('is put into a map that the spec does not have', () => {
    const { env: _, ...bare } = wanted
    expect(keepIgnored(bare, live, ['/env/DEBUG'])).toEqual({ ...bare, env: { DEBUG: 'yes' } })
  })

  test('changes nothing that was given, and nothing of what every object has', () => {
    const before = structuredClone(wanted)
    keepIgnored(wanted, live, ['/env/DEBUG', '/services/0/internal_port'])
    expect(wanted).toEqual(before)
    expect(keepIgnored(wanted, live, ['/env/constructor', '/__proto__/polluted'])).toEqual(wanted)
    expect({}).not.toHaveProperty('polluted')
  })

  test('is no difference, and nor is what lies beneath it', () => {
    const found = ['/env/DEBUG', '/env/DEBUG2', '/services/0/ports/0/port'].map((path) => ({ path, want: 1, have: 2 }))
    expect(withoutIgnored(found, ['/env/DEBUG', '/services']).map(({ path }) => path)).toEqual(['/env/DEBUG2'])
  })
})
