/**
 * The page's shop: a whole shop of `@loyalkit/scenario`, and all of it that is to be seen as signals.
 *
 * Views know nothing of Effect, and the shop knows nothing of Solid: this is the one crossing between them. A gateway is brought when a till
 * needs one, so that the first view does without it.
 */
import type { ReaderStatus } from "@loyalkit/adapter-1c-http/odata/ReaderStatus"
import type { Case } from "@loyalkit/core/Cases"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { record, type Recorder } from "@loyalkit/scenario/play/Recorder"
import * as Shops from "@loyalkit/scenario/shop/Shop"
import type { ReceiptNow } from "@loyalkit/scenario/watch/Look"
import type { ArmedFault, InfobaseCall, Lines, ServiceCall, TillCall } from "@loyalkit/scenario/watch/News"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { batch, createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import type { Remote } from "./Remote.ts"
import { isSameList } from "./SameList.ts"
import { createShopTime, type ShopTime } from "./ShopTime.ts"
import { tillPlaces, tillsInside } from "./TillPlaces.ts"

/** The same clients and IDs on every visit. */
const SEED = "1"

export interface PageShop {
  readonly shop: Shops.Shop
  /** The sandbox or the gateway on a port that it calls; nothing where all is in the page. */
  readonly remote: Remote | undefined
  readonly time: ShopTime
  /** Writes down whatever is done from the opening on. */
  readonly recorder: Recorder
  /** By the shop's clock, in milliseconds since 1970. */
  readonly now: Accessor<number>
  /** What is true at the service. */
  readonly service: Accessor<Snapshot>
  /** Oldest first, as all lists here. */
  readonly ledger: Accessor<ReadonlyArray<Entry>>
  readonly serviceCalls: Accessor<ReadonlyArray<ServiceCall>>
  readonly tillCalls: Accessor<ReadonlyArray<TillCall>>
  /** The gateway's to 1C. */
  readonly infobaseCalls: Accessor<ReadonlyArray<InfobaseCall>>
  /** How the reading of 1C's receipts stands; nothing while nobody reads. */
  readonly reading: Accessor<ReaderStatus | undefined>
  readonly receipts: Accessor<ReadonlyArray<ReceiptNow>>
  readonly receipt: (key: CheckoutKey) => ReceiptNow
  readonly cases: Accessor<ReadonlyArray<Case>>
  readonly lines: Accessor<Lines>
  readonly faults: Accessor<ReadonlyArray<ArmedFault>>
  readonly isUp: Accessor<boolean>
  /** Follows whatever happens in the shop: a memo of it is looked at anew whenever something did. */
  readonly watch: <A>(look: () => A) => A
  /** Runs a till's own program to its end, on the shop's clock; never throws. */
  readonly run: <A, E>(program: Effect.Effect<A, E>) => Promise<Exit.Exit<A, E>>
  /** Has the shop served by a gateway, from when it is loaded on. Asked for again, nothing more happens. */
  readonly bringGateway: () => Promise<void>
}

export const createPageShop = (remote?: Remote): PageShop => {
  const shop = Shops.open(
    { seed: SEED, tills: tillPlaces, inside: tillsInside, infobase: "unf" },
    undefined,
    remote?.elsewhere,
  )
  const [version, setVersion] = createSignal(0)
  const [now, setNow] = createSignal(Shops.OPENING)
  let isDue = false
  const look = (): void => {
    isDue = false
    batch(() => {
      setVersion((last) => last + 1)
      setNow(Shops.OPENING + shop.now())
    })
  }
  onCleanup(
    shop.subscribe((news) => {
      if (news._tag === "Time") return void setNow(Shops.OPENING + shop.now())
      // Much happens at one moment: it is looked at once, when it is through.
      if (!isDue) queueMicrotask(look)
      isDue = true
    }),
  )
  const watch = <A>(read: () => A): A => {
    version()
    return read()
  }
  /** The shop's own lists go on growing: those who look on get a copy, and only when there is something new in it. */
  const listed = <A>(list: () => ReadonlyArray<A>): Accessor<ReadonlyArray<A>> =>
    createMemo(() => watch(() => [...list()]), undefined, { equals: isSameList })
  const receipts = createMemo(() => watch(shop.receipts))
  let gateway: Promise<void> | undefined

  return {
    shop,
    remote,
    time: createShopTime(shop, remote?.clock),
    recorder: record(shop),
    now,
    watch,
    service: createMemo(() => watch(shop.service)),
    ledger: listed(shop.ledger),
    serviceCalls: listed(shop.serviceCalls),
    tillCalls: listed(shop.tillCalls),
    infobaseCalls: listed(shop.infobaseCalls),
    reading: createMemo(() => watch(shop.reading)),
    receipts,
    receipt: (key) => watch(() => shop.receipt(key)),
    cases: createMemo(() => receipts().flatMap(({ cases }) => cases), undefined, { equals: isSameList }),
    lines: createMemo(() => watch(shop.lines)),
    faults: createMemo(() => watch(shop.faults)),
    isUp: createMemo(() => watch(shop.isUp)),
    run: (program) =>
      new Promise((resolve) => {
        Effect.runForkWith(shop.context)(program).addObserver(resolve)
        shop.tick(0)
      }),
    bringGateway: () => {
      // One on a port is there already.
      if (remote?.elsewhere.gateway !== undefined) return Promise.resolve()
      gateway ??= import("@loyalkit/scenario/shop/Gateway").then((served) => shop.serve(served.gateway))
      return gateway
    },
  }
}
