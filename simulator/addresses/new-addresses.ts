import type { AddressType } from '../../controller/fly/wire-addresses.ts'
import { shortestV6 } from '../ipv6.ts'

/**
 * Addresses that Fly might give, from the ranges that its apps have been seen with. `nth` is a number that nothing else
 * in the world has, so that no two are alike.
 */
export function newIps(type: AddressType, nth: number, network: number): readonly string[] {
  switch (type) {
    case 'v4':
      return [v4(nth)]
    case 'v6':
      return [shortestV6(`2a09:8280:1::${words(nth)}:0`)]
    case 'shared_v4':
      // Many apps share a few of them; the hostname tells the proxy which app is meant.
      return [`66.241.${124 + (nth % 2)}.${1 + (nth % 250)}`]
    case 'private_v6':
      return [shortestV6(`fdaa:${words(network)}:0:1::${words(nth)}`)]
    case 'egress_v4':
      return [egressV4(nth)]
    case 'egress_v6':
      return [egressV6(nth)]
    case 'egress_pair':
      return [egressV4(nth), egressV6(nth)]
    default:
      return type satisfies never
  }
}

/** `undefined` when there is no such type. */
export function addressTypeOf(text: string): AddressType | undefined {
  return types.find((type) => type === text)
}

function v4(nth: number): string {
  return inRanges(['137.66', '37.16', '66.51', '149.248', '168.220', '169.155', '188.93'], nth)
}

function egressV4(nth: number): string {
  return inRanges(['209.71', '173.231', '216.246', '64.34'], nth)
}

function egressV6(nth: number): string {
  return shortestV6(`2605:4c40:0:1::${words(nth)}`)
}

/** Ranges of 65536; what is past the last of them begins anew. */
function inRanges(ranges: readonly string[], nth: number): string {
  return `${ranges[(nth >>> 16) % ranges.length]}.${(nth >>> 8) & 0xff}.${nth & 0xff}`
}

function words(number: number): string {
  return `${((number >>> 16) & 0xffff).toString(16)}:${(number & 0xffff).toString(16)}`
}

const types: readonly AddressType[] = ['v4', 'v6', 'shared_v4', 'private_v6', 'egress_v4', 'egress_v6', 'egress_pair']
