/**
 * A set of 96-bit keys, for millions of them: three whole numbers each, in one flat array with open addressing.
 *
 * A `Set` of strings takes four times as long and ten times the memory, and the search does little else.
 */
const WORDS = 3

export class KeySet {
  size = 0
  #slots = new Int32Array(WORDS << 16)

  /** Adds a key; `false` where it was there. The first number is never 0: that is what an empty slot looks like. */
  add(a: number, b: number, c: number): boolean {
    if (this.size * WORDS * 2 >= this.#slots.length) this.#grow()
    const isNew = KeySet.#put(this.#slots, a | 0, b | 0, c | 0)
    if (isNew) this.size++
    return isNew
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    for (let at = 0; at < this.#slots.length; at += WORDS) {
      const [a = 0, b = 0, c = 0] = [this.#slots[at], this.#slots[at + 1], this.#slots[at + 2]]
      if (a !== 0) KeySet.#put(slots, a, b, c)
    }
    this.#slots = slots
  }

  static #put(slots: Int32Array, a: number, b: number, c: number): boolean {
    const mask = slots.length / WORDS - 1
    let hash =
      Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (b >>> 13), 0x297a2d39) ^ Math.imul(c, 0x165667b1)
    hash ^= hash >>> 16
    for (let slot = Math.imul(hash, 0x9e3779b1) >>> 0; ; slot++) {
      const at = (slot & mask) * WORDS
      if (slots[at] === 0) {
        slots[at] = a
        slots[at + 1] = b
        slots[at + 2] = c
        return true
      }
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return false
    }
  }
}
