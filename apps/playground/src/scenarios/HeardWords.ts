/** What a till heard, in a line: the status, the word that counts, and the message for its cashier where there is one. */
import { heardInShort } from "@loyalkit/scenario/play/OutcomeOf"
import type { Heard } from "@loyalkit/scenario/watch/News"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Words } from "../text/scenarios/en.ts"

const Refusal = Schema.fromJsonString(Schema.Struct({ error: Schema.Struct({ message: Schema.String }) }))
const read = Schema.decodeUnknownOption(Refusal)

const OK = 200
const FAILED = 400

/** It went well, and is not known yet: no good news. */
const isOpen = (word: string): boolean => /\b(pending|doubt|queued|committing)$/.test(word)

export interface HeardText {
  readonly text: string
  readonly message: string | undefined
  readonly mood: "good" | "bad" | "waiting"
}

export const heardText = (heard: Heard, t: Words): HeardText => {
  if (heard._tag === "Nothing") return { text: t.steps.unheard[heard.why], message: undefined, mood: "bad" }
  const { body, status } = heard.answer
  const word = heardInShort(heard)
  // A refusal may come with any status.
  const message = Option.getOrUndefined(Option.map(read(body), ({ error }) => error.message))
  return {
    text: status === OK && word !== String(OK) ? `${status} ${word}` : word,
    message,
    mood: status >= FAILED || message !== undefined ? "bad" : isOpen(word) ? "waiting" : "good",
  }
}
