/**
 * The sandbox's own chance: every ID and every fault that strikes by probability comes from a seed, so that
 * the same seed and the same calls give the same answers, to the byte.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** A source of chance. Drawing from one source never shifts another one. */
export interface Source {
  /** An ID that looks like the real service's: 24 hexadecimal characters. */
  readonly id: () => string
  /** So many decimal digits. */
  readonly digits: (count: number) => string
  /** A number from 0 inclusive to 1 exclusive. */
  readonly fraction: () => number
}

/** Six hexadecimal digits, the most that one draw gives without touching the limits of a 32-bit number. */
const SIX_HEX = 0x1000000

/** The source of a seed, named by what it is for. */
export const make = (seed: string, purpose: string): Source => {
  const random = Effect.runSync(Random.withSeed(Effect.service(Random.Random), `${seed}/${purpose}`))
  const sixHex = () =>
    Math.floor(random.nextDoubleUnsafe() * SIX_HEX)
      .toString(16)
      .padStart(6, "0")
  return {
    id: () => sixHex() + sixHex() + sixHex() + sixHex(),
    digits: (count) =>
      Array.from({ length: count }, () => String(Math.floor(random.nextDoubleUnsafe() * 10))).join(""),
    fraction: () => random.nextDoubleUnsafe(),
  }
}
