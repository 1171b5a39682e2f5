import { printable } from '../../plan/printable.ts'
import type { CliDeps, Finding } from './deps.ts'
import { exitCodes } from './io.ts'
import { json } from './words.ts'

/** `artifact doctor`: what was looked at, what was found, and what helps. */
export async function doctor(
  url: string,
  flags: { readonly json?: boolean },
  { io, examine }: CliDeps,
): Promise<number> {
  const findings = await examine(url)
  const isBroken = findings.some(({ state }) => state === 'broken')
  if (flags.json) {
    io.out(json({ healthy: !isBroken, findings }))
    return isBroken ? exitCodes.failed : exitCodes.ok
  }
  const width = Math.max(...findings.map(({ what }) => what.length))
  const signs: Record<Finding['state'], string> = {
    ok: io.paint.green('✓'),
    note: io.paint.yellow('·'),
    broken: io.paint.red('✗'),
  }
  for (const { what, state, found, repair } of findings) {
    io.out(`${signs[state]} ${what.padEnd(width)}  ${printable(found)}`)
    if (repair !== undefined) io.out(`  ${' '.repeat(width)}  ${io.paint.dim('→')} ${printable(repair)}`)
  }
  return isBroken ? exitCodes.failed : exitCodes.ok
}
