/**
 * One event of every kind, and appends around them, for those who test a journal.
 */
import type { ClientAccount, Hold } from "../Domain.ts"
import { type CheckoutKey, ClientId, HoldId, PointId, ReceiptId } from "../Domain.ts"
import type { Append } from "../Journal.ts"
import type { JournalEvent, Judge, Personal } from "../journal/JournalEvent.ts"
import { Kopecks, Percent, Points } from "../Money.ts"

/** A fixed time of day, in milliseconds since 1970. */
export const NOON = 1_767_258_000_000

/** The checkout of a receipt at a point of sale. */
export const keyOf = (receipt: string, point = "point-1"): CheckoutKey => ({
  point: PointId.make(point),
  receipt: ReceiptId.make(receipt),
})

/** An invented customer. */
export const person: Personal = {
  search: "79000000001",
  person: { name: "Мария \u{1f338}", phone: "79000000001", email: "m@example.org" },
}

const account: ClientAccount = {
  id: ClientId.make("client-1"),
  level: { type: "cashback", percent: Percent.make(5), maxSpendPercent: Percent.make(30) },
  balance: Points.make(150_050),
}
const hold: Hold = { id: HoldId.make("hold-1"), points: Points.make(30_000), minutes: 10, askedMinutes: 15 }
const request = { amount: Kopecks.make(125_000), points: Points.make(30_000), soldAt: NOON }
const judge: Judge = { by: "person", name: "Ольга", note: "seen in LoyalClient" }
const refusal = { error: "Unavailable", detail: "ECONNREFUSED" }

/** Every kind of event, with each optional field in one of them. The types see to it that none is left out. */
export const eventsByKind: {
  readonly [Kind in JournalEvent["_tag"]]: Extract<JournalEvent, { _tag: Kind }>
} = {
  Identified: { _tag: "Identified", at: NOON, account, since: 7 },
  SearchKept: { _tag: "SearchKept", at: NOON },
  Quoted: {
    _tag: "Quoted",
    at: NOON,
    purchase: {
      amount: Kopecks.make(125_000),
      lines: [
        {
          id: "1",
          name: 'Сыр "Ламбер" \\ 1,5 кг\n\u0000',
          quantity: 1_500,
          price: Kopecks.make(80_000),
          amount: Kopecks.make(120_000),
        },
        { id: "2", quantity: 1_000, price: Kopecks.make(5_000), amount: Kopecks.make(5_000), excluded: true },
      ],
    },
    quote: {
      type: "cashback",
      percent: Percent.make(3.5),
      amount: Kopecks.make(125_000),
      maxSpend: Points.make(36_000),
      earn: Points.make(4_375),
    },
  },
  QuoteOutdated: { _tag: "QuoteOutdated", at: NOON },
  Held: { _tag: "Held", at: NOON, hold },
  HoldUnknown: {
    _tag: "HoldUnknown",
    at: NOON,
    points: Points.make(30_000),
    askedMinutes: 15,
    detail: "reset",
  },
  HoldEnded: { _tag: "HoldEnded", at: NOON, hold: hold.id, why: "released" },
  EarningQueued: { _tag: "EarningQueued", at: NOON, request, ...refusal },
  CommitIntended: {
    _tag: "CommitIntended",
    at: NOON,
    attempt: 1,
    request,
    account,
    witness: { balance: account.balance, since: 7, hold, earn: Points.make(0) },
    again: true,
  },
  Committed: {
    _tag: "Committed",
    at: NOON,
    sale: {
      amount: Kopecks.make(125_000),
      total: Kopecks.make(95_000),
      percent: Percent.make(5),
      type: "cashback",
      spend: Points.make(30_000),
    },
    difference: { shown: Kopecks.make(95_000), charged: Kopecks.make(95_001) },
    judge: { by: "witness" },
  },
  CommitRefused: { _tag: "CommitRefused", at: NOON, commitState: "not-sent", ...refusal },
  CommitUnknown: { _tag: "CommitUnknown", at: NOON, ...refusal },
  WitnessHeld: { _tag: "WitnessHeld", at: NOON, hold: hold.id, points: Points.make(100) },
  DoubtLooked: {
    _tag: "DoubtLooked",
    at: NOON,
    hold: hold.id,
    size: hold.points,
    withHold: Points.make(150_050),
    without: Points.make(120_050),
    withHoldAgain: Points.make(150_050),
    afterWindow: true,
    unexpired: true,
    verdict: "NotCreated",
  },
  WindowOver: { _tag: "WindowOver", at: NOON },
  NotCreated: { _tag: "NotCreated", at: NOON, judge },
  LeftToPerson: { _tag: "LeftToPerson", at: NOON, why: "no witness lives" },
  Rejected: { _tag: "Rejected", at: NOON, ...refusal, judge },
  Cancelled: { _tag: "Cancelled", at: NOON, why: "abandoned" },
  PrintedNotWrittenOff: { _tag: "PrintedNotWrittenOff", at: NOON, request, ...refusal },
  CaseClosed: {
    _tag: "CaseClosed",
    at: NOON,
    kind: "return",
    returnId: "return-1",
    name: "Ольга",
    note: "paid in cash",
  },
  ReturnNoted: {
    _tag: "ReturnNoted",
    at: NOON,
    returnId: "return-1",
    amount: Kopecks.make(5_000),
    lines: [{ id: "2", quantity: 1_000, price: Kopecks.make(5_000), amount: Kopecks.make(5_000) }],
  },
}

/** An append of one event to an open checkout at {@link NOON}; `changes` says what differs. */
export const appendOf = (receipt: string, expectedVersion = 0, changes: Partial<Append> = {}): Append => ({
  key: keyOf(receipt),
  expectedVersion,
  events: [eventsByKind.Identified],
  status: "open",
  cases: false,
  moves: false,
  at: NOON,
  durability: "written",
  ...changes,
})
