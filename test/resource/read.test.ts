import { describe, expect, test } from 'vitest'
import { readAll, readText } from '../../controller/resource/read.ts'
import { aSpec, codes, told } from './spec-text.ts'

describe('reading specs', () => {
  test('a spec becomes a resource with its defaults filled in', () => {
    const { documents, problems } = readText({ file: 'acme.yaml', bytes: aSpec('restart: {}') })

    expect(problems).toEqual([])
    expect(documents).toEqual([
      {
        file: 'acme.yaml',
        at: { file: 'acme.yaml', line: 1, column: 1, length: 1 },
        resource: {
          apiVersion: 'artifact/v1',
          kind: 'App',
          metadata: { name: 'acme' },
          spec: {
            primaryRegion: 'ams',
            paused: false,
            machines: { web: { image: 'acme:1', restart: { policy: 'always' } } },
            rollout: {
              strategy: 'rolling',
              maxUnavailable: 1,
              healthyWithin: '5m',
              smoke: '0s',
              keepOld: '1m',
              onFailure: 'pause',
            },
            drift: { mode: 'enforce' },
            deletion: { keepFor: '1d' },
          },
        },
      },
    ])
  })

  test('JSON is YAML too', () => {
    const { documents } = readText({ file: 'acme.yaml', bytes: aSpec() })
    const json = JSON.stringify(documents[0]?.resource)

    expect(readText({ file: 'acme.json', bytes: json }).documents[0]?.resource).toEqual(documents[0]?.resource)
  })

  test('a file holds any number of documents, and each knows where it begins', () => {
    const text = `# two of them\n---\n${aSpec()}---\n\n# the other one\n${aSpec().replace('acme', 'bcme')}`

    const { documents } = readText({ file: 'both.yaml', bytes: text })

    expect(documents.map(({ resource, at }) => [resource.metadata.name, at.line])).toEqual([
      ['acme', 3],
      ['bcme', 15],
    ])
  })

  test.each(['', '# nothing yet\n', '---\n', '---\n---\n# nothing\n...\n', ' \n\n', '\u{feff}'])(
    'a file without documents is no problem: %j',
    (text) => {
      expect(readText({ file: 'empty.yaml', bytes: text })).toEqual({ documents: [], rules: [], problems: [] })
    },
  )

  test('a document with a problem yields nothing, the others of its file do', () => {
    const broken = aSpec().replace('image', 'imago')
    const text = [aSpec(), broken, 'a: *b\n', 'a: "\n', aSpec().replace('acme', 'bcme')].join('---\n')

    const { documents, problems } = readText({ file: 'some.yaml', bytes: text.replace('a: "\n', 'a: b: c\n') })

    expect(documents.map(({ resource }) => resource.metadata.name)).toEqual(['acme', 'bcme'])
    expect(problems.map(({ code }) => code)).toEqual(['SchemaViolation', 'UnknownField', 'YamlSyntax', 'YamlSyntax'])
  })

  test('all mistakes of a document are told at once, in the order of its lines', () => {
    const text = aSpec('region: {ams: 1}\nmemoryMb: 300\nenv:\n  PORT: 8080').replace('name: acme', 'name: Acme')

    expect(codes(text)).toEqual(['4 InvalidName', '10 UnknownField', '11 InvalidGuest', '13 SchemaViolation'])
  })

  test('of very many mistakes the first fifty are told, and that there are more', () => {
    const text = aSpec(Array.from({ length: 80 }, (_, number) => `unknown${number}: 1`).join('\n'))

    const { problems } = readText({ file: 'acme.yaml', bytes: text })

    expect(problems).toHaveLength(50)
    expect(problems.at(-1)?.message).toMatch(/there are more problems/)
  })

  test('a byte order mark does not move the places', () => {
    const bytes = new TextEncoder().encode(`\u{feff}${aSpec().replace('apiVersion', 'apiversion')}`)

    const { problems } = readText({ file: 'acme.yaml', bytes })

    expect(problems.map(({ at }) => at)).toContainEqual({ file: 'acme.yaml', line: 1, column: 1, length: 10 })
  })

  test('invalid UTF-8 is told with the place of the first wrong byte', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('a: é\nb: é'), 0xc3, 0x28])

    const { problems } = readText({ file: 'acme.yaml', bytes })

    expect(problems).toMatchObject([{ code: 'NotReadable', at: { line: 2, column: 5 } }])
  })

  test('numbers and truth are read as YAML 1.2 has them', () => {
    const { documents, problems } = readText({
      file: 'acme.yaml',
      bytes: aSpec('env:\n  NO: no\n  TIME: 12:30:45\n  DATE: 2026-01-01\n  MODE: "0644"'),
    })

    expect(problems).toEqual([])
    expect(documents[0]?.resource.spec.machines.web?.env).toEqual({
      NO: 'no',
      TIME: '12:30:45',
      DATE: '2026-01-01',
      MODE: '0644',
    })
  })

  test('two keys that read the same are one too many, whatever their quotes', () => {
    expect(told(aSpec('env:\n  A: "1"\n  "A": "2"'))).toBe(
      [
        'acme.yaml:12:9 DuplicateKey',
        '  12 |         "A": "2"',
        '     |         ^^^',
        '  the key `A` is there twice: it first stands in line 11; keep one of the two',
      ].join('\n'),
    )
  })

  test('a thousand files are read in well under the three seconds that are promised', () => {
    const inputs = Array.from({ length: 1000 }, (_, number) => ({
      file: `${number}.yaml`,
      bytes: new TextEncoder().encode(aSpec('env: {A: b}').replace('acme', `acme-${number}`)),
    }))
    const before = process.threadCpuUsage()

    const { documents } = readAll(inputs)

    const { user, system } = process.threadCpuUsage(before)
    expect(documents).toHaveLength(1000)
    expect((user + system) / 1000).toBeLessThan(3000)
  })
})

