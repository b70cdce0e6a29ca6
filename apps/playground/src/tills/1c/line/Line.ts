/**
 * The line between РМК and the gateway: what it asks goes with method, address, login and body to the gateway's own 1C routes.
 *
 * A gateway knows the till, and by it the point of sale, by the password of РМК's settings.
 */
import * as Base64 from "effect/encoding/Base64"
import * as Effect from "effect/Effect"
import { createSignal, type Accessor } from "solid-js"
import type { PageShop } from "../../../shop/PageShop.ts"
import * as Requests from "../../../shop/Requests.ts"
import { GATEWAY } from "../../../view/Curl.ts"
import { createLineCalls, type LineCall, type Mark } from "./LineCalls.ts"

/** What РМК asks for. */
export interface Asked {
  readonly verb: "GET" | "POST"
  readonly method: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Requests.Json
}

/** What stands in the settings of the cashier's workplace. */
export interface Connection {
  readonly address: string
  readonly user: string
  /** The till's token. */
  readonly password: string
}

export interface Line {
  readonly connection: Accessor<Connection>
  readonly setConnection: (change: Partial<Connection>) => void
  /** Will the answer to the next write-off be lost? */
  readonly losesWriteOff: Accessor<boolean>
  readonly setLosesWriteOff: (loses: boolean) => void
  /** For the purchase of this number. */
  readonly ask: (asked: Asked, purchase: number) => Effect.Effect<Requests.Heard>
  /** Sends the same bytes once more, as a proxy may. РМК itself never does, and hears nothing of it. */
  readonly repeat: (call: LineCall) => Effect.Effect<unknown>
  /** Oldest first. */
  readonly calls: Accessor<ReadonlyArray<LineCall>>
}

/** Behind any prefix: this one is the guide's. */
const SERVICE = "/loyal/hs/loyaltyservice"

const WRITE_OFF = "writeoffclientbonuses"

const authorization = ({ password, user }: Connection): string =>
  `Basic ${Base64.encode(`${user}:${password}`)}`

/** 1C glues a query together, and sends its parameters behind a slash. */
const pathOf = ({ method, query }: Asked): string => {
  const text = Object.entries(query ?? {})
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&")
  return `${SERVICE}/${method}${text === "" ? "" : `/?${text}`}`
}

/** Of the till that is called so now. */
export const createLine = (page: PageShop, till: Accessor<string>): Line => {
  const [connection, setConnection] = createSignal<Connection>({
    address: `${GATEWAY}${SERVICE}`,
    user: "Кассир",
    password: page.shop.town.tokenOf(till()),
  })
  const [losesWriteOff, setLosesWriteOff] = createSignal(false)
  const { calls, next } = createLineCalls(page)

  const send = (request: Requests.PlainRequest, mark: Mark) =>
    Effect.suspend(() => {
      next(mark)
      return Requests.send(page, till(), request)
    })

  return {
    connection,
    setConnection: (change) => setConnection((now) => ({ ...now, ...change })),
    losesWriteOff,
    setLosesWriteOff,
    calls,
    ask: (asked, purchase) =>
      Effect.suspend(() => {
        if (asked.method === WRITE_OFF && losesWriteOff()) {
          setLosesWriteOff(false)
          page.shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })
        }
        const request = {
          method: asked.verb,
          path: pathOf(asked),
          headers: { accept: "*/*", authorization: authorization(connection()) },
          body: asked.body === undefined ? "" : JSON.stringify(asked.body),
        }
        return send(request, { purchase, isAgain: false })
      }),
    repeat: ({ purchase = 0, request }) => send(request, { purchase, isAgain: true }),
  }
}
