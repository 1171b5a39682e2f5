import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorizationOf, secretsOf } from '../../controller/fly/authorization.ts'
import { parseJson } from '../../controller/fly/json.ts'
import { clean, readWords } from '../../controller/fly/words.ts'

describe("Fly's words", () => {
  test('the message comes before the error, and an empty one does not count', () => {
    expect(readWords('{"error":"one","message":"other"}', []).text).toBe('other')
    expect(readWords('{"error":"one","message":""}', []).text).toBe('one')
  })

  test('a web page is named by its title', () => {
    expect(readWords('<html>500</html>', []).text).toBe('a web page instead of an answer')
    expect(readWords('  <!doctype html><title> Bad\nGateway </title>', []).text).toBe(
      'a web page instead of an answer, «Bad Gateway»',
    )
  })

  test('JSON that says nothing is quoted', () => {
    expect(readWords('{"errors":[1]}', []).text).toBe('{"errors":[1]}')
    expect(readWords('null', []).text).toBe('null')
  })

  test('control characters, NUL bytes and characters that turn the line around are taken out', () => {
    expect(clean('a\0b\u202ec\u200bd\u001b[31m\r\n e', [])).toBe('abcd[31m e')
  })

  test('no more than 500 characters are shown', () => {
    expect(clean('x'.repeat(10_000), [])).toHaveLength(500)
  })

  test('a token is taken out, even with a NUL byte in it, even when it is not ours', () => {
    const secrets = secretsOf('FlyV1 opaque-secret-value')
    expect(clean('bad token opaque-secret\0-value!', secrets)).toBe('bad token [token]!')
    expect(clean('bad token fm2_lJPEC+abc/d=, again', [])).toBe('bad token [token], again')
  })

  test('no text whatever shows the token, whole or in parts of a list', () => {
    const token = 'fm2_aaaaaaaaaa,fm2_bbbbbbbbbb'
    const secrets = secretsOf(token)
    const piece = fc.oneof(fc.constantFrom(token, 'fm2_aaaaaaaaaa', 'fm2_bbbbbbbbbb'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(clean(pieces.join(''), secrets)).not.toMatch(/aaaaaaaaaa|bbbbbbbbbb/)
      }),
    )
  })
})

describe('JSON from outside', () => {
  test('is parsed', () => {
    expect(parseJson('{"a":[{"b":"]}\\"{["}]}')).toEqual({ ok: true, value: { a: [{ b: ']}"{[' }] } })
  })

  test('that is none is no JSON', () => {
    for (const text of ['', '{', '<html>', 'not found', '\0']) expect(parseJson(text).ok).toBe(false)
  })

  test('that is nested too deep is refused before anybody walks it', () => {
    expect(parseJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true)
    expect(parseJson('['.repeat(65) + ']'.repeat(65)).ok).toBe(false)
    expect(parseJson('{"a":'.repeat(2_000_000)).ok).toBe(false)
  })

  test('reads like JSON.parse for everything that is not deep', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })
})

describe('the Authorization header', () => {
  test('is FlyV1 for macaroons and Bearer for the rest, whatever scheme came with the token', () => {
    expect(authorizationOf('fm2_abc,fm2_def')).toBe('FlyV1 fm2_abc,fm2_def')
    expect(authorizationOf('FlyV1 fm2_abc')).toBe('FlyV1 fm2_abc')
    expect(authorizationOf('bearer flyv1 fm1r_abc\n')).toBe('FlyV1 fm1r_abc')
    expect(authorizationOf('fm1a_x')).toBe('FlyV1 fm1a_x')
    expect(authorizationOf('fo1_abc')).toBe('Bearer fo1_abc')
    expect(authorizationOf('Bearer opaque')).toBe('Bearer opaque')
  })

  test('is refused for a token that cannot stand in a header, without saying the token', () => {
    for (const token of ['', 'FlyV1 ', 'geheim wort', 'geheim\nwort', 'geheim\u0000', 'geheimnisträger']) {
      expect(() => authorizationOf(token)).toThrow(/^(?!.*geheim)the Fly token/)
    }
  })
})
