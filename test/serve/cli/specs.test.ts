import { describe, expect, test } from 'vitest'
import { priceList } from '../../../controller/plan/app-price.ts'
import { desire } from '../../../controller/plan/desire.ts'
import { type Client, createClient } from '../../../controller/serve/cli/client.ts'
import type { Submitted } from '../../../controller/serve/operations.ts'
import { anApp } from '../../support/builders.ts'
import { artifact, aSpec, aView, refusing } from './a-command.ts'

const good = aSpec('acme')
const bad = good.replace('regions', 'region')
const files = { 'a.yaml': good, 'b.yaml': aSpec('globex'), 'bad.yaml': bad, 'empty.yaml': '# nothing yet\n' }

/** Where nobody answers. */
const nobody = {
  connect: (url: string) =>
    createClient({
      url,
      fetch: async () => Promise.reject(new TypeError('fetch failed')),
      user: 'ada',
      signal: new AbortController().signal,
    }),
}

describe('artifact validate', () => {
  test('says how much was found valid', async () => {
    expect(await artifact('validate a.yaml b.yaml', { files })).toMatchObject({
      code: 0,
      out: '✓ 2 files, 2 Apps: all valid',
    })
  })

  test('shows each mistake under its line, with what was probably meant', async () => {
    const { code, out, err } = await artifact('validate a.yaml bad.yaml', {
      files: { ...files, 'a.yaml': files['b.yaml'] },
    })
    expect(code).toBe(1)
    expect(out).toContain('bad.yaml:4:42 UnknownField')
    expect(out).toContain('  4 | spec: {machines: {web: {image: "shop:1", region: {ams: 1}}}}')
    expect(out).toContain('    |                                          ^^^^^^')
    expect(out).toContain('did you mean `regions`?')
    expect(err.trim()).toMatch(/^\d problems? in 1 of 2 files$/)
  })

  test('gives programs one JSON document', async () => {
    const { out } = await artifact('validate bad.yaml --json', { files })
    const unknownField = expect.objectContaining({ code: 'UnknownField', path: '/spec/machines/web/region' })
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      files: 1,
      apps: [],
      problems: expect.arrayContaining([unknownField]),
    })
  })

  test('a file without a spec is not valid: it would do nothing', async () => {
    expect(await artifact('validate empty.yaml', { files })).toMatchObject({
      code: 1,
      err: expect.stringContaining('artifact explain App'),
    })
    expect(JSON.parse((await artifact('validate empty.yaml --json', { files })).out)).toMatchObject({ valid: false })
  })

  test('a file that is not there is named', async () => {
    expect(await artifact('validate nowhere.yaml')).toMatchObject({
      code: 1,
      err: 'error: nowhere.yaml is not there\n       name files or directories of specs',
    })
  })
})

describe('artifact plan', () => {
  test('without a controller plans against an empty Fly, and says so', async () => {
    const { code, out, err } = await artifact('plan -f a.yaml', { files, deps: nobody })
    expect(code).toBe(0)
    expect(out).toContain('App/acme: app to create, 1 to create')
    expect(err).toContain('no controller answers at http://127.0.0.1:4380: planned against an empty Fly')
    expect(err).toContain('1 App: 2 steps to do')
  })

  test('a controller that was named has to answer', async () => {
    const { code } = await artifact('plan -f a.yaml --url http://127.0.0.1:1', { files, deps: nobody })
    expect(code).toBe(4)
    const env = { ARTIFACT_URL: 'http://127.0.0.1:1' }
    expect((await artifact('plan -f a.yaml', { files, deps: { ...nobody, env } })).code).toBe(4)
  })

  test('--exit-code ends with 2 when there is something to do', async () => {
    expect((await artifact('plan -f a.yaml --offline --exit-code', { files })).code).toBe(2)
    expect((await artifact('plan --exit-code', { client: { plan: async () => [] } })).code).toBe(0)
  })

  test('--json is the plans and nothing else', async () => {
    const { out, err } = await artifact('plan -f a.yaml b.yaml --offline --json', { files })
    expect(JSON.parse(out)).toMatchObject([{ ref: 'App/acme' }, { ref: 'App/globex' }])
    expect(err).toBe('')
  })

  test('without files it is about what is stored', async () => {
    const asked: unknown[] = []
    const plan = async (name?: string) => {
      asked.push(name)
      return []
    }
    await artifact('plan', { client: { plan } })
    await artifact('plan acme', { client: { plan } })
    expect(asked).toEqual([undefined, 'acme'])
    expect(await artifact('plan', { deps: nobody })).toMatchObject({
      code: 4,
      err: expect.stringContaining('artifact up'),
    })
    expect((await artifact('plan specs/acme.yaml')).err).toContain('artifact plan -f specs/acme.yaml')
    expect((await artifact('plan --offline')).err).toContain('-f specs/')
  })

  test('an invalid spec is shown as validate shows it, and the controller is not asked', async () => {
    expect(await artifact('plan -f bad.yaml', { files })).toMatchObject({
      code: 1,
      out: expect.stringContaining('^^^'),
    })
    const { out } = await artifact('plan -f bad.yaml --json', { files })
    expect(JSON.parse(out).error).toMatchObject({ code: 'Invalid', problems: expect.any(Array) })
  })
})