describe('YAML that cannot be read', () => {
  test.each([
    ['a:\n\tb: 1\n', '2:1', 'a tab is no indentation in YAML: use spaces'],
    ['a: b: c\n', '1:4', 'write a text with `: ` in it in quotes'],
    ['a: "b\n', '2:1', 'look for a missing quote, comma, colon, space or bracket'],
    ['a: @b\n', '1:4', 'write the text in quotes'],
    ['a: [1\n', '2:1', 'a bracket is not closed up to here'],
    ['a\nb: 1\n', '1:1', 'is the colon missing, or a quote not closed?'],
    ['a: "b" c\n', '1:8', 'a text with signs of YAML in it is written in quotes'],
    ['a: 1\n  b: 2\n', '1:4', ''],
    ['a: &x 1\n', '1:4', '`&x` names a value for aliases'],
    ['a: *x\n', '1:4', '`*x` stands for a value from elsewhere'],
    ['a: !secret x\n', '1:4', 'the tag `!secret` says nothing here: take it out'],
    ['? [a]\n: b\n', '1:3', 'a key is one word'],
    ['%YAML 1.1\n---\na: 1\n', '1:1', 'without directives: take this line out'],
    ['a: 1\n]\n', '2:1', ''],
  ])('%j', (text, place, part) => {
    const shown = told(text)

    expect(shown).toContain(`acme.yaml:${place} YamlSyntax`)
    expect(shown).toContain(part)
  })

  test.each([
    ['a\0b', 'there is a NUL character here'],
    ['a: \u001b[2J', 'the control character U+001B is here'],
    ['a: 1\rb: 2', 'save the file with LF line ends'],
    ['a: \ud800', 'half of a surrogate pair'],
    [Buffer.from('\u{feff}a: 1', 'utf16le'), 'the file is UTF-16: save it as UTF-8'],
  ])('%j is no text', (bytes, part) => {
    const { problems } = readText({ file: 'acme.yaml', bytes })

    expect(problems).toMatchObject([{ code: 'NotReadable' }])
    expect(problems[0]?.message).toContain(part)
  })
})

describe('specs that get in each other’s way', () => {
  const read = (...texts: readonly string[]) =>
    readAll(texts.map((bytes, index) => ({ file: `${'abc'[index]}.yaml`, bytes })))

  test('two of one name are both refused, and each says where the other is', () => {
    const { documents, problems } = read(aSpec(), aSpec())

    expect(documents).toEqual([])
    expect(problems.map(({ code, at, message }) => [code, at?.file, message.slice(0, 28)])).toEqual([
      ['DuplicateName', 'a.yaml', 'App/acme is also in b.yaml:4'],
      ['DuplicateName', 'b.yaml', 'App/acme is also in a.yaml:4'],
    ])
  })

  test('two that mean one Fly app are both refused, and a third is read', () => {
    const other = aSpec().replace('acme', 'other')
    const { documents, problems } = read(
      aSpec(),
      aSpec('', 'primaryRegion: ams\nflyApp: acme').replace('acme', 'bcme'),
      other,
    )

    expect(documents.map(({ resource }) => resource.metadata.name)).toEqual(['other'])
    expect(problems).toMatchObject([
      { code: 'FlyAppClash', path: '/metadata/name', at: { file: 'a.yaml', line: 4, column: 9 } },
      { code: 'FlyAppClash', path: '/spec/flyApp', at: { file: 'b.yaml', line: 7, column: 11 } },
    ])
  })

  test('two of one name in one file are seen as well', () => {
    expect(codes(`${aSpec()}---\n${aSpec()}`)).toEqual(['4 DuplicateName', '14 DuplicateName'])
  })
})

describe('domains of several resources', () => {
  const withDomain = (name: string) =>
    [
      'apiVersion: artifact/v1',
      'kind: App',
      `metadata: {name: ${name}}`,
      'spec:',
      '  primaryRegion: ams',
      '  addresses: {ipv6: true}',
      '  domains:',
      '    - shop.example.com',
      '  machines: {web: {image: shop:1, services: [{internalPort: 8080, ports: [{port: 443, handlers: [tls]}]}]}}',
    ].join('\n')

  test('are those of one of them: each is told where the other is', () => {
    const { documents, problems } = readText({
      file: 'two.yaml',
      bytes: `${withDomain('shop')}\n---\n${withDomain('blog')}`,
    })
    expect(documents).toEqual([])
    expect(problems).toMatchObject([
      { code: 'DomainClash', path: '/spec/domains/0', at: { line: 8 } },
      { code: 'DomainClash', at: { line: 18 } },
    ])
    expect(problems[0]?.message).toContain('is a domain of App/blog too (two.yaml:18:7)')
  })
})
