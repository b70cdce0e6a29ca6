/**
 * The cards that 1C knows our clients by.
 *
 * LoyalClient has clients, 1C has cards with a GUID. A client's card is computed from the client's ID, so it is the same for ever; the way back is
 * written down: only that this GUID is that client, nothing that names a person. What finds the client at the service (a phone) stands
 * in the journal beside every receipt that is not settled, and goes when it is: so a GUID alone finds a client for as long as a receipt of theirs is open.
 */
import { ClientId, type PointId } from "@loyalkit/core/Domain"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { CardBook } from "../CardBook.ts"
import { uuidOf } from "../Uuid.ts"

const factOf = (guid: string): string => `1c.card.${guid}`

/** So many cards are known to be written down already; a till sees fewer customers a day. */
const MOST_WRITTEN = 10_000

/** Open receipts of one client that are looked through for a phone: more than one customer has. */
const MOST_OPEN = 20

export class Cards extends Context.Service<
  Cards,
  {
    /** The card of a client; written down, so that its GUID leads back to the client. */
    readonly of: (client: ClientId) => Effect.Effect<string, JournalError>
    /** Whose card this is; nothing where it is none of ours. */
    readonly clientOf: (guid: string) => Effect.Effect<ClientId | undefined, JournalError>
    /** What finds the client at the service, as long as a receipt of theirs is open. */
    readonly searchOf: (client: ClientId, point?: PointId) => Effect.Effect<string | undefined, JournalError>
  }
>()("@loyalkit/adapter-1c-http/Cards") {
  static readonly layer: Layer.Layer<Cards, never, Journal> = Layer.effect(
    Cards,
    Effect.suspend(() => make),
  )
}

const make = Effect.gen(function* () {
  const journal = yield* Journal
  const written = new Set<string>()

  const of = Effect.fnUntraced(function* (client: ClientId) {
    const guid = yield* uuidOf(`card\n${client}`)
    if (written.has(guid)) return guid
    yield* journal.remember(factOf(guid), client)
    if (written.size >= MOST_WRITTEN) written.clear()
    written.add(guid)
    return guid
  })

  const clientOf = (guid: string) =>
    Effect.map(journal.recall(factOf(guid)), (fact) =>
      Option.getOrUndefined(
        Option.map(
          Option.filter(fact, (id) => id !== ""),
          (id) => ClientId.make(id),
        ),
      ),
    )

  const searchOf = Effect.fnUntraced(function* (client: ClientId, point?: PointId) {
    const open = yield* journal.list({ client, limit: MOST_OPEN })
    for (const { key } of open.toReversed()) {
      if (point !== undefined && key.point !== point) continue
      const record = Option.getOrUndefined(yield* journal.load(key))
      const search = record?.personal?.person?.phone ?? record?.personal?.search
      if (search !== undefined) return search
    }
    return undefined
  })

  return Cards.of({ of, clientOf, searchOf })
})

/** The same for whoever reads receipts back: a card leads to what finds its client. */
export const bookLayer: Layer.Layer<CardBook, never, Cards> = Layer.effect(
  CardBook,
  Effect.map(Cards, ({ clientOf, searchOf }) =>
    CardBook.of({
      clientOf: Effect.fnUntraced(function* (guid: string) {
        const client = yield* clientOf(guid)
        return Option.fromUndefinedOr(client === undefined ? undefined : yield* searchOf(client))
      }),
    }),
  ),
)