describe('artifact price', () => {
  test('prices files by themselves, line by line, and says how sure that is', async () => {
    const { code, out, err } = await artifact('price -f a.yaml b.yaml', { files, deps: nobody })
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'APP     GROUP  A MONTH  FOR',
        'acme    web    $2.02    1 × shared-cpu-1x, 256 MB in ams',
        'globex  web    $2.02    1 × shared-cpu-1x, 256 MB in ams',
      ].join('\n'),
    )
    expect(err).toContain('2 Apps: about $4.04 a month')
    expect(err).toContain('Not counted: traffic')
  })

  test('prices what the controller has stored, and gives programs all of it', async () => {
    const list = priceList(desire(anApp('acme', { web: { count: 2 }, worker: { schedule: 'daily' } }), 1))
    const asked: (string | undefined)[] = []
    const client = {
      async price(name?: string) {
        asked.push(name)
        return [list]
      },
    }
    const { out } = await artifact('price acme', { client })
    expect(out.split('\n').slice(1)).toEqual([
      'acme  web     $4.04           2 × shared-cpu-1x, 256 MB in ams',
      '      worker  $0 to $2.02     1 × shared-cpu-1x, 256 MB in ams, while its schedule runs it',
      '      total   $4.04 to $6.06',
    ])
    expect(JSON.parse((await artifact('price --json', { client })).out)).toEqual([list])
    expect(asked).toEqual(['acme', undefined])
  })

  test('refuses what is wrong, and a name and files at once', async () => {
    expect(await artifact('price -f bad.yaml', { files })).toMatchObject({ code: 1 })
    expect(await artifact('price acme -f a.yaml', { files })).toMatchObject({
      code: 1,
      err: expect.stringContaining('at once'),
    })
  })
})

describe('artifact import', () => {
  const imported = {
    flyApp: 'acme',
    text: good,
    document: {},
    objections: [] as string[],
    besides: { secrets: [], volumes: [], addresses: [], hostnames: [] },
  }

  test('shows the spec, or writes it to a file', async () => {
    const client = { importApp: async () => imported }
    expect(await artifact('import acme', { client })).toMatchObject({ code: 0, out: good.trimEnd(), written: {} })
    expect(await artifact('import acme -o acme.yaml', { client })).toMatchObject({
      code: 0,
      out: '',
      written: { 'acme.yaml': good },
    })
    expect(JSON.parse((await artifact('import acme --json', { client })).out)).toEqual(imported)
  })

  test('adopts the app if asked, with the very spec that it wrote', async () => {
    const sent: string[][] = []
    const adopt = async (...given: [string, string]) => {
      sent.push(given)
      return { ref: 'App/acme', generation: 1, machines: 3 } as const
    }
    const client = { importApp: async () => imported, adopt }
    expect(await artifact('import acme -o acme.yaml --adopt', { client })).toMatchObject({
      code: 0,
      err: expect.stringContaining('App/acme has adopted acme: 3 Machines'),
    })
    expect((await artifact('apply -f a.yaml --adopt', { client, files })).out).toContain(
      'App/acme adopted · generation 1',
    )
    expect(sent).toEqual([
      [good, 'acme.yaml'],
      [good, 'a.yaml'],
    ])
    const hindered = { importApp: async () => ({ ...imported, objections: ['a volume'] }) }
    expect(await artifact('import acme --adopt', { client: hindered })).toMatchObject({ code: 1 })
  })

  test('says when the app could not be adopted so', async () => {
    const client = { importApp: async () => ({ ...imported, objections: ['a volume'] }) }
    expect((await artifact('import acme', { client })).err).toContain('cannot be adopted like this: 1 reason')
  })
})

