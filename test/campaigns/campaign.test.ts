import { describe, expect, test } from 'vitest'
import { campaign } from './campaign.ts'

describe('a campaign', () => {
  const oddOnesFail = campaign({
    name: 'C99',
    about: 'fails for odd seeds',
    runSeed: async (seed) =>
      seed % 2 === 0 ? undefined : { broken: 'I0: it is odd', trace: ['0.000s  it was drawn'] },
  })

  test('counts, and tells of each failure what broke, what came before and how to see it again', async () => {
    const lines: string[] = []

    const result = await oddOnesFail.run({ seeds: 4, from: 2, report: (line) => lines.push(line) })

    expect(result).toMatchObject({ passed: 2, failed: 2 })
    expect(lines[0]).toBe(
      'C99, seed 3: I0: it is odd\n  0.000s  it was drawn\nREPLAY  npm run campaign -- C99 --seeds 1 --from 3',
    )
  })

  test('does not run seeds that there are not', async () => {
    const short = campaign({ name: 'C98', about: '', runSeed: async () => undefined, count: async () => 3 })

    expect(await short.run({ seeds: 10, from: 2, report: () => undefined })).toMatchObject({ passed: 2, failed: 0 })
    expect(await short.run({ seeds: 10, from: 9, report: () => undefined })).toMatchObject({ passed: 0, failed: 0 })
  })

  test('fails as a whole when what it should have seen never happened', async () => {
    const blind = campaign({
      name: 'C97',
      about: '',
      runSeed: async () => undefined,
      atEnd: () => ({ broken: 'nothing was lost', trace: [] }),
    })

    expect(await blind.run({ seeds: 2, from: 1, report: () => undefined })).toMatchObject({ passed: 2, failed: 1 })
  })
})
