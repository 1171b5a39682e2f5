import type { Action } from '../../controller/resource/ownership.ts'

/** What a request on the wire asks Fly for, read from the request alone. */
export type Sent = {
  /** One of our words for deeds; `lease` and `release` change only who may act; `read` changes nothing. */
  readonly action: Action | 'other-deed' | 'lease' | 'release' | 'read'
  readonly flyApp: string | undefined
  /** A Machine's id or an address; for `create-machine` the name it is to have, for `assign-address` its kind. */
  readonly target: string | undefined
  /** The intent that the metadata of a created or updated Machine names. */
  readonly operation: string | undefined
  /** The snapshot or the volume that a volume is to be made from. */
  readonly source?: string | undefined
  readonly line: string
}

/** Reads the request without using it up. */
export async function readSent(request: Request): Promise<Sent> {
  const url = new URL(request.url)
  const line = `${request.method} ${url.pathname}${url.search}`
  const [, kind, flyApp, things, id, verb] = url.pathname.replace(/^\/+/, '').split('/')
  const of = (action: Sent['action'], target?: string, operation?: string): Sent => ({
    action,
    flyApp: kind === 'apps' ? flyApp : undefined,
    target,
    operation,
    line,
  })
  if (request.method === 'GET') return of('read', id)
  if (kind !== 'apps') return of('other-deed')
  if (flyApp === undefined) return of('create-app', (await bodyOf(request)).name)
  if (things === undefined) return of('delete-app', flyApp)
  if (things === 'ip_assignments') {
    if (request.method === 'DELETE') return of('release-address', decodeURIComponent(id ?? ''))
    const { type, network } = await bodyOf(request)
    return of('assign-address', network === undefined ? type : `${type} ${network}`)
  }
  if (things === 'volumes') {
    const { snapshot_id, source_volume_id: source = snapshot_id } = id === undefined ? await bodyOf(request) : {}
    return { ...of(...(await readVolumeDeed(request, id, verb))), source }
  }
  if (things === 'secrets' && id === undefined) return of(secretsIn(await bodyOf(request)), flyApp)
  if (things === 'certificates') {
    if (verb === 'check') return of('read', id)
    if (request.method === 'DELETE') return of('delete-certificate', decodeURIComponent(id ?? ''))
    return of('request-certificate', (await bodyOf(request)).hostname)
  }
  if (things !== 'machines') return of('other-deed')
  if (id === undefined) {
    const { name, config } = await bodyOf(request)
    return of('create-machine', name, operationIn(config?.metadata))
  }
  if (verb === 'lease') return of(request.method === 'DELETE' ? 'release' : 'lease', id)
  if (verb === 'metadata') return of('set-metadata', id, operationIn((await bodyOf(request)).metadata))
  if (verb === 'start') return of('start-machine', id)
  if (verb === 'stop') return of('stop-machine', id)
  if (verb === 'cordon') return of('cordon-machine', id)
  if (verb === 'uncordon') return of('uncordon-machine', id)
  if (verb === 'restart') return of('restart-machine', id)
  if (verb !== undefined) return of('other-deed', id)
  if (request.method === 'DELETE') return of('destroy-machine', id)
  return of('update-machine', id, operationIn((await bodyOf(request)).config?.metadata))
}

async function readVolumeDeed(
  request: Request,
  id: string | undefined,
  verb: string | undefined,
): Promise<readonly [Sent['action'], string | undefined]> {
  if (id === undefined) return ['create-volume', (await bodyOf(request)).name]
  if (verb === 'extend') return ['extend-volume', id]
  if (verb === 'snapshots') return ['create-snapshot', id]
  if (verb !== undefined) return ['other-deed', id]
  return [request.method === 'DELETE' ? 'delete-volume' : 'update-volume', id]
}

/** Whether it changes something that runs or stands. Leases do not. */
export function isDeed({ action }: Sent): boolean {
  return action !== 'read' && action !== 'lease' && action !== 'release'
}

type Body = {
  readonly snapshot_id?: string
  readonly source_volume_id?: string
  readonly name?: string
  readonly type?: string
  readonly network?: string
  readonly hostname?: string
  readonly config?: { readonly metadata?: Metadata }
  readonly metadata?: Metadata
  readonly values?: Readonly<Record<string, string | null>>
}
type Metadata = Readonly<Record<string, string>>

async function bodyOf(request: Request): Promise<Body> {
  return (await request.clone().json()) as Body
}

function secretsIn({ values = {} }: Body): Action {
  return Object.values(values).includes(null) ? 'unset-secrets' : 'set-secrets'
}

/** By its form, whatever key it stands under: the judges do not share the controller's list of keys. */
function operationIn(metadata: Metadata = {}): string | undefined {
  return Object.values(metadata).find((value) => /^op_[0-9a-z]{16}$/.test(value))
}
