/** What differs between two outcomes, in English. States, verdicts and kinds of case have their words elsewhere. */
import type { Place } from "@loyalkit/scenario/format/Step"

const inPlace: Readonly<Record<Place, string>> = { cafe: "in the café", bakery: "in the bakery" }

/** How it was concluded. */
const ended = (judge: string | undefined): string => (judge === undefined ? "" : `: ${judge}`)

export const en = {
  quoted: (text: string) => `“${text}”`,
  none: "none",
  yes: "yes",
  no: "no",
  /** In the place of what a later format may have. */
  unknown: "something that has no words here",
  waiting: "still waiting",
  noJudge: "neither by a witness nor from a person",
  places: { cafe: "the café", bakery: "the bakery" } satisfies Readonly<Record<Place, string>>,

  says: (what: string, expected: string, came: string) => `${what}: ${expected} expected, ${came} came.`,
  missing: (what: string) => `Expected, and missing: ${what}.`,
  tooMany: (what: string) => `Not expected, and there: ${what}.`,

  /** A numbered part of an outcome, and what of it. */
  parts: {
    receipts: "Receipt",
    sales: "Sale",
    clients: "Client",
    cases: "Case",
  },
  fields: {
    receipt: "receipt",
    point: "point of sale",
    state: "state",
    judge: "how it is known",
    elsewhere: "by another system",
    client: "client",
    amount: "amount",
    total: "paid",
    spend: "points spent",
    earn: "points earned",
    balance: "balance",
    held: "points held",
    kind: "kind",
    why: "why",
  },

  heard: (number: number) => `answer ${number} to a till`,
  receipt: (receipt: string, place: Place, state: string, judge: string | undefined) =>
    `receipt ${receipt} ${inPlace[place]}, “${state}”${ended(judge)}`,
  whose: {
    receipt: (receipt: string) => `the sale of receipt ${receipt}`,
    elsewhere: "a sale by another system",
    nobody: "a sale that is no receipt's",
  },
  sale: (
    whose: string,
    to: { readonly client: string; readonly place: Place },
    money: Record<"amount" | "total", string>,
    points: Record<"spend" | "earn", string>,
  ) =>
    `${whose} to ${to.client} ${inPlace[to.place]}, for ${money.amount}: paid ${money.total}, ${points.spend} points spent, ${points.earn} earned`,
  client: (client: string, balance: string, held: string | undefined) =>
    `client ${client} with ${balance} points${held === undefined ? "" : `, ${held} of them held`}`,
  case: (receipt: string, kind: string, why: string | undefined) =>
    `a case of receipt ${receipt}, “${kind}”${ended(why)}`,
}

export type Words = typeof en
