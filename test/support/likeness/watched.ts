import type { createExchange } from '../../../simulator/exchange.ts'
import { Refusal } from '../../../simulator/refusal.ts'
import type { Reply, Route } from '../../../simulator/routes.ts'
import type { Likeness } from './likeness.ts'

/** The simulator's exchange, with all its answers looked at: those of the routes, and those at the door. */
export function watched(
  likeness: Likeness,
  create: typeof createExchange,
  options: Parameters<typeof createExchange>[0],
): ReturnType<typeof createExchange> {
  const fetch = create({ ...options, routes: options.routes.map((route) => watchedRoute(likeness, route)) })
  const refusals = new Map<number, number>()
  return (request, machineId) => {
    const response = fetch(request, machineId)
    response.then(
      (answer) => {
        if (!new URL(request.url).pathname.startsWith('/v1/')) return undefined
        const count = refusals.get(answer.status) ?? 0
        refusals.set(answer.status, count + 1)
        return answer.status >= 400 && count < mostOfAStatus ? lookAtRefusal(likeness, answer) : undefined
      },
      () => undefined,
    )
    return response
  }
}

/** Answers at once what answers at once: a promise more would change the order of things. */
function watchedRoute(likeness: Likeness, route: Route): Route {
  const { method } = route
  // GraphQL and the like have other descriptions.
  if (!route.path.startsWith('/v1/')) return route
  const path = route.path.slice('/v1'.length)
  const look = ({ status, body }: Pick<Reply, 'status' | 'body'>) => likeness.answer(method, path, status, body)
  const lookAtError = (error: unknown) => {
    if (error instanceof Refusal) look(error)
  }
  return {
    ...route,
    answer(ask) {
      try {
        const reply = route.answer(ask)
        if (reply instanceof Promise) reply.then(look, lookAtError)
        else look(reply)
        return reply
      } catch (error) {
        lookAtError(error)
        throw error
      }
    },
  }
}

/** What no route has said: no token, too many requests, everything down. */
async function lookAtRefusal(likeness: Likeness, answer: Response): Promise<void> {
  const text = await answer.clone().text()
  likeness.refusal(answer.status, jsonIn(text) ?? text)
}

function jsonIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

// All of one status are much alike.
const mostOfAStatus = 20
