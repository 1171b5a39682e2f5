import type { Fetch } from '../support/life.ts'
import type { Dice } from '../support/random.ts'

/** Nonsense that a cloud may answer although all is well with it. What was asked for is done all the same. */
export const lies = [
  'html',
  'nothing',
  'half of it',
  'null',
  'an empty object',
  'a field less',
  'a field of another type',
  'a list a hundred times as long',
  'an element twice',
  'two ids swapped',
  'an unheard-of state',
  'times before 1970',
  'Machines of another app',
] as const
export type Lie = (typeof lies)[number]

/** Answers some requests with nonsense while `isLying()`. `tells` is told of each lie. */
export function lying(options: {
  readonly fetch: Fetch
  readonly dice: Dice
  readonly isLying: () => boolean
  readonly tells: (lie: Lie) => void
}): Fetch {
  const { fetch, dice, isLying, tells } = options
  return async (request) => {
    const response = await fetch(request)
    if (!isLying() || !response.ok || response.status === 204 || !dice.chance(0.25)) return response
    const lie = dice.pick(lies)
    const text = await response.clone().text()
    const told = tell(lie, text, dice)
    if (told === text) return response
    tells(lie)
    const { status, headers } = response
    return new Response(told, {
      status,
      headers: { 'content-type': headers.get('content-type') ?? 'application/json' },
    })
  }
}

function tell(lie: Lie, text: string, dice: Dice): string {
  switch (lie) {
    case 'html':
      return '<html><body>Fly.io</body></html>'
    case 'nothing':
      return ''
    case 'half of it':
      return text.slice(0, Math.floor(text.length / 2))
    case 'null':
      return 'null'
    case 'an empty object':
      return '{}'
    case 'an unheard-of state':
      return text.replace(/"state":"\w+"/, '"state":"hibernating"')
    case 'times before 1970':
      return text
        .replace(/"(updated_at|created_at)":"[^"]*"/g, '"$1":"1899-01-01T00:00:00Z"')
        .replace(/"timestamp":/g, '"timestamp":-')
    default:
      return text === '' ? text : JSON.stringify(twisted(lie, JSON.parse(text), dice))
  }
}

function twisted(lie: Lie, value: unknown, dice: Dice): unknown {
  if (Array.isArray(value)) return twistedList(lie, value, dice)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const list = entries.find(([, inner]) => Array.isArray(inner) && inner.length > 0)
  if (list !== undefined) return { ...value, [list[0]]: twisted(lie, list[1], dice) }
  if (entries.length === 0) return value
  const [key, before] = dice.pick(entries)
  if (lie === 'a field less') return Object.fromEntries(entries.filter(([name]) => name !== key))
  if (lie === 'a field of another type') return { ...value, [key]: typeof before === 'string' ? 7 : 'seven' }
  return value
}

function twistedList(lie: Lie, list: readonly unknown[], dice: Dice): readonly unknown[] {
  const [first, second, ...rest] = list as readonly { readonly id?: string; readonly name?: string }[]
  if (first === undefined) return list
  switch (lie) {
    case 'a list a hundred times as long':
      return Array.from({ length: 100 }, () => list).flat()
    case 'an element twice':
      return [first, ...list]
    case 'two ids swapped':
      return second === undefined ? list : [{ ...first, id: second.id }, { ...second, id: first.id }, ...rest]
    case 'Machines of another app':
      return [...list, { ...first, id: 'd8f00ba11ee7', name: 'web-ams-9-others' }]
    default:
      return [twisted(lie, first, dice), ...list.slice(1)]
  }
}
