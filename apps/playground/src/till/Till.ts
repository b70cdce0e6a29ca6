/**
 * The cashier's till: one receipt at a time, driven through the real engine.
 *
 * The page keeps no state of its own about a checkout: after every command, and whenever the journal is
 * written to, it asks the engine where the receipt stands and shows that.
 */
import { Cases, type Case } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import * as Holds from "@loyalkit/core/checkout/Holds"
import { ReceiptId, type CheckoutKey, type Client, type PointId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { open } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { zeroPoints, type Points } from "@loyalkit/core/Money"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { batch, createMemo, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import { JournalWatch } from "../engine/JournalWatch.ts"
import type { Shop } from "../engine/Shop.ts"
import { createBasket, type Basket } from "./Basket.ts"

export interface Failure {
  readonly error: CheckoutError | undefined
}

export type Command = "identify" | "quote" | "hold" | "release" | "commit" | "cancel"

/** The number on the first receipt's head. */
const FIRST_RECEIPT = 1001

/** How often the countdown looks at the clock: it shows seconds, and must not skip one. */
const TICK = "200 millis"

export interface Till {
  readonly basket: Basket
  readonly key: Accessor<CheckoutKey>
  readonly snapshot: Accessor<Snapshot>
  readonly events: Accessor<ReadonlyArray<JournalEvent>>
  /** Of all receipts. */
  readonly cases: Accessor<ReadonlyArray<Case>>
  /** Who was found for this receipt. The engine forgets the name when it is settled; the cashier still sees it. */
  readonly client: Accessor<Client | undefined>
  readonly busy: Accessor<Command | undefined>
  /** The last command's failure; an `error` that is not there is a defect. */
  readonly failure: Accessor<Failure | undefined>
  /** Is the quote for the receipt as it is now? */
  readonly isQuoteFresh: Accessor<boolean>
  /** What the slider says. */
  readonly points: Accessor<Points>
  readonly choosePoints: (points: Points) => void
  readonly secondsLeft: Accessor<number>
  readonly identify: (search: string) => void
  readonly quote: () => void
  readonly hold: () => void
  readonly release: () => void
  readonly commit: () => void
  readonly cancel: () => void
  /** A new receipt, at this point of sale or at the same. */
  readonly renew: (point?: PointId) => void
}

const keyOf = (point: PointId, number: number): CheckoutKey => ({
  point,
  receipt: ReceiptId.make(`receipt-${number}`),
})

const look = Effect.fnUntraced(function* (key: CheckoutKey) {
  const checkout = yield* Checkout
  const journal = yield* Journal
  const cases = yield* Cases
  const snapshot = yield* checkout.get(key)
  const record = yield* journal.load(key)
  return {
    snapshot,
    events: Option.match(record, { onNone: () => [], onSome: ({ events }) => events }),
    cases: yield* cases.list(),
  }
}, Effect.orDie)

export const createTill = (bridge: Bridge<Shop>, firstPoint: PointId): Till => {
  const basket = createBasket()
  const [number, setNumber] = createSignal(FIRST_RECEIPT)
  const [point, setPoint] = createSignal(firstPoint)
  const key = createMemo(() => keyOf(point(), number()))
  const [snapshot, setSnapshot] = createSignal<Snapshot>({ state: open(key()), personal: {} })
  const [events, setEvents] = createSignal<ReadonlyArray<JournalEvent>>([])
  const [cases, setCases] = createSignal<ReadonlyArray<Case>>([])
  const [client, setClient] = createSignal<Client>()
  const [busy, setBusy] = createSignal<Command>()
  const [failure, setFailure] = createSignal<Failure>()
  const [points, setPoints] = createSignal(zeroPoints)
  const [now, setNow] = createSignal(0n)

  const refresh = Effect.suspend(() => look(key())).pipe(
    Effect.tap((seen) =>
      Effect.sync(() =>
        batch(() => {
          setSnapshot(seen.snapshot)
          setEvents(seen.events)
          setCases(seen.cases)
        }),
      ),
    ),
  )
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, () => refresh)))
  bridge.follow(
    Effect.repeat(
      Effect.flatMap(Clock.monotonicTimeNanos, (nanos) => Effect.sync(() => setNow(nanos))),
      Schedule.spaced(TICK),
    ),
  )

  /** One command at a time: a second press while the first is under way does nothing. */
  const act = async <A>(
    command: Command,
    ask: (checkout: Checkout["Service"], key: CheckoutKey) => Effect.Effect<A, CheckoutError>,
    done: (answer: A) => void = () => {},
  ): Promise<void> => {
    if (busy() !== undefined) return
    batch(() => {
      setBusy(command)
      setFailure(undefined)
    })
    const exit = await bridge.run(
      Effect.flatMap(Checkout, (checkout) => ask(checkout, key())).pipe(Effect.ensuring(refresh)),
    )
    batch(() => {
      setBusy(undefined)
      if (Exit.isSuccess(exit)) done(exit.value)
      else setFailure({ error: Option.getOrUndefined(Cause.findErrorOption(exit.cause)) })
    })
  }

  const isQuoteFresh = createMemo(() => {
    const { state } = snapshot()
    return (
      (state._tag === "Quoted" || state._tag === "Held") && Equal.equals(state.purchase, basket.purchase())
    )
  })

  return {
    basket,
    key,
    snapshot,
    events,
    cases,
    client,
    busy,
    failure,
    isQuoteFresh,
    points,
    choosePoints: setPoints,
    secondsLeft: createMemo(() => Holds.secondsLeft(snapshot(), now())),
    identify: (search) => void act("identify", (checkout, key) => checkout.identify(key, search), setClient),
    quote: () =>
      void act(
        "quote",
        (checkout, key) => checkout.quote(key, basket.purchase()),
        ({ quote }) => setPoints((chosen) => (chosen > quote.maxSpend ? quote.maxSpend : chosen)),
      ),
    hold: () => void act("hold", (checkout, key) => checkout.hold(key, { points: points() })),
    release: () => void act("release", (checkout, key) => checkout.release(key)),
    commit: () =>
      void act("commit", (checkout, key) => {
        const { state } = snapshot()
        const spend = state._tag === "Held" ? state.hold.points : zeroPoints
        return checkout.commit(key, { amount: basket.purchase().amount, points: spend })
      }),
    cancel: () => void act("cancel", (checkout, key) => checkout.cancel(key)),
    renew: (at) =>
      batch(() => {
        if (at !== undefined) setPoint(at)
        setNumber((last) => last + 1)
        basket.reset()
        setSnapshot({ state: open(key()), personal: {} })
        setEvents([])
        setClient(undefined)
        setFailure(undefined)
        setPoints(zeroPoints)
      }),
  }
}
