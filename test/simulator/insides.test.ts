import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

describe('a command in a Machine', () => {
  const shell = [
    ['echo', ['echo', 'hello', 'you'], 0, 'hello you\n', ''],
    ['a variable', ['sh', '-c', `echo "$GREETING" '$GREETING' $\{FLY_APP_NAME}`], 0, 'hi $GREETING shop\n', ''],
    ['a line of several', ['sh', '-c', 'true && echo a || echo b; false && echo c; echo d'], 0, 'a\nd\n', ''],
    ['an exit', ['/bin/sh', '-c', 'echo a; exit 3; echo b'], 3, 'a\n', ''],
    ['a file', ['cat', '/etc/motd'], 0, 'welcome', ''],
    ['no file', ['cat', '/etc/none'], 1, '', "cat: can't open '/etc/none': No such file or directory\n"],
    ['standard error', ['sh', '-c', 'echo oh >&2'], 0, '', 'oh\n'],
    ['no program', ['frobnicate'], 127, '', 'sh: frobnicate: not found\n'],
    ['an open quote', ['sh', '-c', 'echo "a'], 2, '', 'sh: syntax error: unterminated quoted string\n'],
    ['no variable', ['printenv', 'NONE'], 1, '', ''],
  ] as const

  test.each(shell)('%s: a failure is a success of the call', async (_, command, exit_code, stdout, stderr) => {
    const fly = aFly()
    const raw_value = Buffer.from('welcome').toString('base64')
    const { path } = await fly.makeMachine({ env: { GREETING: 'hi' }, files: [{ guest_path: '/etc/motd', raw_value }] })
    expect(await fly.ask('POST', `${path}/exec`, { command })).toMatchObject({
      status: 200,
      body: { exit_code, exit_signal: 0, stdout, stderr },
    })
  })

  test('`cmd` is made into words, but is not for a shell', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({ env: { A: '1' } })
    const run = async (cmd: string) => (await fly.ask('POST', `${path}/exec`, { cmd })).body.stdout
    expect(await run(`echo 'a b' "c" $A; echo d`)).toBe('a b c $A; echo d\n')
    expect(await run(`sh -c 'echo $A'`)).toBe('1\n')
  })

  test('it finds the environment of a Machine, and its secrets', async () => {
    const fly = aFly({ limits: false })
    await fly.makeApp()
    await fly.ask('POST', '/v1/apps/shop/secrets', { values: { KEY: 's3cret' } })
    await fly.clock.advance(5_000)
    const { path, id, version } = await fly.makeMachine()
    const { stdout } = (await fly.ask('POST', `${path}/exec`, { command: ['env'] })).body
    for (const line of ['KEY=s3cret', `FLY_MACHINE_ID=${id}`, `FLY_MACHINE_VERSION=${version}`, 'FLY_REGION=ams']) {
      expect(stdout.split('\n')).toContain(line)
    }
    await fly.ask('POST', '/v1/apps/shop/secrets', { values: { KEY: 'other' } })
    await fly.clock.advance(5_000)
    // The run began with the old value, which is not kept.
    expect((await fly.ask('POST', `${path}/exec`, { command: ['printenv', 'KEY'] })).body.stdout).not.toContain('other')
  })

  test('it takes its time, and no more than it is given', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const before = fly.clock.monotonic()
    expect((await fly.ask('POST', `${path}/exec`, { command: ['sleep', '5'], timeout: 10 })).body.exit_code).toBe(0)
    expect(fly.clock.monotonic() - before).toBeGreaterThan(5_000)
    expect(await fly.ask('POST', `${path}/exec`, { command: ['sleep', '5'], timeout: 1 })).toMatchObject({
      status: 408,
      body: { error: expect.stringMatching(/^deadline_exceeded: /) },
    })
  })

  test('it ends with the Machine', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const answer = fly.send('POST', `${path}/exec`, { command: ['sleep', '20'] })
    await fly.clock.advance(1_000)
    await fly.ask('POST', `${path}/restart`)
    await fly.clock.advance(30_000)
    expect(await (await answer).json()).toMatchObject({ exit_code: -1, exit_signal: 9 })
  })

  test('a catalogue may know commands of its own', async () => {
    const migrate = { exitCode: 0, stdout: 'migrated\n', stderr: '', tookMs: 10 }
    const fly = aFly({ images: { shop: { exec: ([name]) => (name === 'migrate' ? migrate : undefined) } } })
    const { path } = await fly.makeMachine({ image: 'shop:1' })
    const run = async (command: string[]) => (await fly.ask('POST', `${path}/exec`, { command })).body.stdout
    expect([await run(['migrate']), await run(['echo', 'a'])]).toEqual(['migrated\n', 'a\n'])
  })

  test.each([
    ['no command', {}],
    ['an empty one', { command: [] }],
    ['numbers', { command: [1] }],
    ['a timeout of texts', { command: ['true'], timeout: 'soon' }],
    ['an unknown container', { command: ['true'], container: 'app' }],
  ])('%s is refused', async (_, body) => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    expect((await fly.ask('POST', `${path}/exec`, body)).status).toBe(400)
  })
})

