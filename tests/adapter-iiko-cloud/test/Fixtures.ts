/** The fixtures, as they lie in their folder, and orders made after them. */
import { readFileSync } from "node:fs"

/** A JSON value of which a test says what it is. */
export type Json = Readonly<Record<string, unknown>>

export const fixture = <A = Json>(name: string): A =>
  // Our own files.
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as A

export const ORGANIZATION = "00000000-0000-4000-8000-000000000001"
export const GROUP = "00000000-0000-4000-8000-000000000002"
export const SLEEPING = "00000000-0000-4000-8000-000000000011"
/** The type that the plugin pays points by. */
export const POINTS_TYPE = "00000000-0000-4000-8000-000000000021"
export const CASH = "00000000-0000-4000-8000-000000000007"
export const LOYALTY_DISCOUNT = "00000000-0000-4000-8000-000000000030"

/** What a till calls its `n`th order. */
export const posId = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`
/** What the cloud calls it. */
export const cloudId = (n: number): string => `00000000-0000-4000-a000-${String(n).padStart(12, "0")}`

export interface Told {
  readonly status: "New" | "Bill" | "Closed" | "Deleted"
  /** In rubles, after discounts. */
  readonly sum?: number
  readonly points?: number
  /** What the loyalty discount took off. */
  readonly discount?: number
  /** Milliseconds since 1970. */
  readonly timestamp: number
}

export interface Info extends Json {
  readonly id: string
  readonly posId: string | null
  readonly order: Json | null
}

/** The `n`th order as the cloud tells of it, with all that a real one has: a guest's name and phone as well. */
export const infoOf = (
  n: number,
  { discount = 0, points = 0, status, sum = 1000, timestamp }: Told,
): Info => {
  const [shape] = fixture<readonly [{ readonly eventInfo: Info }]>("webhook-table-order-closed-plugin")
  const payment = (id: string, kind: string, paid: number) => ({
    paymentType: { id, name: kind, kind },
    sum: paid,
    isPreliminary: false,
    isExternal: false,
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    isPrepay: false,
  })
  return {
    ...shape.eventInfo,
    id: cloudId(n),
    posId: posId(n),
    timestamp,
    order: {
      ...shape.eventInfo.order,
      customer: { name: "Анна Гостева", phone: "+70000000000" },
      phone: "+70000000000",
      status,
      sum,
      payments:
        status === "Closed"
          ? [
              ...(points === 0 ? [] : [payment(POINTS_TYPE, "External", points)]),
              payment(CASH, "Cash", sum - points),
            ]
          : [],
      discounts:
        discount === 0
          ? []
          : [{ discountType: { id: LOYALTY_DISCOUNT, name: "Скидка лояльности" }, sum: discount }],
      processedPaymentsSum: status === "Closed" ? sum : 0,
    },
  }
}

/** An event of the webhook. */
export const event = (eventInfo: unknown, eventType = "TableOrderUpdate"): Json => ({
  eventType,
  eventTime: "2026-01-15 09:30:00.000",
  organizationId: ORGANIZATION,
  correlationId: "00000000-0000-4000-8000-000000000950",
  eventInfo,
})
