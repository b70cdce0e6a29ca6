/**
 * What РМК's steps have in common: the screen, the line to the server, and what is known of the server.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { createSignal, type Accessor } from "solid-js"
import type { Heard } from "../../shop/Requests.ts"
import type { Asked, Line } from "./line/Line.ts"
import * as Answers from "./rmk/Answers.ts"
import * as Asking from "./rmk/Asking.ts"
import { noAbilities, type Abilities } from "./rmk/Versions.ts"
import { newSheet, type Sheet } from "./Sheet.ts"

export type Step<A = void> = Effect.Effect<A>

export interface Desk {
  readonly sheet: Accessor<Sheet>
  readonly put: (change: Partial<Sheet>) => void
  readonly ask: (asked: Asked) => Step<Heard>
  /** As far as the last `useautomaticdiscounts` told. */
  readonly abilities: () => Abilities
  readonly askAbilities: Step<Result.Result<Abilities, Answers.Trouble>>
}

export const createDesk = (line: Line): Desk => {
  const [sheet, setSheet] = createSignal(newSheet(1))
  let abilities = noAbilities
  const ask = (asked: Asked): Step<Heard> => Effect.suspend(() => line.ask(asked, sheet().number))
  return {
    sheet,
    put: (change) => void setSheet((now) => ({ ...now, ...change })),
    ask,
    abilities: () => abilities,
    askAbilities: Effect.gen(function* () {
      abilities = noAbilities
      const known = Answers.abilities(yield* ask(Asking.useAutomaticDiscounts))
      if (Result.isSuccess(known)) abilities = known.success
      return known
    }),
  }
}
