import { appOf, type Premises } from '../premises.ts'
import { isObject } from '../read-shape.ts'
import { refuse } from '../refusal.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import type { Row } from '../tables.ts'

/** What traffic some of an app's Machines may have. Kept and given back; nothing here sends any that could be stopped. */
export type NetworkPolicyRow = Row & {
  readonly id: string
  readonly name: string
  readonly selector: Selector
  readonly rules: readonly Rule[]
}

/** All that are given must fit. */
type Selector = {
  readonly all?: boolean
  readonly machines?: readonly { readonly id: string }[]
  readonly metadata?: Readonly<Record<string, string>>
}

type Rule = {
  readonly action: 'allow'
  readonly direction: 'ingress' | 'egress'
  readonly ports: readonly { readonly protocol: 'tcp' | 'udp'; readonly port: number }[]
}

/**
 * Network policies, of which Fly's OpenAPI document does not know. What answers look like is not written down, only what
 * is asked. Source: superfly/docs, machines/guides-examples/network-policies
 */
export function networkPolicyRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises
  const { networkPolicy: table } = truth.tables

  function list(ask: Ask): Reply {
    return { status: 200, body: [...table.of(appOf(premises, ask).name)].map(networkPolicyView) }
  }

  /** With an id the policy of that id is replaced; without, there is one more, whatever its name. */
  function put(ask: Ask): Reply {
    const app = appOf(premises, ask).name
    const asked = ask.body()
    const id = optional(asked, 'id', 'string') || undefined
    const before = id === undefined ? undefined : policyCalled(app, id)
    const name = optional(asked, 'name', 'string') ?? ''
    if (name === '') throw refuse(400, 'invalid_argument: name is required')
    const made = before ?? newPolicy(app)
    const row = { ...made, name, selector: selectorIn(asked), rules: rulesIn(asked) }
    table.put(row)
    return { status: 200, body: networkPolicyView(row) }
  }

  function newPolicy(app: string): Pick<NetworkPolicyRow, 'key' | 'app' | 'nth' | 'id'> {
    const id = laws.nonce()
    return { key: `${app}/${id}`, app, nth: laws.nextNth(), id }
  }

  function remove(ask: Ask): Reply {
    table.remove(policyCalled(appOf(premises, ask).name, ask.params.policy ?? '').key)
    return { status: 204 }
  }

  function policyCalled(app: string, id: string): NetworkPolicyRow {
    const row = table.get(`${app}/${id}`)
    if (row === undefined) throw refuse(404, 'network policy not found')
    return row
  }

  const path = '/v1/apps/:app/network_policies'
  const counted = { countedBy: 'app' } as const
  const listing = { ...counted, method: 'GET', action: 'list-network-policies', isDeed: false, answer: list } as const
  return [
    { ...listing, path },
    // As the guide writes it.
    { ...listing, path: `${path}/` },
    { ...counted, method: 'POST', path, action: 'put-network-policy', isDeed: true, answer: put },
    {
      ...counted,
      method: 'DELETE',
      path: `${path}/:policy`,
      action: 'delete-network-policy',
      isDeed: true,
      answer: remove,
    },
  ]
}

export function networkPolicyView({ id, name, selector, rules }: NetworkPolicyRow): Omit<NetworkPolicyRow, keyof Row> {
  return { id, name, selector, rules }
}

function selectorIn({ selector }: Readonly<Record<string, unknown>>): Selector {
  const { all, machines, metadata } = isObject(selector) ? selector : {}
  const isSound =
    (all === undefined || typeof all === 'boolean') &&
    (machines === undefined ||
      (Array.isArray(machines) && machines.every((each) => isObject(each) && isText(each.id)))) &&
    (metadata === undefined || (isObject(metadata) && Object.values(metadata).every(isText)))
  if (!isSound || (all !== true && machines === undefined && metadata === undefined)) {
    throw refuse(400, 'invalid_argument: invalid selector')
  }
  return {
    ...(all === true && { all }),
    ...(machines !== undefined && { machines: (machines as Selector['machines'] & object).map(({ id }) => ({ id })) }),
    ...(metadata !== undefined && { metadata: metadata as Record<string, string> }),
  }
}

function rulesIn({ rules }: Readonly<Record<string, unknown>>): readonly Rule[] {
  if (!Array.isArray(rules)) throw refuse(400, 'invalid_argument: rules is required')
  return rules.map((rule: unknown) => {
    const { action, direction, ports } = isObject(rule) ? rule : {}
    if (action !== 'allow') throw refuse(400, 'invalid_argument: invalid action of a rule')
    if (direction !== 'ingress' && direction !== 'egress') {
      throw refuse(400, 'invalid_argument: invalid direction of a rule')
    }
    if (!Array.isArray(ports)) throw refuse(400, 'invalid_argument: invalid ports of a rule')
    return { action, direction, ports: ports.map(portIn) }
  })
}

function portIn(given: unknown): Rule['ports'][number] {
  const { protocol, port } = isObject(given) ? given : {}
  if (protocol !== 'tcp' && protocol !== 'udp') throw refuse(400, 'invalid_argument: invalid protocol of a port')
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw refuse(400, 'invalid_argument: invalid port')
  }
  return { protocol, port }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
