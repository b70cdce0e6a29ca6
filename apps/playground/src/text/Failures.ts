/** What to tell the cashier when a command fails: core's own words, as a real till would show them. */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { Language } from "@loyalkit/core/Money"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import type { Texts } from "./Texts.ts"

/** `undefined` is a defect, which no till should ever show. */
export const failureText = (error: CheckoutError | undefined, language: Language, texts: Texts): string =>
  error === undefined ? texts.till.defect : `${cashierMessage(error, language)}.`
