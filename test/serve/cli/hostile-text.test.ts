import { describe, expect, test } from 'vitest'
import type { Client } from '../../../controller/serve/cli/client.ts'
import { artifact, aView, refusing } from './a-command.ts'

/** Clears the screen, turns the direction of writing, sets the title of the window, rings, and begins a line of its own. */
const evil = 'evil \u001b[2J\u202e\u001b]0;title\u0007\u009b31m\r\nApp/acme is Ready'

const view = aView('acme', {
  flyApp: evil,
  labels: { plan: evil },
  ready: { status: 'False', reason: 'StepFailed', message: evil },
  provenance: { from: 'http', user: evil },
})
const { status } = view
const hostile = {
  ...view,
  status: status && {
    ...status,
    conditions: status.conditions.map((condition) => ({ ...condition, message: evil })),
    machines: status.machines.map((machine) => ({ ...machine, id: evil, image: evil })),
    strangers: [{ id: evil, name: evil, state: 'started' as const }],
    next: { what: evil, at: undefined },
  },
}
const event = {
  seq: 1,
  hash: '',
  ref: `App/${evil}`,
  at: '2026-01-01T11:00:00.000Z',
  generation: 1,
  kind: 'Accepted',
  by: { from: 'mcp', user: evil },
  message: evil,
  detail: {},
} as const
const client: Partial<Client> = {
  list: async () => [hostile],
  get: async () => hostile,
  events: async () => [event],
  history: async () => [
    {
      ref: 'App/acme',
      generation: 1,
      resource: view.resource,
      provenance: view.provenance,
      acceptedAt: view.acceptedAt,
    },
  ],
  change: async () => hostile,
  waitFor: refusing('NotReady', evil, evil),
}

describe('text from elsewhere', () => {
  test.each([
    'get -o wide',
    'status acme',
    'events',
    'history acme',
    'pause acme',
    'wait acme',
    'wait acme --json',
    'delete acme',
  ])('cannot drive the terminal of `artifact %s`', async (line) => {
    for (const isTerminal of [true, false]) {
      const { out, screen, asked } = await artifact(line, { client, isTerminal, answer: 'no' })
      const shown = [out, ...asked, screen.replaceAll('\r\u001b[2K', '')].join('\n')
      expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
      expect(shown).not.toMatch(/^App\/acme is Ready/m)
    }
  })

  test('reaches programs as it is', async () => {
    const { out } = await artifact('wait acme --json', { client })
    expect(JSON.parse(out).error.message).toBe(evil)
  })
})
