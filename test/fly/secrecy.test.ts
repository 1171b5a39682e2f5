import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { aScriptedFly, aSecret, broken, call, json, type Reaction, text } from './scripted.ts'

// With a line feed and quotes in it, so that it looks different wherever it is written down.
const canary = 'canary "one"\ntwo'
const shapes = [canary, JSON.stringify(canary).slice(1, -1), btoa(canary), 'canary', 'two']

/** What Fly might say, and the value in it. */
const answers: readonly (readonly [string, Response | Error | Reaction])[] = [
  ['a refusal that repeats the value', json({ error: `invalid value ${canary} for KEY` }, 400)],
  ['a refusal that repeats it encoded', json({ error: `invalid value ${btoa(canary)}` }, 422)],
  ['a refusal that repeats the request', ({ body }) => text(JSON.stringify(body), 400)],
  ['a page that repeats it', text(`<html><title>${canary}</title></html>`, 502)],
  ['a success that is none, with the value', text(canary, 200)],
  ['a success of something else', json({ secrets: [{ name: canary }], version: 'x' })],
  ['a success that shows the value', json({ secrets: [{ ...aSecret, value: canary }], version: 1 })],
  ['a broken connection', broken(`ECONNRESET ${canary}`)],
  ['a header that cannot be sent', new Error(`invalid body ${canary}`)],
]

describe('a secret value', () => {
  test.each(answers)('is not repeated after %s', async (_, reaction) => {
    const { fly, answer, logged, seen, run } = aScriptedFly()
    answer(reaction)
    const result = await run(fly.setSecrets('shop', { KEY: canary }, call))
    expect(seen[0]?.body).toEqual({ values: { KEY: canary } })
    const told = [inspect(result, { depth: 9, showHidden: true }), JSON.stringify(result), ...logged].join()
    for (const shape of shapes) expect(told).not.toContain(shape)
  })

  test('costs nobody the meaning: what is asked, the status and the code are told', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: `bad ${canary}` }, 400))
    const answered = await fly.setSecrets('shop', { KEY: canary }, call)
    if (answered.result !== 'refused') throw new Error('it was not refused')
    expect(answered.error.message).toBe('Fly would not write the secrets of shop: status 400')
    expect(answered.error).toMatchObject({ code: 'Invalid', status: 400, requestId: '01TESTREQ123-iad' })
  })
})
