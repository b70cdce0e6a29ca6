/**
 * SHA-1 (RFC 3174), for names that are computed; it keeps no secret.
 *
 * Browsers have it only where a page came over HTTPS or from the machine itself, and the same names must come out everywhere.
 */

const BLOCK = 64
const ROUNDS = 80
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** The message, a one, zeros, and its length in bits: whole blocks. */
const padded = (message: Uint8Array): DataView => {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return view
}

/** How three words are mixed in a round, and with which constant. */
const mixed = (round: number, b: number, c: number, d: number): number => {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

/** The sixteen words of a block, and what follows from them. */
const wordsOf = (message: DataView, at: number): Int32Array => {
  const words = new Int32Array(ROUNDS)
  for (let place = 0; place < ROUNDS; place++) {
    const word = (back: number): number => words[place - back] ?? 0
    words[place] =
      place < 16 ? message.getInt32(at + place * 4) : rotated(word(3) ^ word(8) ^ word(14) ^ word(16), 1)
  }
  return words
}

/** The 20 bytes. */
export const sha1 = (message: Uint8Array): Uint8Array => {
  const view = padded(message)
  let [h0, h1, h2, h3, h4]: readonly [number, number, number, number, number] = START
  for (let at = 0; at < view.byteLength; at += BLOCK) {
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4]
    for (const [round, word] of wordsOf(view, at).entries()) {
      const next = (rotated(a, 5) + mixed(round, b, c, d) + e + word) | 0
      ;[a, b, c, d, e] = [next, a, rotated(b, 30), c, d]
    }
    ;[h0, h1, h2, h3, h4] = [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0]
  }
  const digest = new DataView(new ArrayBuffer(20))
  for (const [place, word] of [h0, h1, h2, h3, h4].entries()) digest.setInt32(place * 4, word)
  return new Uint8Array(digest.buffer)
}
