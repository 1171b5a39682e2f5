import { describe, expect, test } from 'vitest'
import { es256Sign, es256Verify } from '../../simulator/secrets/keys/es256.ts'
import { keyTypes } from '../../simulator/secrets/keys/key-types.ts'
import { sealSecretbox } from '../../simulator/secrets/keys/nacl.ts'
import { sealXaesWith } from '../../simulator/secrets/keys/xaes256gcm.ts'

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

describe('the numbers of those who made the algorithms', () => {
  // RFC 6979, A.2.5
  test('es256', () => {
    const key = hex('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721')
    const signature = es256Sign(key, Buffer.from('sample'))
    expect(signature.toString('hex').toUpperCase()).toBe(
      'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716' +
        'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    )
    expect(es256Verify(key, Buffer.from('sample'), signature)).toBe(true)
  })

  // c2sp.org/XAES-256-GCM
  test('xaes256gcm', () => {
    const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX')
    const sealed = sealXaesWith(Buffer.alloc(32, 1), Buffer.from('XAES-256-GCM'), Buffer.alloc(0), nonce)
    expect(sealed.subarray(24).toString('hex')).toBe('ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271')
    const other = Buffer.from('c2sp.org/XAES-256-GCM')
    const bound = sealXaesWith(Buffer.alloc(32, 3), Buffer.from('XAES-256-GCM'), other, nonce)
    expect(bound.subarray(24).toString('hex')).toBe('986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d')
  })

  // NaCl, tests/secretbox.c
  test('nacl_secretbox', () => {
    const sealed = sealSecretbox(
      hex('1b27556473e985d4 62cd51197a9a46c7 6009549eac6474f2 06c4ee0844f68389'),
      hex(`be075fc53c81f2d5 cf141316ebeb0c7b 5228c52a4c62cbd4 4b66849b64244ffc e5ecbaaf33bd751a 1ac728d45e6c6129
           6cdc3c01233561f4 1db66cce314adb31 0e3be8250c46f06d ceea3a7fa1348057 e2f6556ad6b1318a 024a838f21af1fde
           048977eb48f59ffd 4924ca1c60902e52 f0a089bc76897040 e082f93776384864 5e0705`),
      hex('69696ee955b62b73 cd62bda875fc73d6 8219e0036b7a0b37'),
    )
    expect(sealed.subarray(24)).toEqual(
      hex(`f3ffc7703f9400e5 2a7dfb4b3d3305d9 8e993b9f48681273 c29650ba32fc76ce 48332ea7164d96a4 476fb8c531a1186a
           c0dfc17c98dce87b 4da7f011ec48c972 71d2c20f9b928fe2 270d6fb863d51738 b48eeee314a7cc8a b932164548e526ae
           90224368517acfea bd6bb3732bc0e9da 99832b61ca01b6de 56244a9e88d5f9b3 7973f622a43d14a6 599b1f654cb45a74
           e355a5`),
    )
  })

  // RFC 8032, 7.1, test 2
  test('nacl_sign', () => {
    const key = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    expect(keyTypes.nacl_sign?.publicKey?.(key).toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    )
    expect(keyTypes.nacl_sign?.sign?.(key, hex('72')).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
  })
})
