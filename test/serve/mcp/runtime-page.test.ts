import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tools } from '../../../controller/serve/mcp/server.ts'

/*
 * RUNTIME.md is the contract that authors of agents read, so it has every tool with every argument, and none besides.
 */

const page = readFileSync(join(import.meta.dirname, '../../../RUNTIME.md'), 'utf8')
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(1, section.indexOf('`', 1)), section] as const),
)

describe('RUNTIME.md', () => {
  test('has the tools of the server, in their order', () => {
    expect([...sections.keys()]).toEqual(tools.map(({ name }) => name))
  })

  test.each(tools.map(({ name, input, hints }) => ({ name, input, hints })))(
    'says of $name what it takes, what it needs, and gives an example',
    ({ name, input, hints }) => {
      const section = sections.get(name) ?? ''
      const told = [...section.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, argument, how]) => [
        argument,
        how?.includes('required') === true,
      ])
      expect(told).toEqual(
        Object.entries(input.shape).map(([argument, schema]) => [argument, !schema.safeParse(undefined).success]),
      )
      expect(section).toMatch(hints.readOnlyHint ? /^.* \(look\)\n/ : /^.* \(change\)\n/)
      expect(section).toMatch(/^ {4}\{.*\} → \{/m)
    },
  )
})
