import { expect, test } from 'vitest'
import type { Things } from '../fly.ts'

export function secretContract({ subject, run, eventually, eventuallyDone, anApp, aMachine }: Things): void {
  const call = { signal: new AbortController().signal }

  test('secrets are written and deleted together, are never read back, and have a version that rises', async () => {
    const { fly } = subject()
    const app = await anApp()
    const names = () => fly.listSecrets(app, call).then((secrets) => secrets.map(({ name }) => name).sort())
    const first = await eventuallyDone(() => fly.setSecrets(app, { ONE: 'romance', OTHER: 'x' }, call))
    await eventually(names, (found) => found.join() === 'ONE,OTHER')
    const second = await eventuallyDone(() => fly.setSecrets(app, { ONE: 'novel', OTHER: null, NOBODY: null }, call))
    expect(second.version).toBeGreaterThan(first.version)
    await eventually(names, (found) => found.join() === 'ONE')

    const listed = await run(fly.listSecrets(app, call))
    expect(listed[0]?.digest).toBe(second.secrets.find(({ name }) => name === 'ONE')?.digest)
    expect(JSON.stringify([first, second, listed])).not.toMatch(/romance|novel/)
  })

  test('a Machine comes up with secrets that are as new as it asks for', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { version } = await eventuallyDone(() => fly.setSecrets(app, { ONE: 'romance' }, call))
    const config = { image: 'registry-1.docker.io/library/nginx:alpine' }
    const wanted = { name: 'web-ams-0-k3f9q2', region: 'ams', config, min_secrets_version: version }
    const { id } = await eventuallyDone(() => fly.createMachine(app, wanted, call))
    expect(await run(fly.waitMachine(app, id, { states: ['started'] }, 120_000, call))).toBe('started')
  })

  test('a name that cannot be one is refused, without a word of the value', async () => {
    const { fly } = subject()
    const app = await anApp()
    await aMachine(app)
    const answer = await run(fly.setSecrets(app, { 'not a-name': 'romance' }, call))
    expect(answer).toMatchObject({ result: 'refused', error: { code: 'Invalid' } })
    expect(String(answer.result === 'refused' && answer.error.message)).not.toContain('romance')
  })
}
