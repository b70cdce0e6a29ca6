/**
 * What a shop has come to, as a scenario's outcome says it.
 */
import type { Points } from "@loyalkit/core/Money"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Outcome } from "../format/Outcome.ts"
import { OFFICE } from "../shop/Town.ts"
import type { Shop } from "../shop/Shop.ts"
import type { ReceiptNow } from "../watch/Look.ts"
import type { Heard } from "../watch/News.ts"

type Sold = Extract<Entry, { readonly kind: "sold" }>

/** What is read of an answer: `/v1` says `ok`, iiko's bridge an `action`; the native protocol of 1C only a text. */
const Said = Schema.fromJsonString(
  Schema.Union([
    Schema.Struct({
      ok: Schema.Literal(true),
      status: Schema.optionalKey(Schema.String),
      state: Schema.optionalKey(Schema.String),
    }),
    Schema.Struct({ ok: Schema.Literal(false), error: Schema.Struct({ code: Schema.String }) }),
    Schema.Struct({
      action: Schema.String,
      data: Schema.optionalKey(Schema.Struct({ status: Schema.optionalKey(Schema.String) })),
    }),
  ]),
)
const read = Schema.decodeUnknownOption(Said)

/** The longest text of an answer that stands for itself. */
const LONGEST = 60

const wordOf = (body: string): string => {
  const said = Option.getOrUndefined(read(body))
  if (said === undefined) return body.length <= LONGEST && !/[{<]/.test(body) ? body.trim() : ""
  if ("action" in said) return `${said.action} ${said.data?.status ?? ""}`.trim()
  return said.ok ? (said.status ?? said.state ?? "ok") : said.error.code
}

/** One word, or few, for what a till heard. */
export const heardInShort = (heard: Heard | undefined): string => {
  if (heard === undefined) return "waiting"
  if (heard._tag === "Nothing") return heard.why
  const { body, status } = heard.answer
  const word = wordOf(body)
  return status === 200 && word !== "" ? word : `${status} ${word}`.trim()
}

/** The sales of the ledger, each with the receipt for which it was made: the same client, point, amount and points, one sale for each receipt. */
const salesOf = (shop: Shop, receipts: ReadonlyArray<ReceiptNow>): Outcome["sales"] => {
  const free = receipts.flatMap(({ key, state }) =>
    "intent" in state ? [{ key, intent: state.intent }] : [],
  )
  const receiptOf = (sold: Sold) => {
    const index = free.findIndex(
      ({ intent: { account, request }, key }) =>
        account.id === sold.client &&
        key.point === sold.point &&
        request.amount === sold.amount &&
        request.points === sold.spend,
    )
    return index < 0 ? undefined : free.splice(index, 1)[0]?.key.receipt
  }
  return shop.ledger().flatMap((entry) => {
    if (entry.kind !== "sold") return []
    const isOurs = shop.callAt(entry.call)?.by === "gateway"
    const receipt = isOurs ? receiptOf(entry) : undefined
    const { amount, client, earn, point, spend, total } = entry
    return [
      {
        ...(receipt === undefined ? {} : { receipt }),
        ...(isOurs ? {} : { elsewhere: true as const }),
        client: shop.town.phoneOf(client),
        point: shop.town.placeOf(point),
        amount,
        total,
        spend,
        earn,
      },
    ]
  })
}

/** Everybody whom an entry names, but those that only open the ledger. */
const clientsOf = (shop: Shop): Outcome["clients"] => {
  const entries = shop.ledger()
  const touched = new Set(entries.flatMap(({ client, kind }) => (kind === "opened" ? [] : [client])))
  return shop.town.world.clients.flatMap(({ id, phone }) => {
    const last = entries.findLast(({ client }) => client === id)
    if (last === undefined || !touched.has(id)) return []
    const held: Points = last.held
    return [{ client: String(phone), balance: last.after, ...(held === 0 ? {} : { held }) }]
  })
}

const receiptsOf = (shop: Shop, receipts: ReadonlyArray<ReceiptNow>): Outcome["receipts"] =>
  receipts.map(({ conclusion: { verdict }, key, view }) => {
    const judge = verdict !== undefined && verdict.is !== "left" ? verdict.by : "answer"
    const isSettled = view.state === "committed" || view.state === "rejected"
    return {
      receipt: key.receipt,
      point: shop.town.placeOf(key.point),
      state: view.state,
      ...(isSettled && judge !== "answer" ? { judge } : {}),
    }
  })

/** What it has come to now. */
export const outcomeOf = (shop: Shop): Outcome => {
  const receipts = shop.receipts()
  return {
    heard: shop.tillCalls().flatMap(({ heard, till }) => (till === OFFICE ? [] : [heardInShort(heard)])),
    receipts: receiptsOf(shop, receipts),
    sales: salesOf(shop, receipts),
    clients: clientsOf(shop),
    cases: receipts.flatMap(({ cases, key }) =>
      cases.map((one) => ({
        receipt: key.receipt,
        kind: one.kind,
        ...(one.kind === "doubt" && one.left !== undefined ? { why: one.left.why } : {}),
      })),
    ),
  }
}
