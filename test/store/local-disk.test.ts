import { describe, expect, test } from 'vitest'
import { assertLocal } from '../../controller/store/local-disk.ts'
import { aDirectory } from './support.ts'

describe('the disk of a store', () => {
  test.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['SMB', 0xfe534d42],
    ['FUSE', 0x65735546],
    ['9p', 0x01021997],
    ['Ceph', 0x00c36400],
  ])('may not be one of others: %s', (name, type) => {
    const refusal = expect.objectContaining({ code: 'Unavailable', message: expect.stringContaining(`(${name})`) })
    expect(() => assertLocal('/data', () => type)).toThrow(refusal)
  })

  test.each([
    ['ext4', 0xef53],
    ['xfs', 0x58465342],
    ['btrfs', 0x9123683e],
    ['tmpfs', 0x01021994],
    ['overlayfs', 0x794c7630],
    ['zfs', 0x2fc12fc1],
    ['a system without such numbers', undefined],
  ])('may be local: %s', (_, type) => {
    expect(() => assertLocal('/data', () => type)).not.toThrow()
  })

  test('is the one that the directory lies on', () => {
    using place = aDirectory()
    expect(() => assertLocal(place.path)).not.toThrow()
  })
})
