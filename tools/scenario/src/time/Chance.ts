/**
 * All chance of a run, from one seed. What is drawn for one purpose never shifts what is drawn for another.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** A source of chance. */
export interface Chance {
  /** From 0 inclusive to 1 exclusive. */
  readonly fraction: () => number
  /** A whole number; both ends may come. */
  readonly between: (least: number, most: number) => number
  /** True with this probability. */
  readonly happens: (probability: number) => boolean
  readonly oneOf: <A>(choices: readonly [A, ...ReadonlyArray<A>]) => A
  /** One of several things, each as often as its weight says. */
  readonly weighed: <A>(choices: readonly [readonly [number, A], ...ReadonlyArray<readonly [number, A]>]) => A
  /** The same as effect's service. */
  readonly random: typeof Random.Random.Service
}

/** The chance of a seed, for one purpose. */
export const make = (seed: string, purpose: string): Chance => {
  const random = Effect.runSync(Random.withSeed(Effect.service(Random.Random), `${seed}/${purpose}`))
  const fraction = () => random.nextDoubleUnsafe()
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1))
  return {
    random,
    fraction,
    between,
    happens: (probability) => fraction() < probability,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    weighed: (choices) => {
      let left = fraction() * choices.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, choice] of choices) {
        left -= weight
        if (left < 0) return choice
      }
      return choices[0][1]
    },
  }
}