describe('artifact apply', () => {
  /** A controller that takes everything in, and remembers what it was asked. */
  async function accepting(line: string, client: Partial<Client> = {}) {
    const [plan] = JSON.parse((await artifact('plan -f a.yaml --offline --json', { files })).out)
    const sent: unknown[] = []
    const submit: Client['submit'] = async (text, file, options) => {
      sent.push([file, options])
      const name = /name: (\w+)/.exec(text)?.[1]
      const submitted: Submitted = {
        ref: `App/${name}`,
        generation: 4,
        changed: true,
        operation: undefined,
        plan: options.dryRun ? plan : undefined,
      }
      return [submitted]
    }
    const ended = await artifact(line, { files, client: { submit, get: async () => aView('acme'), ...client } })
    return { ...ended, sent, digest: String(plan.digest) }
  }

  test('shows the plan, submits the text, and says what became of it', async () => {
    const { code, out, err, sent } = await accepting('apply -f a.yaml')
    expect(code).toBe(0)
    expect(out).toContain('App/acme: app to create, 1 to create')
    expect(out.split('\n').at(-1)).toBe('App/acme accepted · generation 4')
    expect(err).toBe('follow it: artifact status acme --watch')
    expect(sent).toEqual([
      ['a.yaml', { dryRun: true }],
      ['a.yaml', {}],
    ])
  })

  test('nothing is submitted when one of several would be refused', async () => {
    const submitted: string[] = []
    const submit: Client['submit'] = async (_text, file, { dryRun }) => {
      if (!dryRun) submitted.push(file)
      return file === 'b.yaml' ? refusing('Conflict', 'App/other holds this Fly app', 'name another')() : []
    }
    const { code, err } = await artifact('apply -f a.yaml b.yaml', { files, client: { submit } })
    expect([code, submitted, err]).toEqual([1, [], expect.stringContaining('App/other holds this Fly app')])
  })

  test('--plan takes the beginning of a digest, and submits with the whole of it', async () => {
    const { digest } = await accepting('apply -f a.yaml')
    const { code, sent } = await accepting(`apply -f a.yaml --plan ${digest.slice(0, 12)}`)
    expect([code, sent.at(-1)]).toEqual([0, ['a.yaml', { planDigest: digest }]])
  })

  test('another plan than the one that was seen is not applied', async () => {
    const { code, err, sent } = await accepting('apply -f a.yaml --plan 000000000000')
    expect([code, sent.length, err]).toEqual([1, 1, expect.stringContaining('nothing was changed')])
    expect((await accepting('apply -f a.yaml --plan 0')).err).toContain('too little of a digest')
    expect((await accepting('apply -f a.yaml b.yaml --plan 000000000000')).err).toContain('--plan is about one App')
  })

  test('while Fly cannot be asked there is no plan, and specs are taken in all the same', async () => {
    const submit: Client['submit'] = async (_text, _file, { dryRun }) =>
      dryRun
        ? refusing('Unavailable', 'Fly does not answer', 'try again')()
        : [{ ref: 'App/acme', generation: 1, changed: true, operation: undefined, plan: undefined }]
    const { code, out, err } = await artifact('apply -f a.yaml', { files, client: { submit } })
    expect([code, out]).toEqual([0, 'App/acme accepted · generation 1'])
    expect(err).toContain('no plan now: Fly does not answer')
  })

  test('with --wait ends with 0 only when all are Ready', async () => {
    const waitFor: Client['waitFor'] = async (name, condition) =>
      name === 'acme'
        ? { name, condition, generation: 4 }
        : refusing('NotReady', `${name} crashes`, 'correct the image')()
    const list = async () => [aView('acme'), aView('globex')]
    const { code, err } = await accepting('apply -f a.yaml b.yaml --wait', { waitFor, list })
    expect(code).toBe(1)
    expect(err).toContain('✓ acme is Ready after')
    expect(err).toContain('✗ globex crashes\n  correct the image')
  })

  test('programs get plans, what was submitted and how it ended in one document', async () => {
    const waitFor: Client['waitFor'] = async (name, condition) => ({ name, condition, generation: 4 })
    const { out } = await accepting('apply -f a.yaml --wait --json', { waitFor })
    expect(JSON.parse(out)).toMatchObject({
      plans: [{ ref: 'App/acme' }],
      submitted: [{ ref: 'App/acme', generation: 4 }],
      ends: [{ name: 'acme', reached: true }],
    })
  })
})

describe('artifact explain', () => {
  test('tells what a field means, where it is and what may be in it', async () => {
    const { out, code } = await artifact('explain app.spec.rollout.maxUnavailable')
    expect(code).toBe(0)
    expect(out).toContain('default 1')
    expect(out).toContain('for example "25%"')
  })

  test('begins with the App when nothing is named', async () => {
    expect((await artifact('explain')).out).toMatch(/^App/)
  })

  test('a field that is not there is told with those that are', async () => {
    expect(await artifact('explain App.spec.rolout')).toMatchObject({
      code: 1,
      err: expect.stringContaining('rollout'),
    })
  })

  test('gives programs the field', async () => {
    expect(JSON.parse((await artifact('explain App.spec.flyApp --json')).out)).toMatchObject({ path: 'spec.flyApp' })
  })
})
