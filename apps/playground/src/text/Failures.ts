/** What to tell the cashier when a command fails: core's own words, as a real till would show them. */
import type { Language } from "@loyalkit/core/Money"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import type { Failure } from "../shop/Failure.ts"
import type { Texts } from "./Texts.ts"

/** A defect no till should ever show. */
export const failureText = (failure: Failure, language: Language, texts: Texts): string => {
  if (failure._tag === "Stopped") return texts.till.stopped
  return failure.error === undefined ? texts.till.defect : `${cashierMessage(failure.error, language)}.`
}
