import { openStore } from '../../../controller/store/sqlite.ts'
import { quiet, random } from '../support.ts'

// Opens the store at the path it is given, and says on one line what came of it. With `hold` it then waits to be killed;
// `as nobody` it has no rights of its own, from when all its modules are loaded, which may lie where nobody else may read.
const [path = '', mode] = process.argv.slice(2)
if (mode === 'as nobody') process.seteuid?.(65_534)

try {
  const store = await openStore({ path, log: quiet, random: random() })
  console.log(`opened ${(await store.list()).stored.length}`)
  if (mode === 'hold') process.stdin.resume()
  else await store.close()
} catch (error) {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  console.log(`${code}: ${message}`)
}
