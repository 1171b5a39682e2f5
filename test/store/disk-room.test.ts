import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDiskRoom } from '../../controller/store/disk-room.ts'
import { canMountSmallDisk, mountSmallDisk } from './small-disk.ts'
import { aDirectory } from './support.ts'

const megabyte = 1024 * 1024

describe('the room that is kept on the disk', () => {
  test('is made of bytes that are there, and of no more than were asked for', () => {
    using place = aDirectory()
    expect(createDiskRoom(place.path, 1.5 * megabyte).isThere()).toBe(true)
    const { size, blocks } = statSync(join(place.path, 'reserve'))
    expect(size).toBe(1.5 * megabyte)
    expect(blocks * 512, 'a hole in a file keeps no room').toBeGreaterThanOrEqual(size)
  })

  test('is found again, and made anew when it is another one', () => {
    using place = aDirectory()
    createDiskRoom(place.path, megabyte).isThere()
    const { ino, mtimeMs } = statSync(join(place.path, 'reserve'))
    expect(createDiskRoom(place.path, megabyte).isThere()).toBe(true)
    expect(statSync(join(place.path, 'reserve'))).toMatchObject({ ino, mtimeMs })

    truncateSync(join(place.path, 'reserve'), 10)
    expect(createDiskRoom(place.path, megabyte).isThere()).toBe(true)
    expect(statSync(join(place.path, 'reserve')).size).toBe(megabyte)
  })

  test('is not made where the disk has not twice as much', () => {
    using place = aDirectory()
    expect(createDiskRoom(place.path, Number.MAX_SAFE_INTEGER).isThere()).toBe(false)
    expect(readdirSync(place.path)).toEqual([])
  })

  test.skipIf(!canMountSmallDisk())('is given back, and comes again when somebody has freed space', () => {
    using place = aDirectory()
    using disk = mountSmallDisk(place.path, 4)
    const room = createDiskRoom(disk.path, megabyte)
    expect(room.isThere()).toBe(true)
    writeFileSync(join(disk.path, 'others'), Buffer.alloc(3 * megabyte - 64 * 1024))

    room.giveBack()
    writeFileSync(join(disk.path, 'ours'), Buffer.alloc(megabyte / 2))
    expect(room.isThere(), 'there is half a megabyte').toBe(false)

    truncateSync(join(disk.path, 'others'), megabyte / 4)
    expect(room.isThere()).toBe(true)
  })
})
