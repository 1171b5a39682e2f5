import { everyField, fieldOf } from '../../schemas/reference.ts'

/** Where in an App a field of this name would be at home, when that is in one or two places: `spec.machines.<name>`. */
export function elsewhere(name: string): readonly string[] {
  homes ??= homesOfFields()
  const found = homes.get(name) ?? []
  return found.length <= mostHomes ? found : []
}

/** With more of them the hint would be a guess. */
const mostHomes = 2

let homes: ReadonlyMap<string, readonly string[]> | undefined

function homesOfFields(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const holder of everyField(fieldOf('App'))) {
    for (const { name } of holder.fields) {
      const known = found.get(name) ?? []
      if (holder.inside !== '' && !known.includes(holder.inside)) found.set(name, [...known, holder.inside])
    }
  }
  return found
}
