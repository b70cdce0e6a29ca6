/**
 * How everything stands in a shop at one moment, as plain data: what the page's panels show and what an outcome is made of.
 */
import { casesOf } from "@loyalkit/core/Cases"
import type { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { readFrom, type Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Journal } from "@loyalkit/core/Journal"
import { toNumber } from "@loyalkit/core/Money"
import { viewOf, type ReceiptView } from "@loyalkit/core/ReceiptView"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Snapshot as Service } from "@loyalkit/sandbox/Snapshot"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Place } from "../format/Step.ts"
import type { Process } from "../shop/Process.ts"
import type { ServiceLine } from "../shop/ServiceLine.ts"
import type { Town } from "../shop/Town.ts"
import * as Conclusion from "./Conclusion.ts"
import type { Written } from "./News.ts"
import type { ReceiptNow } from "./ReceiptNow.ts"
import * as ReceiptsKept from "./ReceiptsKept.ts"

export type { ReceiptNow }

/** A hold that lives at the service. */
export interface HoldNow {
  readonly id: string
  readonly point: Place
  readonly points: number
  readonly millisLeft: number
}

/** A client as the service has them: points, not hundredths. */
export interface ClientNow {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly level: { readonly title: string; readonly type: "cashback" | "discount"; readonly percent: number }
  readonly balance: number
  /** What of it is in no hold. */
  readonly free: number
  readonly holds: ReadonlyArray<HoldNow>
}

export interface Look {
  /** Everything at the service, in its own units. */
  readonly service: () => Service
  readonly clients: () => ReadonlyArray<ClientNow>
  /** One of them, the same object as long as nothing new is known of it; as one of which nothing is known, where nothing was written down. */
  readonly receipt: (key: CheckoutKey) => ReceiptNow
  /** The same as the engine has it, with the person as long as that is known, and with the age of its hold while the process that took it lives. */
  readonly snapshot: (key: CheckoutKey) => Snapshot
  /** In the order of their first event; the same list as long as nothing new is known of any. */
  readonly receipts: () => ReadonlyArray<ReceiptNow>
  /** Everything that moved points at the service, in order. */
  readonly ledger: () => ReadonlyArray<Entry>
  /** When the next hold ends by itself, in milliseconds from now; nothing where there is none. */
  readonly nextHoldEnds: () => number | undefined
}

export interface LookOptions {
  readonly line: Pick<ServiceLine, "state" | "ledger">
  readonly journal: Journal["Service"]
  readonly process: Process
  readonly town: Town
  readonly start: number
  readonly now: () => number
  readonly written: () => ReadonlyArray<Written>
}

export const make = ({ journal, line, now, process, start, town, written }: LookOptions): Look => {
  const clients = (): ReadonlyArray<ClientNow> => {
    const state = line.state()
    return state.clients.map((client) => {
      const level = state.levels.find(({ id }) => id === client.level)
      return {
        id: client.id,
        name: client.name,
        phone: String(client.phone),
        level: {
          title: level?.title ?? "",
          type: level?.type ?? "cashback",
          percent: level?.percent ?? 0,
        },
        balance: toNumber(client.balance),
        free: toNumber(client.free),
        holds: client.holds.map(({ id, point, points, until }) => ({
          id,
          point: town.placeOf(point),
          points: toNumber(points),
          millisLeft: until - start - now(),
        })),
      }
    })
  }

  /** By the process, which knows how old its hold is; where it is down, from the journal, which does not. */
  const viewed = (key: CheckoutKey): ReceiptView =>
    process.look((checkout: Checkout["Service"]) =>
      Effect.map(Effect.all([checkout.get(key), Clock.monotonicTimeNanos]), ([snapshot, nanos]) =>
        viewOf(snapshot, nanos),
      ),
    ) ?? viewOf(Effect.runSync(readFrom(journal, key)), 0n)

  const snapshot = (key: CheckoutKey): Snapshot =>
    process.look((checkout: Checkout["Service"]) => checkout.get(key)) ??
    Effect.runSync(readFrom(journal, key))

  const read = (key: CheckoutKey, events: ReadonlyArray<JournalEvent>): ReceiptNow => {
    const { state } = Effect.runSync(readFrom(journal, key))
    return {
      key,
      place: town.placeOf(key.point),
      view: viewed(key),
      conclusion: Conclusion.of(events, start),
      cases: casesOf(state),
      state,
      events,
    }
  }
  const { all, of } = ReceiptsKept.make({ written, read, viewed })

  return {
    service: line.state,
    clients,
    receipt: of,
    snapshot,
    receipts: all,
    ledger: line.ledger,
    nextHoldEnds: () => {
      const left = clients().flatMap(({ holds }) => holds.map(({ millisLeft }) => millisLeft))
      return left.length === 0 ? undefined : Math.max(0, Math.min(...left))
    },
  }
}
