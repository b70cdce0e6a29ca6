/**
 * `loyalkit-gateway doctor`: is everything in place for these settings? A line each; the exit code is 1 if anything is wrong.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { CommandFailure } from "../CommandFailure.ts"
import { readSettings } from "../ReadSettings.ts"
import { root, startedBy } from "../Root.ts"
import { langFlag, languageOf } from "../Speaking.ts"
import { examine, settingsWrong, type Tell } from "./Examination.ts"
import { line } from "./Finding.ts"

/** The command. */
export const doctorCommand = Command.make(
  "doctor",
  {
    client: Flag.Redacted("client").pipe(
      Flag.withDescription(
        "The phone of a client with a point to spare: one is held for a moment, to see how the service shows it",
      ),
      Flag.optional,
    ),
    lang: langFlag,
  },
  Effect.fnUntraced(function* ({ client, lang }) {
    const language = yield* languageOf(lang)
    let wrongs = 0
    const tell: Tell = (finding) =>
      Effect.suspend(() => {
        if (finding.mark === "wrong") wrongs++
        return Console.log(line(finding, language))
      })
    const settings = yield* Effect.result(readSettings(startedBy(yield* root)))
    if (Result.isFailure(settings)) yield* Effect.forEach(settingsWrong(settings.failure), tell)
    else
      yield* examine(settings.success, {
        tell,
        ...(Option.isSome(client) ? { client: client.value } : {}),
      })
    if (wrongs === 0) return
    const words = { en: `Things to put right: ${wrongs}`, ru: `Нужно исправить: ${wrongs}` }
    return yield* new CommandFailure({ words: words[language], code: 1 })
  }),
).pipe(Command.withDescription("Checks the settings, the disk and the way to the service, in plain words"))
