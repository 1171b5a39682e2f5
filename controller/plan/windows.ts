/** A time of the week in which what costs something may be done, by the clocks of a place. */
export type Window = {
  /** 0 is Sunday. */
  readonly days: readonly number[]
  /** Minutes after midnight. A window whose end is not after its beginning ends on the next day. */
  readonly from: number
  readonly to: number
  /** IANA name: `Europe/Amsterdam`. */
  readonly timezone: string
}

/** Whether one of the windows is open at `now`, ms since 1970. Without any window it is always time. */
export function isOpen(windows: readonly Window[], now: number): boolean {
  return windows.length === 0 || windows.some((window) => isWithin(window, now))
}

/**
 * In how many ms the next window opens; 0 while one is open. Where clocks are set meanwhile, it is wrong by the hour that
 * they are set: whoever waits for it looks again at the end.
 */
export function opensInMs(windows: readonly Window[], now: number): number {
  if (isOpen(windows, now)) return 0
  return Math.min(...windows.map((window) => waitOf(window, now)))
}

/** `sat, sun 02:00–05:00 Europe/Amsterdam` */
export function windowInWords({ days, from, to, timezone }: Window): string {
  const named = days.length === 7 ? 'daily' : days.map((day) => dayNames[day] ?? '').join(', ')
  return `${named} ${clockOf(from)}–${clockOf(to)} ${timezone}`
}

/** In the order of JavaScript's days. */
export const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

function isWithin({ days, from, to, timezone }: Window, now: number): boolean {
  const { day, minute } = localTime(timezone, now)
  if (from < to) return days.includes(day) && minute >= from && minute < to
  // It began today, or yesterday.
  return (days.includes(day) && minute >= from) || (days.includes((day + 6) % 7) && minute < to)
}

function waitOf({ days, from, timezone }: Window, now: number): number {
  const { day, minute, ms } = localTime(timezone, now)
  const minutes = days.map((begins) => {
    const ahead = ((begins - day + 7) % 7) * minutesADay + from - minute
    return ahead > 0 ? ahead : ahead + 7 * minutesADay
  })
  return Math.min(...minutes) * 60_000 - ms
}

function localTime(timezone: string, now: number): { day: number; minute: number; ms: number } {
  const parts = formatOf(timezone).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  const day = (dayNames as readonly string[]).indexOf(part('weekday').toLowerCase())
  return { day, minute: Number(part('hour')) * 60 + Number(part('minute')), ms: now % 60_000 }
}

// Making one takes longer than a whole plan.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

function clockOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((number) => String(number).padStart(2, '0'))
  return `${hours}:${rest}`
}

const minutesADay = 24 * 60
