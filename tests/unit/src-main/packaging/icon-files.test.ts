import { expect, test } from 'vitest'

import { ICNS_SIZES, icnsOf, icoOf } from '../../../../src-main/packaging/icon-files.mjs'

const picture = (size: number) => ({ size, png: Buffer.from(`picture of ${size}`) })

test('I-7: an .ico file lists its pictures with their sizes and where they are', () => {
  const sizes = [16, 48, 256]
  const file = icoOf(sizes.map(picture))
  expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 3])
  const read = sizes.map((_size, index) => {
    const entry = 6 + 16 * index
    const [length, at] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)]
    const size = [file.readUInt8(entry), file.readUInt8(entry + 1)]
    return { size, bits: file.readUInt16LE(entry + 6), content: file.subarray(at, at + length).toString() }
  })
  expect(read).toEqual([
    { size: [16, 16], bits: 32, content: 'picture of 16' },
    { size: [48, 48], bits: 32, content: 'picture of 48' },
    // Microsoft: 0 stands for 256.
    { size: [0, 0], bits: 32, content: 'picture of 256' },
  ])
  expect(() => icoOf([picture(512)])).toThrow('no room for 512 px')
})

test('I-7: an .icns file has a picture for each size and density, and says how long each is', () => {
  const file = icnsOf(ICNS_SIZES.map(picture))
  expect(file.toString('latin1', 0, 4)).toBe('icns')
  expect(file.readUInt32BE(4)).toBe(file.length)
  const found: Record<string, string> = {}
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    found[file.toString('latin1', at, at + 4)] = file.toString('latin1', at + 8, at + file.readUInt32BE(at + 4))
  }
  expect(found).toEqual({
    ic11: 'picture of 32',
    ic12: 'picture of 64',
    ic07: 'picture of 128',
    ic13: 'picture of 256',
    ic08: 'picture of 256',
    ic14: 'picture of 512',
    ic09: 'picture of 512',
    ic10: 'picture of 1024',
  })
  expect(() => icnsOf([picture(32)])).toThrow('needs a picture of 64 px')
})
