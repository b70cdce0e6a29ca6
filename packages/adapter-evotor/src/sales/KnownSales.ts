/**
 * Which receipt a document of a sale is: what a refund, which names the document, finds its sale by.
 *
 * That the terminal's receipt and the cloud's document have one ID is not proven. So what a document's extra said is remembered: in a fixed number of small facts of
 * the journal, in each the newest, and no longer than a journal keeps its settled receipts by default.
 */
import { ReceiptId } from "@loyalkit/core/Domain"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import * as Locks from "@loyalkit/core/journal/Locks"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Amount } from "../documents/OurExtra.ts"

const MILLIS_PER_DAY = 86_400_000
/** Days that are kept: those of `keepSettledDays` in core's policy, by default, and a week. */
const DAYS = 97

/** Facts, and the most sales in each: some fifty thousand, of which one fact of twenty kilobytes is written for a sale. Our judgment. */
const DRAWERS = 256
const MOST_IN_ONE = 200

/** The sale of a document. */
const KnownSale = Schema.Struct({
  document: Schema.String,
  receipt: ReceiptId,
  /** Our part of its discount, and all of it. */
  ours: Amount,
  discount: Amount,
  /** When it was closed, in milliseconds since 1970. */
  at: Schema.Int,
})
export interface KnownSale extends Schema.Schema.Type<typeof KnownSale> {}

const Drawer = Schema.fromJsonString(Schema.Array(KnownSale))
const decode = Schema.decodeUnknownOption(Drawer)
const encode = Schema.encodeSync(Drawer)

const factOf = (document: string): string => {
  let sum = 0
  for (const letter of document) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 0x7fff_ffff
  return `evotor.sales.${sum % DRAWERS}`
}

export const make = (journal: Journal["Service"]) => {
  const locks = Locks.make()

  const drawer = (fact: string): Effect.Effect<ReadonlyArray<KnownSale>, JournalError> =>
    Effect.map(journal.recall(fact), (text) => Option.getOrElse(Option.flatMap(text, decode), () => []))

  const get = (document: string): Effect.Effect<KnownSale | undefined, JournalError> =>
    Effect.map(drawer(factOf(document)), (sales) => sales.find((sale) => sale.document === document))

  /** Remembers a sale, in the place of what was known of its document. */
  const put = (sale: KnownSale): Effect.Effect<void, JournalError> => {
    const fact = factOf(sale.document)
    return Effect.gen(function* () {
      const known = yield* drawer(fact)
      if (known.some((one) => Equal.equals(one, sale))) return
      const kept = known.filter(
        ({ at, document }) => document !== sale.document && at > sale.at - DAYS * MILLIS_PER_DAY,
      )
      yield* journal.remember(fact, encode([...kept, sale].slice(-MOST_IN_ONE)))
    }).pipe(locks.alone(fact))
  }

  return { get, put }
}

/** The sales that are remembered. */
export type KnownSales = ReturnType<typeof make>
