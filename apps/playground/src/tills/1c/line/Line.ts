/**
 * The line between РМК and loyalkit: real requests with method, address, login and body, to the adapter's real routes.
 *
 * There is no socket under it; everything else is as on a network, also that an answer may be lost on it.
 */
import * as Base64 from "effect/encoding/Base64"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { createSignal, type Accessor } from "solid-js"
import type { Shop } from "../../../engine/Shop.ts"
import type { Call, Calls } from "../../../shop/Calls.ts"
import { requestOf, type Heard, type Json } from "../../../shop/Requests.ts"
import type { LoyaltyServer } from "./LoyaltyServer.ts"

/** Who asks: the cashier's workplace asks loyalkit, and the reader of receipts asks 1C. */
export type Asker = "rmk" | "reader"

/** What РМК asks for. */
export interface Asked {
  readonly verb: "GET" | "POST"
  readonly method: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Json
}

/** What stands in the settings of the cashier's workplace. */
export interface Connection {
  readonly address: string
  readonly user: string
  readonly password: string
}

export interface Line {
  readonly connection: Accessor<Connection>
  readonly setConnection: (change: Partial<Connection>) => void
  /** Will the answer to the next write-off be lost? */
  readonly losesWriteOff: Accessor<boolean>
  readonly setLosesWriteOff: (loses: boolean) => void
  readonly ask: (asked: Asked, purchase: number) => Effect.Effect<Heard, never, Shop>
  /** Sends the same bytes once more, as a proxy may. РМК itself never does, and hears nothing of it. */
  readonly repeat: (call: Call<Asker>) => Effect.Effect<void, never, Shop>
}

const authorization = ({ password, user }: Connection): string =>
  `Basic ${Base64.encode(`${user}:${password}`)}`

/** 1C glues a query together, and sends its parameters behind a slash. */
const urlOf = ({ address }: Connection, { method, query }: Asked): string => {
  const text = Object.entries(query ?? {})
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&")
  return `${address}/${method}${text === "" ? "" : `/?${text}`}`
}

export const createLine = (server: LoyaltyServer, calls: Calls<Asker>, first: Connection): Line => {
  const [connection, setConnection] = createSignal(first)
  const [losesWriteOff, setLosesWriteOff] = createSignal(false)

  const send = Effect.fnUntraced(function* (
    request: Request,
    about: Pick<Call<Asker>, "body" | "isAgain"> & { readonly purchase: number },
    isLost: boolean,
  ): Effect.fn.Return<Heard, never, Shop> {
    const at = yield* Clock.currentTimeMillis
    const number = calls.asked({ by: "rmk", at, request, ...about })
    const response = yield* server.answer(request)
    const body = yield* Effect.promise(() => response.text())
    const { status } = response
    const type = response.headers.get("content-type") ?? ""
    calls.answered(number, { at: yield* Clock.currentTimeMillis, status, type, body, isLost })
    return isLost ? { _tag: "Lost" } : { _tag: "Answered", status, body }
  })

  return {
    connection,
    setConnection: (change) => setConnection((now) => ({ ...now, ...change })),
    losesWriteOff,
    setLosesWriteOff,
    ask: (asked, purchase) =>
      Effect.suspend(() => {
        const to = connection()
        const body = asked.body === undefined ? "" : JSON.stringify(asked.body)
        const headers = new Headers({ accept: "*/*", authorization: authorization(to) })
        const isLost = asked.method === "writeoffclientbonuses" && losesWriteOff()
        if (isLost) setLosesWriteOff(false)
        const request = requestOf(asked.verb, urlOf(to, asked), headers, body)
        return send(request, { body, isAgain: false, purchase }, isLost)
      }),
    repeat: ({ body, purchase = 0, request: { headers, method, url } }) =>
      send(requestOf(method, url, headers, body), { body, isAgain: true, purchase }, false),
  }
}
