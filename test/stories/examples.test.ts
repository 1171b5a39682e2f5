import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { sealed } from '../../controller/rotation/secret.ts'
import { imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'

const examples = join(import.meta.dirname, '..', '..', 'examples')
const stories = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

function specOf(story: string, file: string): Resource | undefined {
  const path = join(examples, story, file)
  return existsSync(path) ? readText({ file, bytes: readFileSync(path) }).documents[0]?.resource : undefined
}

/** What a person does whose App waits for secrets. */
async function handInSecrets(house: House, { metadata, spec }: Resource): Promise<void> {
  for (const [name, { provided }] of Object.entries(spec.secrets ?? {})) {
    if (provided) await house.hand(metadata.name, name, { kind: 'set', value: sealed('a value'), by: 'ada' })
  }
}

describe('the examples, on the simulated Fly', () => {
  let house: House
  afterEach(() => house.close())

  test.each(stories)('%s comes to be what its app.yaml says', async (story) => {
    const app = specOf(story, 'app.yaml')
    if (!app) throw new Error(`${story} has no app.yaml`)
    house = await aHouse({ specs: [app] })
    await handInSecrets(house, app)
    await house.converge()
    await house.settle()
    expect((await house.status(app.metadata.name))?.conditions[0]).toMatchObject({ type: 'Ready', status: 'True' })
  })

  test.each(stories.filter((story) => story !== 'failed-rollout' && specOf(story, 'after.yaml')))(
    '%s then becomes what its after.yaml says',
    async (story) => {
      house = await aHouse({ specs: [specOf(story, 'app.yaml') as Resource] })
      await house.converge()
      await house.submit(specOf(story, 'after.yaml') as Resource)
      await house.converge()
    },
  )

  test('failed-rollout stops at the first Machine, as its README says, and goes on with the old image', async () => {
    const app = specOf('failed-rollout', 'app.yaml') as Resource
    house = await aHouse({ specs: [app] })
    await house.converge()
    await house.settle()
    await house.submit(specOf('failed-rollout', 'after.yaml') as Resource)
    await house.advance(3 * 60_000)

    const images = house.world.machines().map(imageOf)
    expect(images.filter((image) => image.endsWith(':crash'))).toHaveLength(1)
    expect((await house.status(app.metadata.name))?.conditions).toMatchObject([
      { type: 'Ready', status: 'False' },
      { type: 'Reconciling' },
      { type: 'Stalled', status: 'True', reason: 'RolloutStopped' },
    ])

    await house.submit(app)
    await house.converge()
  })
})
