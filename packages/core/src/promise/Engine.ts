/**
 * Builds the engine behind the Promise face from plain options, and says what is wrong with them.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Cases } from "../Cases.ts"
import { Checkout } from "../Checkout.ts"
import { layerMemory } from "../journal/MemoryJournal.ts"
import { LoyalClient } from "../LoyalClient.ts"
import { defaults, Policy, PolicyConfig } from "../Policy.ts"
import * as FetchTransport from "../transport/FetchTransport.ts"
import { journalOf, transportOf, type JournalLayer, type TransportLayer } from "./Handles.ts"
import type { JournalHandle, LoyaltyOptions, TransportHandle } from "./Options.ts"
import { wrongFields } from "./Requests.ts"

/** Only what `fetch` can send as a header; anything else would fail at each call instead of at the start. */
const ApiKey = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]+$/, { expected: "a key of printable ASCII characters without spaces" }),
)

const isJournalHandle = (input: unknown): input is JournalHandle =>
  Predicate.isObject(input) && "kind" in input && input.kind === "journal"
const isTransportHandle = (input: unknown): input is TransportHandle =>
  Predicate.isObject(input) && "kind" in input && input.kind === "transport"

const Options = Schema.Struct({
  url: Schema.String,
  apiKey: ApiKey,
  journal: Schema.optional(Schema.Union([Schema.Literal("memory"), Schema.declare(isJournalHandle)])),
  transport: Schema.optional(Schema.declare(isTransportHandle)),
  fetch: Schema.optional(
    Schema.declare((input: unknown): input is FetchTransport.Fetch => typeof input === "function"),
  ),
  policy: Schema.optional(Schema.Record(Schema.String, Schema.Unknown)),
})

const wrong = (what: string, how: string) =>
  new Error(
    `Loyalty cannot start: ${what === "" ? "" : `${what}: `}${how}. Correct the options of createLoyalty.`,
  )

const decodeOptions = Schema.decodeUnknownResult(Options, { errors: "all" })
const decodePolicy = Schema.decodeUnknownResult(PolicyConfig, { errors: "all", onExcessProperty: "error" })

const orThrow = <A>(decoded: Result.Result<A, Schema.SchemaError>, at: string): A =>
  Result.getOrThrowWith(decoded, (error) => {
    const [first] = wrongFields(error)
    return wrong(
      [at, first?.field ?? ""].filter((part) => part !== "").join("."),
      first?.message ?? error.message,
    )
  })

const journalLayer = (journal: "memory" | JournalHandle | undefined): JournalLayer => {
  if (journal === undefined || journal === "memory") return layerMemory
  const found = journalOf(journal)
  if (found === undefined) throw wrong("journal", 'expected "memory" or what sqliteJournal() returned')
  return found
}

const transportLayer = ({
  fetch,
  transport,
}: Pick<LoyaltyOptions, "fetch" | "transport">): TransportLayer => {
  if (transport === undefined) return FetchTransport.layer(fetch === undefined ? {} : { fetch })
  if (fetch !== undefined) throw wrong("fetch", "expected either fetch or transport, not both")
  const found = transportOf(transport)
  if (found === undefined) throw wrong("transport", "expected what undiciTransport() returned")
  return found
}

/** What the face drives. */
export type Services = Checkout | Cases

/** The engine's layer. Throws a plain `Error` where the options are wrong; what only building finds out is a failure of the layer. */
export const engine = (input: LoyaltyOptions): Layer.Layer<Services, { readonly message: string }> => {
  const { apiKey, fetch, journal, policy, transport, url } = orThrow(decodeOptions(input), "")
  const config = orThrow(
    decodePolicy({ ...defaults, ...Record.filter(policy ?? {}, Predicate.isNotUndefined) }),
    "policy",
  )
  const outside = Layer.merge(
    journalLayer(journal),
    transportLayer({
      ...(fetch === undefined ? {} : { fetch }),
      ...(transport === undefined ? {} : { transport }),
    }),
  )
  return Layer.merge(Checkout.layer, Cases.layer).pipe(
    Layer.provide(LoyalClient.layer({ url, apiKey: Redacted.make(apiKey) })),
    Layer.provide(outside),
    Layer.provide(Layer.effect(Policy, Effect.succeed(config))),
  )
}
