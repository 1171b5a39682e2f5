import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from '../a-fly.ts'
import { askGraphql, dataOf } from './ask.ts'

const createRelease = `mutation CreateRelease($input: CreateReleaseInput!) {
  createRelease(input: $input) { release { id version } }
}`
const updateRelease = `mutation UpdateRelease($input: UpdateReleaseInput!) {
  updateRelease(input: $input) { release { id } }
}`

describe('deploy of a ready image', () => {
  test('resolves the image, writes a release down, and how it ended', async () => {
    const fly = aFly()
    await fly.makeApp()
    const image = `query($appName: String!, $imageRef: String!) {
      app(name: $appName) { id image(ref: $imageRef) { id digest ref compressedSize: compressedSizeFull manifest } }
    }`
    const { createBuild } = await dataOf(
      fly,
      'mutation($input: CreateBuildInput!) { createBuild(input: $input) { id status } }',
      {
        input: {
          appName: 'shop',
          builderType: 'local',
          strategiesAvailable: ['docker'],
          imageOpts: { imageRef: 'nginx:1' },
        },
      },
    )
    const resolved = await dataOf(fly, image, { appName: 'shop', imageRef: 'nginx:1' })
    await fly.clock.advance(1_500)
    const { finishBuild } = await dataOf(
      fly,
      'mutation($input: FinishBuildInput!) { finishBuild(input: $input) { id status wallclockTimeMs } }',
      { input: { appName: 'shop', buildId: createBuild.id, status: 'completed' } },
    )
    const made = await dataOf(fly, createRelease, {
      input: aRelease({ image: 'nginx:1', definition: { app: 'shop' } }),
    })
    const { id, version } = made.createRelease.release
    await dataOf(fly, updateRelease, { input: { releaseId: id, status: 'running' } })
    const before = await currentOf(fly)
    await dataOf(fly, updateRelease, { input: { releaseId: id, status: 'complete', metadata: { a: 1 } } })

    const machine = await fly.makeMachine()
    const { body } = await fly.ask('GET', machine.path)
    expect(resolved.app.image).toMatchObject({
      ref: 'nginx:1',
      digest: body.image_ref.digest,
      manifest: { schemaVersion: 2 },
    })
    expect(finishBuild).toMatchObject({ id: createBuild.id, status: 'completed' })
    expect(finishBuild.wallclockTimeMs).toBeGreaterThan(1_500)
    expect(version).toBe(1)
    expect(before).toMatchObject({
      currentRelease: null,
      newest: { version: 1, status: 'running', imageRef: 'nginx:1' },
    })
    expect(await currentOf(fly)).toMatchObject({
      currentRelease: { version: 1, status: 'complete', inProgress: false },
      newest: { configDefinition: { app: 'shop' } },
      config: { definition: { app: 'shop' } },
    })
  })

  test('is told that the registry has no such image', async () => {
    const fly = aFly()
    await fly.makeApp()

    expect(await dataOf(fly, '{ app(name: "shop") { image(ref: "nginx:missing") { id } } }')).toEqual({
      app: { image: null },
    })
  })

  test('is told by createBuild that there is no app', async () => {
    const input = { appName: 'shop', builderType: 'local', strategiesAvailable: [] }

    const { errors } = await askGraphql(
      aFly(),
      'mutation($input: CreateBuildInput!) { createBuild(input: $input) { id } }',
      { input },
    )

    expect(errors).toMatchObject([{ message: 'Could not find App', path: ['createBuild'] }])
  })

  test.each([
    ['a release that is none', { releaseId: 'x', status: 'failed' }, 'Could not find Release'],
    ['a state that is none', { status: 'great' }, 'Validation failed: Status is not included in the list'],
  ])('refuses %s', async (_, change, message) => {
    const fly = aFly()
    await fly.makeApp()
    const { createRelease: made } = await dataOf(fly, createRelease, { input: aRelease() })

    const { errors } = await askGraphql(fly, updateRelease, { input: { releaseId: made.release.id, ...change } })

    expect(errors[0]?.message).toBe(message)
  })

  test('bluegreen asks whether it may', async () => {
    const fly = aFly()
    await fly.makeApp()
    const ask = 'query($appName: String!) { canPerformBluegreenDeployment(name: $appName) }'

    expect(await dataOf(fly, ask, { appName: 'shop' })).toEqual({ canPerformBluegreenDeployment: true })
    expect((await askGraphql(fly, ask, { appName: 'none' })).errors[0]?.message).toBe('Could not find App "none"')
  })
})

describe('releases', () => {
  const list = `query($appName: String!, $limit: Int!, $status: String) {
    app(name: $appName) {
      releases: releasesUnprocessed(first: $limit, status: $status) {
        nodes { id version description reason status imageRef stable user { id email name } createdAt }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }`

  test('are listed with the newest first, and go with their app', async () => {
    const fly = aFly()
    await fly.makeApp()
    for (let nth = 0; nth < 3; nth++) await dataOf(fly, createRelease, { input: aRelease() })
    const { app } = await dataOf(fly, list, { appName: 'shop', limit: 2 })
    const rest = await dataOf(
      fly,
      'query($after: String) { app(name: "shop") { releasesUnprocessed(after: $after) { nodes { version } } } }',
      { after: app.releases.pageInfo.endCursor },
    )

    expect(app.releases).toMatchObject({
      nodes: [{ version: 3, status: 'pending', stable: false }, { version: 2 }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    })
    expect(app.releases.nodes[0].user.email).toMatch(/@tokens\.fly\.io$/)
    expect(rest.app.releasesUnprocessed.nodes).toEqual([{ version: 1 }])

    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(60_000)
    await fly.makeApp()
    expect((await dataOf(fly, list, { appName: 'shop', limit: 2 })).app.releases.nodes).toEqual([])
  })

  test('are looked through by scale count for the last that was completed', async () => {
    const fly = aFly()
    await fly.makeApp()
    const made = await dataOf(fly, createRelease, { input: aRelease() })
    await dataOf(fly, updateRelease, { input: { releaseId: made.createRelease.release.id, status: 'complete' } })
    await dataOf(fly, createRelease, { input: aRelease() })

    const { app } = await dataOf(fly, list, { appName: 'shop', limit: 1, status: 'complete' })

    expect(app.releases.nodes).toMatchObject([{ version: 1, stable: true }])
  })
})

const aRelease = (more: object = {}) => ({
  appId: 'shop',
  image: 'nginx:1',
  platformVersion: 'machines',
  strategy: 'ROLLING',
  definition: {},
  // As genqlient sends it: what is not given is empty, not absent.
  clientMutationId: '',
  buildId: '',
  ...more,
})

async function currentOf(fly: AFly) {
  const { app } = await dataOf(
    fly,
    `{
      app(name: "shop") {
        currentRelease { version status inProgress }
        newest: currentReleaseUnprocessed { id version status imageRef configDefinition }
        config { definition }
      }
    }`,
  )
  return app
}
