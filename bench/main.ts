import type { Bench, Measure } from './measure.ts'

/*
 * What was promised as a figure, measured: `npm run bench`, or `npm run bench -- plan` for some of it. Ends with 1 when a
 * promise is not kept. A benchmark is loaded only when it runs, so that none weighs on another.
 */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  plan: async () => (await import('./plan.ts')).plan,
  validate: async () => (await import('./validate.ts')).validate,
  fleet: async () => (await import('./fleet.ts')).fleet,
  steady: async () => (await import('./steady.ts')).steady,
  mcp: async () => (await import('./mcp.ts')).mcp,
  simulator: async () => (await import('./simulator.ts')).simulator,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const measures: Measure[] = []
for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const bench = await load()
  measures.push(...(await bench.run((line) => console.error(`${name}: ${line}`))))
}
console.log(table(measures))
process.exit(measures.every(({ isKept }) => isKept) ? 0 : 1)

function table(rows: readonly Measure[]): string {
  const cells = [
    ['what', 'target', 'measured', ''],
    ...rows.map(({ what, target, measured, isKept }) => [what, target, measured, isKept ? 'ok' : 'NOT KEPT']),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
