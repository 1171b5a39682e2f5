/**
 * What a spec may cost before anything is composed of it. Without these a document of a kilobyte keeps the process busy
 * for seconds or ends it: nested lists, complex keys and aliases grow without bound inside a YAML parser.
 */

/** Of a file, however many documents it holds. */
export const mostBytes = 256 * 1024

/** Of lists and keys within one another. An App needs 12. */
export const mostDepth = 64

/** Keys, values, lists and maps of a file together. */
export const mostNodes = 8_000

/** Of a file: words, signs, line ends and comments. Bounds the time that reading takes, which nodes alone do not. */
export const mostTokens = 40_000

/** Told about one file. Whoever has more starts with these. */
export const mostProblems = 50

/**
 * Keys that mean something else to JavaScript than to YAML. No spec needs them, and code that copies a value key by key
 * could be led astray by them.
 */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
