import { touch } from './change.ts'
import type { Laws } from './laws.ts'
import { livingMachineOf, type Premises, visibleMachineOf } from './premises.ts'
import { isObject } from './read-shape.ts'
import { refuse } from './refusal.ts'
import { type Ask, optional, type Reply, type Route } from './routes.ts'
import type { MachineRow } from './rows.ts'

type Metadata = Readonly<Record<string, string>>

/** Metadata: changed without a restart, a new version or a lease. The next update replaces them again. */
export function metadataRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises

  function write(ask: Ask, change: (before: Metadata) => Metadata): Reply {
    const machine = livingMachineOf(premises, ask)
    const asked = ask.body()
    const updatedAt = optional(asked, 'updated_at', 'string')
    if (updatedAt && !rfc3339.test(updatedAt)) throw refuse(400, `invalid_argument: invalid updated_at '${updatedAt}'`)
    const version = optional(asked, 'machine_version', 'string')
    if (version && version !== machine.instanceId) {
      throw refuse(412, `failed_precondition: machine version mismatch, currently ${machine.instanceId}`)
    }
    truth.putMachine(withMetadata(machine, change(machine.config.metadata ?? {}), laws))
    return { status: 204 }
  }

  const keyOf = ({ params }: Ask): string => params.key ?? ''
  const many = { path: '/v1/apps/:app/machines/:id/metadata', countedBy: 'id' } as const
  const one = { path: '/v1/apps/:app/machines/:id/metadata/:key', countedBy: 'id' } as const
  return [
    {
      ...many,
      method: 'GET',
      action: 'get-metadata',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: visibleMachineOf(premises, ask).config.metadata ?? {} }),
    },
    {
      ...many,
      method: 'PUT',
      action: 'put-metadata',
      isDeed: true,
      answer: (ask) => write(ask, () => metadataIn(ask.body())),
    },
    {
      ...many,
      method: 'PATCH',
      action: 'put-metadata',
      isDeed: true,
      // An empty value deletes the key.
      answer: (ask) =>
        write(ask, (before) =>
          Object.fromEntries(
            Object.entries({ ...before, ...metadataIn(ask.body()) }).filter(([, value]) => value !== ''),
          ),
        ),
    },
    {
      ...one,
      method: 'GET',
      action: 'get-metadata',
      isDeed: false,
      answer(ask) {
        const { metadata = {} } = visibleMachineOf(premises, ask).config
        if (!Object.hasOwn(metadata, keyOf(ask))) throw refuse(404, 'metadata key not found')
        return { status: 200, body: { value: metadata[keyOf(ask)] } }
      },
    },
    {
      ...one,
      method: 'POST',
      action: 'put-metadata',
      isDeed: true,
      answer: (ask) =>
        write(ask, (before) => ({ ...before, [keyOf(ask)]: optional(ask.body(), 'value', 'string') ?? '' })),
    },
    {
      ...one,
      method: 'DELETE',
      action: 'put-metadata',
      isDeed: true,
      answer: (ask) =>
        write(ask, (before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== keyOf(ask)))),
    },
  ]
}

/** Whether this shows in `updated_at` is not known; that it does is what the organisation's list would need. */
export function withMetadata(machine: MachineRow, metadata: Metadata, laws: Laws): MachineRow {
  const { metadata: _, ...config } = machine.config
  return touch(machine, laws, { config: Object.keys(metadata).length === 0 ? config : { ...config, metadata } })
}

function metadataIn({ metadata }: Readonly<Record<string, unknown>>): Metadata {
  if (!isObject(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw refuse(400, 'invalid_argument: metadata must be an object of strings')
  }
  return metadata as Metadata
}

// What Fly does with it is not known; that it is a time is.
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