describe('what is done inside a Machine', () => {
  const calls = [
    ['POST', 'exec', { command: ['true'] }],
    ['POST', 'signal', { signal: 'SIGHUP' }],
    ['GET', 'ps', undefined],
    ['GET', 'memory', undefined],
    ['PUT', 'memory', { limit_mb: 256 }],
    ['POST', 'memory/reclaim', { amount_mb: 1 }],
  ] as const

  test.each(calls)('%s %s needs one that runs, on a host that is reached', async (method, what, body) => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    const status = async () => (await fly.ask(method, `${path}/${what}`, body)).status
    expect(await status()).toBe(200)
    fly.world.setHostStatus('shop', id, 'unreachable')
    expect(await status()).toBe(503)
    fly.world.setHostStatus('shop', id, 'ok')
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(10_000)
    expect(await status()).toBe(412)
  })

  test.each(calls.filter(([method]) => method !== 'GET'))(
    '%s %s needs the lease, if there is one',
    async (method, what, body) => {
      const fly = aFly({ limits: false })
      const { path, id } = await fly.makeMachine()
      const nonce = fly.world.takeLease('shop', id, 'me', 60)
      expect((await fly.ask(method, `${path}/${what}`, body)).status).toBe(409)
      expect((await fly.ask(method, `${path}/${what}`, body, { 'fly-machine-lease-nonce': nonce })).status).toBe(200)
    },
  )

  test('a signal ends a program, or does not', async () => {
    const fly = aFly({ limits: false, images: { deaf: { ignores: ['SIGTERM', 'SIGKILL'] } } })
    const endOf = async (image: string, signal: string | number) => {
      const { path, id } = await fly.makeMachine({ image, restart: { policy: 'no' } })
      expect((await fly.ask('POST', `${path}/signal`, { signal })).status).toBe(200)
      await fly.clock.advance(5_000)
      const machine = fly.world.machines().find((each) => each.id === id)
      return [machine?.state, machine?.events[0]?.request?.exit_event]
    }
    expect(await endOf('nginx', 'SIGHUP')).toEqual(['started', undefined])
    expect(await endOf('deaf', 'SIGTERM')).toEqual(['started', undefined])
    const killed = { exit_code: 137, signal: 9, requested_stop: false, restarting: false, oom_killed: false }
    for (const [image, signal] of [
      ['nginx', 'SIGKILL'],
      ['nginx', 9],
      ['deaf', 'SIGKILL'],
    ] as const) {
      expect(await endOf(image, signal)).toEqual(['stopped', expect.objectContaining(killed)])
    }
    expect(await endOf('nginx', 'SIGTERM')).toEqual([
      'stopped',
      expect.objectContaining({ exit_code: 143, signal: 15 }),
    ])
  })

  test('after a deadly signal the restart policy counts', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await fly.ask('POST', `${path}/signal`, { signal: 'SIGKILL' })
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
    expect(
      fly.world
        .machines()[0]
        ?.events.map(({ type }) => type)
        .slice(0, 2),
    ).toEqual(['start', 'exit'])
    for (const signal of ['SIGFUN', 99, undefined]) {
      expect((await fly.ask('POST', `${path}/signal`, { signal })).status).toBe(400)
    }
  })

  test('processes are listed, in the order that is asked for', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine({
      init: { cmd: ['node', 'server.js'] },
      services: [{ protocol: 'tcp', internal_port: 8080 }],
    })
    expect((await fly.ask('GET', `${path}/ps`)).body).toMatchObject([
      { pid: 1, command: '/fly/init' },
      { command: 'node server.js', listen_sockets: [{ proto: 'tcp', address: '0.0.0.0:8080' }] },
    ])
    expect((await fly.ask('GET', `${path}/ps?sort_by=rss&order=desc`)).body[0].command).toBe('node server.js')
    expect((await fly.ask('GET', `${path}/ps?sort_by=beauty`)).status).toBe(400)
  })

  test('memory is set between its bounds, for one run', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine({ guest: { memory_mb: 256, max_memory_mb: 1024 } })
    const limit = async () => (await fly.ask('GET', `${path}/memory`)).body.limit_mb
    const set = (limit_mb: number) => fly.ask('PUT', `${path}/memory`, { limit_mb })
    expect(await limit()).toBe(256)
    expect([(await set(128)).status, (await set(2048)).status]).toEqual([400, 400])
    expect((await set(1024)).body).toEqual({ limit_mb: 1024, available_mb: 960 })
    expect(await limit()).toBe(1024)
    expect((await fly.ask('POST', `${path}/memory/reclaim`, { amount_mb: 5_000 })).body).toEqual({ actual_mb: 960 })
    await restarted(fly, path)
    expect(await limit()).toBe(256)
  })
})

async function restarted(fly: AFly, path: string): Promise<void> {
  await fly.ask('POST', `${path}/restart`)
  await fly.clock.advance(10_000)
}
