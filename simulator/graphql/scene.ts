import type { Caller } from '../callers.ts'
import type { Premises } from '../premises.ts'
import type { AppRow } from '../rows.ts'
import { couldNotFind } from './refusals.ts'

/** What every node works with: the world, and who looks at it. */
export type Scene = { readonly premises: Premises; readonly caller: Caller }

/** The fields of a root: functions of their arguments, which the schema has checked. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments' types stand in the schema, beside each of them
export type Fields = Readonly<Record<string, (args: any) => unknown>>

/**
 * The app of that name. One that the token is not for is as good as none. GraphQL is where apps come to be, so that it
 * knows a new one at once. Source for the words: superfly/docs#1065, serverless-dns/serverless-dns#173
 */
export function seenApp({ premises, caller }: Scene, name: string): AppRow | undefined {
  const app = premises.truth.app(name)
  if (app === undefined || app.organization !== caller.organization) return undefined
  return caller.app === undefined || caller.app === app.name ? app : undefined
}

/** As `seenApp`, for mutations: their `appId` is the app's name, and no id. */
export function appFor(scene: Scene, appId: string): AppRow {
  const app = seenApp(scene, appId)
  if (app === undefined) throw couldNotFind('App')
  return app
}
