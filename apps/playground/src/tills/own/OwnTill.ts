/**
 * The cashier's till: one receipt at a time, driven through the real engine.
 *
 * The page decides nothing about a checkout. It sends the engine what the cashier pressed, and shows what the
 * engine's record then says.
 */
import { clientOf, type CheckoutKey, type Client, type PointId } from "@loyalkit/core/Domain"
import { accountOf, isUndecided } from "@loyalkit/core/journal/CheckoutState"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import { min, zeroPoints, type Points } from "@loyalkit/core/Money"
import * as Equal from "effect/Equal"
import { batch, createMemo, createSignal, type Accessor } from "solid-js"
import type { TillPlace } from "../OpenTill.ts"
import { createBasket, type Basket } from "./Basket.ts"
import { createCommands, type Commands } from "./Commands.ts"
import { checkoutKey } from "./ReceiptNumber.ts"
import { createReceiptRecord, type ReceiptRecord } from "./ReceiptRecord.ts"

/** The number on the first receipt's head. */
const FIRST_RECEIPT = 1001

export interface OwnTill
  extends ReceiptRecord, Pick<Commands, "busy" | "failure" | "isTwice" | "pressTwice"> {
  readonly basket: Basket
  /** On the receipt's head. */
  readonly number: Accessor<number>
  readonly key: Accessor<CheckoutKey>
  /** Who was found for this receipt. The engine forgets the name when it is settled; the cashier still sees it. */
  readonly client: Accessor<Client | undefined>
  /** The service is away, and what the till may do without it is to sell without spending: the points are earned later. */
  readonly mayEarnLater: Accessor<boolean>
  /** Is the quote for the receipt as it is now, and not refused by the service? */
  readonly isQuoteFresh: Accessor<boolean>
  /** What the slider says. */
  readonly points: Accessor<Points>
  readonly choosePoints: (points: Points) => void
  readonly identify: (search: string) => void
  readonly quote: () => void
  readonly hold: () => void
  readonly release: () => void
  readonly commit: () => void
  /** Sells without spending, whatever is held or chosen. */
  readonly commitEarning: () => void
  readonly cancel: () => void
  /** A new receipt, at this point of sale or at another. */
  readonly renew: (point?: PointId) => void
}

export const createOwnTill = ({ firstPoint, page }: TillPlace): OwnTill => {
  const basket = createBasket()
  const [number, setNumber] = createSignal(FIRST_RECEIPT)
  const [point, setPoint] = createSignal(firstPoint)
  const [points, setPoints] = createSignal(zeroPoints)
  const key = createMemo(() => checkoutKey(point(), number()))
  const record = createReceiptRecord(page, key)
  const { act, busy, failure, forgetFailure, isTwice, pressTwice } = createCommands(page)

  const known = (before: Client | undefined): Client | undefined => {
    const { personal, state } = record.snapshot()
    const account = accountOf(state)
    if (account === undefined) return state._tag === "Cancelled" ? before : undefined
    return personal.person === undefined && before?.id === account.id
      ? before
      : clientOf(account, personal.person)
  }
  const client = createMemo<Client | undefined>(known, undefined, { equals: Equal.equals })
  const isQuoteFresh = createMemo(() => {
    const { state } = record.snapshot()
    const isQuoted = (state._tag === "Quoted" || state._tag === "Held") && state.outdated === undefined
    return isQuoted && Equal.equals(state.purchase, basket.purchase())
  })
  const isAway = (): boolean => {
    const failed = failure()
    return failed?._tag === "Refused" && failed.error !== undefined && isServiceAway(failed.error)
  }
  const mayEarnLater = createMemo(() => {
    const { personal, state } = record.snapshot()
    if (!isUndecided(state) || basket.purchase().amount === 0) return false
    if (state._tag === "Open") {
      return personal.search !== undefined && (failure() === undefined || isAway())
    }
    const isEarning = state._tag === "Quoted" && isQuoteFresh() && points() === 0
    return !isEarning && isAway()
  })
  const commitRequest = () => {
    const { state } = record.snapshot()
    return {
      amount: basket.purchase().amount,
      points: state._tag === "Held" ? state.hold.points : zeroPoints,
    }
  }
  /** What was chosen before may be more than this quote allows. */
  const cutToMost = (): void => {
    const { state } = page.shop.snapshot(key())
    if (state._tag === "Quoted" || state._tag === "Held")
      setPoints((chosen) => min(chosen, state.quote.maxSpend))
  }
  const renew = (at: PointId = point()): void =>
    batch(() => {
      setPoint(() => at)
      setNumber((last) => last + 1)
      basket.reset()
      forgetFailure()
      setPoints(zeroPoints)
    })

  return {
    ...record,
    basket,
    number,
    key,
    client,
    busy,
    failure,
    isTwice,
    pressTwice,
    mayEarnLater,
    isQuoteFresh,
    points,
    choosePoints: setPoints,
    identify: (search) => act(key(), { _tag: "Identify", search }, () => setPoints(zeroPoints)),
    quote: () => act(key(), { _tag: "Quote", purchase: basket.purchase() }, cutToMost),
    hold: () => act(key(), { _tag: "Hold", points: points() }),
    release: () => act(key(), { _tag: "Release" }),
    commit: () => act(key(), { _tag: "Commit", commit: commitRequest() }),
    commitEarning: () =>
      act(key(), {
        _tag: "Commit",
        commit: { amount: basket.purchase().amount, points: zeroPoints },
      }),
    cancel: () => act(key(), { _tag: "Cancel" }),
    renew,
  }
}
