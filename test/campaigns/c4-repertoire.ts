import { type Schema, schemas } from '../../schemas/kinds.ts'
import { changedAt, fittedAt, type Written } from './c4-change.ts'
import { everyProperty, type Property } from './c4-properties.ts'
import { type Candidate, candidatesOf } from './c4-values.ts'

/** What can be tried at one property. */
export type Piece = {
  readonly property: Property
  readonly candidates: readonly Candidate[]
  /** Fields beside it without which no value of it is taken, such as `cpus` for `cpuKind`. */
  readonly company: Readonly<Record<string, unknown>>
}

/** Where every walk begins, and where it is found out in whose company each property is taken. */
export const firstDocument: Written = {
  apiVersion: 'artifact/v1',
  kind: 'App',
  metadata: { name: 'shop' },
  spec: {
    primaryRegion: 'ams',
    machines: { web: { image: 'shop:1', count: 2, checks: { alive: { type: 'http', port: 8080, path: '/healthz' } } } },
    rollout: { healthyWithin: '1m' },
  },
}

/** Every property of the schema, with everything to try there. Made of the schema alone. */
export function repertoire(root: Schema = schemas.App): readonly Piece[] {
  const properties = everyProperty(root)
  return properties.map((property) => {
    const candidates = candidatesOf(property.schema, root, property.isRequired)
    return { property, candidates, company: companyOf(property, candidates, properties, root) }
  })
}

/** The values of a piece that are taken, each with a document around it. */
export function fitting(piece: Piece, document: Written, { value }: Candidate, root: Schema = schemas.App) {
  const { property, company } = piece
  const beside = property.path.split('.').slice(0, -1).join('.')
  const withCompany = Object.entries(company).reduce(
    (left, [name, one]) => changedAt(left, { path: `${beside}.${name}` }, one, root),
    document,
  )
  return fittedAt(withCompany, property, value, root)
}

/** Nobody, or one field beside it with the first value that helps. */
function companyOf(
  property: Property,
  candidates: readonly Candidate[],
  properties: readonly Property[],
  root: Schema,
): Piece['company'] {
  const values = candidates.filter(({ kind }) => kind === 'other')
  const isTaken = (company: Piece['company']) =>
    values.some((value) => fitting({ property, candidates, company }, firstDocument, value, root) !== undefined)
  if (values.length === 0 || isTaken({})) return {}
  const beside = property.path.slice(0, property.path.lastIndexOf('.') + 1)
  for (const { path, schema } of properties) {
    const name = path.slice(beside.length)
    if (!path.startsWith(beside) || name.includes('.') || path === property.path) continue
    for (const { kind, value } of candidatesOf(schema, root, false)) {
      if (kind !== 'invalid' && value !== undefined && isTaken({ [name]: value })) return { [name]: value }
    }
  }
  return {}
}
