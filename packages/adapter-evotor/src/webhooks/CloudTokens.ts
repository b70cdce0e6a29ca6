/**
 * The tokens by which Evotor's cloud is asked, as it hands them over when the application is installed: one for each user.
 *
 * It hands them over once, so they are kept where everything is that must not be lost: in the journal, whose file is its owner's alone. They are in no log and no answer. Who
 * would rather have none in the journal names a token in the settings; then what is handed over is not kept at all.
 */
import type { Journal, JournalError, JournalUnavailable } from "@loyalkit/core/Journal"
import * as Locks from "@loyalkit/core/journal/Locks"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

const FACT = "evotor.cloud-tokens"

/** Users of one gateway; the oldest goes. Our judgment: a gateway is one company's. */
const MOST_USERS = 50

const Tokens = Schema.fromJsonString(
  Schema.Array(
    Schema.Struct({
      user: Schema.String,
      token: Schema.RedactedFromValue(Schema.String),
      /** When it was handed over, in milliseconds since 1970. */
      at: Schema.Int,
    }),
  ),
)
const decode = Schema.decodeUnknownOption(Tokens)
const encode = Schema.encodeSync(Tokens)
type Handed = typeof Tokens.Type

export const make = (journal: Journal["Service"]) => {
  const locks = Locks.make()

  const all: Effect.Effect<Handed, JournalError> = Effect.map(journal.recall(FACT), (text) =>
    Option.getOrElse(Option.flatMap(text, decode), () => []),
  )

  const change = (next: (known: Handed) => Handed): Effect.Effect<void, JournalError> =>
    Effect.flatMap(all, (known) => journal.remember(FACT, encode(next(known)))).pipe(locks.alone(FACT))

  const without = (user: string) => (known: Handed) => known.filter((one) => one.user !== user)

  return {
    all,
    /** Kept, also after a power cut, when it succeeds. */
    put: (user: string, token: Redacted.Redacted): Effect.Effect<void, JournalError | JournalUnavailable> =>
      Effect.flatMap(Clock.currentTimeMillis, (at) =>
        Effect.andThen(
          change((known) => [...without(user)(known), { user, token, at }].slice(-MOST_USERS)),
          journal.sync,
        ),
      ),
    /** The application was taken off then: one that was handed over later is of another installation, and stays. */
    forget: (user: string, then: number) =>
      change((known) => known.filter((one) => one.user !== user || one.at > then)),
  }
}
export type CloudTokens = ReturnType<typeof make>
