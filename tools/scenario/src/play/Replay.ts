/**
 * Plays a scenario's text and says what came of it: what `npm run simulate -- --replay` prints, and whether it is as the file says.
 */
import * as Result from "effect/Result"
import * as Text from "../format/Text.ts"
import * as Compare from "./Compare.ts"
import { play } from "./Play.ts"
import { outcomeInWords, playedInWords } from "./Words.ts"

export interface Replayed {
  /** What to print. */
  readonly lines: ReadonlyArray<string>
  /** What must never be, and was. */
  readonly complaints: ReadonlyArray<string>
  /** Where it did not come to what the file says. */
  readonly differences: ReadonlyArray<string>
  /** The file with the outcome of this play in it. */
  readonly recorded: string
}

/** The text must be a scenario's; what is wrong with one is told by field. */
export const replay = (text: string): Result.Result<Replayed, Text.NotAScenario> => {
  const parsed = Text.parse(text)
  if (Result.isFailure(parsed)) return Result.fail(parsed.failure)
  const scenario = parsed.success
  const { complaints, outcome, steps } = play(scenario)
  const expected = scenario.outcome
  const differences =
    expected === undefined
      ? ["outcome: the file has none; write it with --record"]
      : Compare.differences(expected, outcome)
  return Result.succeed({
    lines: [
      `${scenario.title.en}. ${scenario.about.en}`,
      "",
      ...steps.map(playedInWords),
      "",
      ...outcomeInWords(outcome).map((line) => `  ${line}`),
    ],
    complaints,
    differences,
    recorded: Text.print({ ...scenario, outcome }),
  })
}
