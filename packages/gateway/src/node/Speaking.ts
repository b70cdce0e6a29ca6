/**
 * In which language a command speaks: the shop's Russian, or English where it or the machine says so.
 */
import type { Language } from "@loyalkit/core/Money"
import * as Flag from "effect/cli/Flag"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** `--lang`. */
export const langFlag = Flag.Literals("lang", ["ru", "en"]).pipe(
  Flag.withDescription("The language; Russian by default, English where LANG is English"),
  Flag.optional,
)

/** POSIX's variables for messages, the strongest first. */
const VARIABLES = ["LC_ALL", "LC_MESSAGES", "LANG"]

/** The language of `--lang`, or of the machine. */
export const languageOf = Effect.fnUntraced(function* (asked: Option.Option<Language>) {
  if (Option.isSome(asked)) return asked.value
  const provider = yield* ConfigProvider.ConfigProvider
  for (const name of VARIABLES) {
    const said = (yield* Effect.orDie(provider.load([name])))?.value
    if (said !== undefined) return said.startsWith("en") ? ("en" as const) : ("ru" as const)
  }
  return "ru" as const
})
