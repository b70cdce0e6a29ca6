/**
 * What every part of a request's handling knows of it: its ID, the language of its answer, and what the log will say.
 */
import type { Language } from "@loyalkit/core/Money"
import * as Context from "effect/Context"
import type { FailureCode } from "../api/Failures.ts"

export interface RequestFacts {
  /** In the answer and in the log. */
  readonly id: string
  readonly language: Language
  /** For the log, filled in on the way. */
  readonly noted: { caller?: string; code?: FailureCode }
}

export class CurrentRequest extends Context.Reference<RequestFacts>("@loyalkit/gateway/edge/CurrentRequest", {
  defaultValue: () => ({ id: "", language: "ru", noted: {} }),
}) {}
