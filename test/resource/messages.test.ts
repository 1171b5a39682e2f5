import { describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import { aSpec, told } from './spec-text.ts'

/** The messages alone. */
function messages(text: string): readonly string[] {
  return readText({ file: 'acme.yaml', bytes: text }).problems.map(({ message }) => message)
}

describe('what is said about a mistake', () => {
  test('is shown under the line, with a caret below the part that is meant', () => {
    expect(told(aSpec('region:\n  ams: 2'))).toBe(
      [
        'acme.yaml:10:7 UnknownField',
        '  10 |       region:',
        '     |       ^^^^^^',
        '  unknown field `region` in /spec/machines/web; did you mean `regions`?',
      ].join('\n'),
    )
  })

  test.each([
    ['force_https: true', 'did you mean `forceHttps`?'],
    ['image: a', 'it belongs in `spec.machines.<name>`'],
    ['zzz: 1', 'allowed here: `port`, `startPort`'],
  ])('an unknown field: %s', (field, part) => {
    const [message] = messages(aSpec(`services:\n  - internalPort: 80\n    ports:\n      - port: 80\n        ${field}`))

    expect(message).toContain(part)
  })

  test.each([
    ['env:\n  PORT: 8080', '/spec/machines/web/env/PORT is the number 8080; expected text: write "8080" in quotes'],
    ['env:\n  MODE: 0644', '/spec/machines/web/env/MODE is the number 0644; expected text: write "0644" in quotes'],
    ['env:\n  ON: true', '/spec/machines/web/env/ON is `true`; expected text: write "true" in quotes'],
    ['env:\n  A:', '/spec/machines/web/env/A has no value; expected text: give it one, or take the key out'],
    ['env: text', '/spec/machines/web/env is the text "text"; expected keys with values, like `{"LOG_LEVEL":"info"}`'],
    [
      'count: "2"',
      '/spec/machines/web/count is the text "2"; expected a whole number from 0 to 1000: write it without quotes',
    ],
    ['count: 2.5', '/spec/machines/web/count is the number 2.5; expected a whole number from 0 to 1000'],
    ['count: 1001', '/spec/machines/web/count is the number 1001; expected a whole number from 0 to 1000'],
    [
      'command: serve',
      '/spec/machines/web/command is the text "serve"; expected a list: put each item on its own line after a dash',
    ],
    ['size: shared-cpu-1', 'did you mean `shared-cpu-1x`?'],
    [
      'stop: {timeout: 30}',
      '/spec/machines/web/stop/timeout is the number 30; expected a number and a unit, like 30s, 5m or 1h',
    ],
    ['regions: {asm: 1}', 'did you mean `ams`?'],
    ['dns: {skipRegistration: yes}', 'expected true or false: write true'],
    ['regions: {}', '/spec/machines/web/regions has 0 keys; expected at least 1'],
  ])('a wrong value: %s', (group, part) => {
    expect(messages(aSpec(group)).join('\n')).toContain(part)
  })

  test('a field that is missing is told at the key that needs it, with an example', () => {
    expect(told(aSpec().replace('image: acme:1', 'count: 1'))).toBe(
      [
        'acme.yaml:8:5 SchemaViolation',
        '  8 |     web:',
        '    |     ^^^',
        '  /spec/machines/web has no `image`, which it needs: add it, for example `image: "registry.fly.io/acme:v12"`',
      ].join('\n'),
    )
  })

  test('a choice of forms is one mistake, not one for each form', () => {
    expect(messages(aSpec('', 'primaryRegion: ams\nrollout: {maxUnavailable: half}'))).toEqual([
      '/spec/rollout/maxUnavailable is the text "half"; expected a whole number from 1 to 1000, or a share from 1% to 100%',
    ])
  })

  test.each([
    [
      'kind: app',
      ['`kind` is the text "app"; Artifact knows `App`, `Grant` and `Policy` of artifact/v1; did you mean `App`?'],
    ],
    [
      'kind: Deployment',
      ['`kind` is the text "Deployment"; Artifact knows `App`, `Grant` and `Policy` of artifact/v1'],
    ],
    ['a: 1', ['the document has no `kind`: add one of `App`, `Grant` or `Policy`']],
    ['- a', ['the document is a list; expected keys with values: apiVersion, kind, metadata and spec']],
  ])('a document of another kind: %s', (text, expected) => {
    expect(messages(text)).toEqual(expected)
  })

  test('another version is told, and the rest is checked nevertheless', () => {
    expect(messages(aSpec('count: -1').replace('artifact/v1', 'artifact/v2'))).toEqual([
      '`apiVersion` is the text "artifact/v2"; expected `artifact/v1`: write that',
      '/spec/machines/web/count is the number -1; expected a whole number from 0 to 1000',
    ])
  })

  test.each([
    ['name: acme', 'name: Acme'],
    ['name: acme', `name: -${'a'.repeat(64)}`],
    ['web:', '9web:'],
    ['primaryRegion: ams', 'primaryRegion: ams\n  flyApp: acme_prod'],
    ['primaryRegion: ams', 'primaryRegion: ams\n  network: acme-'],
  ])('a name that Fly refuses: %s → %s', (from, to) => {
    const { problems } = readText({ file: 'acme.yaml', bytes: aSpec().replace(from, to) })

    expect(problems).toMatchObject([{ code: 'InvalidName' }])
    expect(problems[0]?.message).toMatch(/lower-case letters, digits and dashes|has 65 characters; expected at most 63/)
  })

  test('a text is repeated in a form that can do no harm, and not at length', () => {
    const [message = ''] = messages(aSpec(`"a\u202e\\e[2J${'x'.repeat(500)}": 1`))

    expect(message).toContain('`a\\u{202e}\\u{001b}[2Jxxx')
    expect(message.length).toBeLessThan(1000)
  })
})
