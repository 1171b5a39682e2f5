import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toYaml } from '../controller/resource/print.ts'
import { smallApp } from './house.ts'
import { type Bench, ms } from './measure.ts'

const command = join(import.meta.dirname, '..', 'bin', 'artifact.js')

/** `artifact validate` as a person or CI runs it: the whole process, from its start to its end. */
export const validate: Bench = {
  name: 'validate',
  async run(say) {
    const directory = mkdtempSync(join(tmpdir(), 'artifact-bench-'))
    try {
      for (let nth = 0; nth < 1_000; nth++)
        writeFileSync(join(directory, `${nth}.yaml`), toYaml(smallApp(`app-${nth}`)))
      const one = medianMs(11, join(directory, '0.yaml'))
      say('one file is done')
      const thousand = medianMs(5, directory)
      return [
        {
          what: '`artifact validate`, one file, median of 11',
          target: '≤ 300 ms',
          measured: ms(one),
          isKept: one <= 300,
        },
        {
          what: '`artifact validate`, 1,000 files, median of 5',
          target: '≤ 3 s',
          measured: ms(thousand),
          isKept: thousand <= 3_000,
        },
      ]
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
}

function medianMs(runs: number, path: string): number {
  const took = Array.from({ length: runs }, () => {
    const startedAt = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [command, 'validate', path])
    if (status !== 0) throw new Error(`validate ended with ${status}: ${stderr}`)
    return performance.now() - startedAt
  })
  return took.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? 0
}
