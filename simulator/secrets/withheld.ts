import type { TableName } from '../tables.ts'
import type { Truth } from '../truth.ts'
import { withoutMaterial } from './secret-key-rows.ts'
import { withoutValues } from './secret-rows.ts'

/** The rows of a table as they may be shown: values of secrets are for the app's Machines only, keys for nobody. */
export function shownRows({ tables }: Truth, name: TableName): readonly object[] {
  if (name === 'secrets') return [...tables.secrets.all()].map(withoutValues)
  if (name === 'secretKey') return [...tables.secretKey.all()].map(withoutMaterial)
  // With this anybody could make the token again.
  if (name === 'token') return [...tables.token.all()].map(({ secret: _, ...row }) => row)
  return [...tables[name].all()]
}
