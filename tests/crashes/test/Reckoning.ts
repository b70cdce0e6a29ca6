/**
 * The journal read against the service's ledger: what must be true whatever died when.
 *
 * Each broken promise is one line of text, so that a failing test shows all of them at once.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal, type ListQuery } from "@loyalkit/core/Journal"
import { status, type CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { readFrom } from "@loyalkit/core/journal/CheckoutStore"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { receiptOfAmount } from "./Town.ts"

type Sold = Extract<Entry, { readonly kind: "sold" }>

export interface Reckoning {
  /** What should not be. */
  readonly broken: ReadonlyArray<string>
  /** How many receipts stand where. */
  readonly states: Readonly<Record<string, number>>
  readonly sales: number
  /** How many receipts are or were in doubt, and how many of these the engine has settled by itself. */
  readonly doubts: number
  readonly settledDoubts: number
}

const isDoubt = ({ _tag }: JournalEvent): boolean => _tag === "CommitUnknown"

const keysOf = Effect.fnUntraced(function* (query: ListQuery) {
  const journal = yield* Journal
  const keys: Array<CheckoutKey> = []
  for (let after = 0; ;) {
    const page = yield* journal.list({ ...query, after })
    if (page.length === 0) return keys
    for (const { cursor, key } of page) {
      after = cursor
      keys.push(key)
    }
  }
})

/** Every receipt of the journal and where it stands, and those that were ever in doubt. */
const journalled = Effect.gen(function* () {
  const journal = yield* Journal
  const keys = [...(yield* keysOf({})), ...(yield* keysOf({ status: "settled" }))]
  const states = yield* Effect.forEach(keys, (key) => readFrom(journal, key))
  const records = yield* Effect.forEach(keys, (key) => journal.load(key))
  return {
    states: new Map(states.map(({ state }) => [state.key.receipt, state])),
    doubts: records.flatMap(Option.toArray).filter(({ events }) => events.some(isDoubt)),
  }
})

/** A sale against what was asked and held for it. */
const brokenBySale = (
  { amount, named, spend, total }: Sold,
  state: CheckoutState | undefined,
  held: ReadonlyMap<string, number>,
): ReadonlyArray<string> => {
  const receipt = receiptOfAmount(amount)
  if (state === undefined) return [`${receipt} was sold, and the journal has never heard of it`]
  if (!("intent" in state)) return [`${receipt} was sold, and the journal says ${state._tag}`]
  const broken: Array<string> = []
  const asked = state.intent.request.points
  if (spend !== asked) broken.push(`${receipt} spent ${spend} points, and ${asked} were asked for`)
  const holds = named.map((id) => held.get(id) ?? 0)
  if (spend > 0 && !(holds.length === 1 && holds[0] === spend)) {
    broken.push(`${receipt} spent ${spend} points, and held ${holds.join(", ")}`)
  }
  if (state._tag === "Committed" && ((state.sale.spend ?? 0) !== spend || state.sale.total !== total)) {
    broken.push(`${receipt} is written down as another sale than the one that was made`)
  }
  return broken
}

/** Where a receipt stands against how often it was sold. */
const brokenByState = (state: CheckoutState, sales: number, isCase: boolean): ReadonlyArray<string> => {
  const { receipt } = state.key
  const said = `the journal says ${state._tag}, and the ledger has ${sales} sales of ${receipt}`
  if (sales > 1) return [said]
  // Nobody knows, and a person is told so: either is right.
  if (status(state) !== "settled") return isCase ? [] : [`${receipt} is ${state._tag}, and nobody is told`]
  return sales === (state._tag === "Committed" ? 1 : 0) ? [] : [said]
}

/** Reads the journal against the ledger. `cases`: the receipts that a person is told of. */
export const reckon = Effect.fnUntraced(function* (cases: ReadonlySet<string>) {
  const { doubts, states } = yield* journalled
  const ledger = yield* (yield* Sandbox).ledger()
  const held = new Map(ledger.flatMap((entry) => (entry.kind === "held" ? [[entry.hold, entry.points]] : [])))
  const sold = ledger.flatMap((entry) => (entry.kind === "sold" ? [entry] : []))
  const sales = Arr.groupBy(sold, ({ amount }) => receiptOfAmount(amount))
  const broken = [
    ...ledger
      .filter(({ after, held }) => held > after)
      .map(
        ({ after, client, held, seq }) => `entry ${seq}: ${client} has ${after} points, and holds ${held}`,
      ),
    ...sold.flatMap((sale) => brokenBySale(sale, states.get(receiptOfAmount(sale.amount)), held)),
    ...[...states].flatMap(([receipt, state]) =>
      brokenByState(state, sales[receipt]?.length ?? 0, cases.has(receipt)),
    ),
  ]
  const counts: Record<string, number> = {}
  for (const { _tag } of states.values()) counts[_tag] = (counts[_tag] ?? 0) + 1
  const settledDoubts = doubts.filter(({ status }) => status === "settled").length
  return {
    broken,
    states: counts,
    sales: sold.length,
    doubts: doubts.length,
    settledDoubts,
  } satisfies Reckoning
})
