import { writeSync } from 'node:fs'
import { openStore } from '../../../controller/store/sqlite.ts'
import { anApp } from '../../support/builders.ts'
import { quiet, random } from '../support.ts'

// Takes in spec after spec, and says the number of each once it has been acknowledged, until it is killed.
const [path = ''] = process.argv.slice(2)

const store = await openStore({ path, log: quiet, random: random() })
const fence = await store.take(`process ${process.pid}`)
const { length } = await store.revisions('App/shop')
for (let number = length + 1; ; number++) {
  const app = anApp('shop', { web: { image: `shop:${number}` } })
  await store.accept(fence, app, { from: 'cli', user: 'ada' }, '2026-01-01T12:00:00.000Z')
  // Synchronous: an answer that is still in a buffer when the process is killed was never given.
  writeSync(1, `${number}\n`)
}
