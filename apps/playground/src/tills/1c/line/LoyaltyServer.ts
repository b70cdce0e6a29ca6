/**
 * loyalkit's «Сервер лояльности» in the page: the adapter's own routes and its reader of receipts, over the shop's engine and journal.
 *
 * What an integrator's gateway serves on a port is here behind a web handler. Only two things differ: who calls is known to the page, and the
 * reader asks an infobase that is in the page as well.
 */
import { joinedRoutes } from "@loyalkit/adapter-1c-http"
import { Reader } from "@loyalkit/adapter-1c-http/odata/Reader"
import type { How } from "@loyalkit/adapter-1c-http/odata/Outcome"
import { OdataSettings } from "@loyalkit/adapter-1c-http/odata/Settings"
import { NativeSettings } from "@loyalkit/adapter-1c-http/Settings"
import type { Caller, RequestHeaders } from "@loyalkit/core/Callers"
import type { PointId } from "@loyalkit/core/Domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Shop } from "../../../engine/Shop.ts"
import type { Bridge } from "../../../bridge/Bridge.ts"
import { serve } from "../../../shop/Serving.ts"

const HOW: ReadonlyArray<How> = ["settled", "queued", "claimed", "case", "noted", "left", "nobody", "differs"]

/** What a reading did: how receipts were dealt with. */
export interface ReadingDone {
  readonly how: ReadonlyArray<How>
  /** Something waits for the next one: a service that is away, a write-off that may still come. */
  readonly isWaiting: boolean
}

export interface LoyaltyServer {
  readonly answer: (request: Request) => Effect.Effect<Response, never, Shop>
  /** Reads 1C's receipts once, now. */
  readonly readReceipts: Effect.Effect<ReadingDone, never, Shop>
  /** Starts the server anew as one that says it is of this version. */
  readonly restart: (version: string) => void
}

export interface ServerOptions {
  /** The token that a till has as its password. */
  readonly token: string
  /** The point of whoever has the token. */
  readonly point: () => PointId
  readonly odata: typeof OdataSettings.Encoded
  /** Where the reader finds 1C. */
  readonly fetch: typeof globalThis.fetch
}

/** Newer than any gate; the adapter's own default. */
export const VERSION = Schema.decodeUnknownSync(NativeSettings)({}).version

const passwordOf = (authorization: string): string | undefined => {
  const encoded = /^basic +(\S+)$/i.exec(authorization.trim())?.[1]
  const pair = encoded === undefined ? undefined : Result.getOrUndefined(Base64.decodeString(encoded))
  return pair?.slice(pair.indexOf(":") + 1)
}

const callerOf =
  ({ point, token }: ServerOptions) =>
  ({ authorization = "" }: RequestHeaders): Caller | undefined =>
    passwordOf(authorization) === token ? { name: "1c", role: "till", point: point() } : undefined

const mount = Effect.fnUntraced(function* (version: string, options: ServerOptions) {
  const native = yield* Schema.decodeUnknownEffect(NativeSettings)({ version })
  const odata = yield* Schema.decodeUnknownEffect(OdataSettings)(options.odata)
  const routes = joinedRoutes(native, odata).pipe(
    Layer.provide(Layer.succeed(FetchHttpClient.Fetch, options.fetch)),
  )
  const { close, handler, services } = yield* serve(routes, callerOf(options))
  return { handler, reader: Context.get(services, Reader), close }
}, Effect.orDie)

export const createLoyaltyServer = (bridge: Bridge<Shop>, options: ServerOptions): LoyaltyServer => {
  let mounted = bridge.run(mount(VERSION, options))
  const current = Effect.suspend(() => Effect.flatten(Effect.promise(() => mounted)))

  const readReceipts = Effect.gen(function* () {
    const { reader } = yield* current
    const before = yield* reader.status
    // Why a reading failed stands in its status.
    yield* Effect.ignore(reader.readNow)
    const { done, failing, waiting } = yield* reader.status
    const how = HOW.filter((how) => done[how] > before.done[how])
    return { how, isWaiting: failing !== undefined || waiting.length > 0 }
  })

  return {
    answer: (request) => Effect.flatMap(current, ({ handler }) => Effect.promise(() => handler(request))),
    readReceipts,
    restart: (version) => {
      mounted = mounted
        .then((exit) => (Exit.isSuccess(exit) ? bridge.run(exit.value.close) : exit))
        .then(() => bridge.run(mount(version, options)))
    },
  }
}
