import type { Slot } from '../resource/ownership.ts'

/** The order in which slots are shown and worked on: by group, region and number, so that 10 comes after 9. */
export function compareSlots(one: Slot, other: Slot): number {
  const [group = '', region = '', number = ''] = one.split('/')
  const [otherGroup = '', otherRegion = '', otherNumber = ''] = other.split('/')
  return compareText(group, otherGroup) || compareText(region, otherRegion) || Number(number) - Number(otherNumber)
}

/** By code units: the same on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
