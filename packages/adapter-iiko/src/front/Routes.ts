/**
 * Which call of the plugin is answered by what: each route with what its path and body say, and whose turn it waits for.
 */
import type { Caller } from "@loyalkit/core/Callers"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { Language } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { OrderId } from "../orders/OrderId.ts"
import { Orders } from "../orders/Orders.ts"
import type { Answer } from "./Answers.ts"
import type { Call, Handled, Services } from "./Calls.ts"
import { checkIn, takeOff } from "./CheckIn.ts"
import * as Closing from "./Closing.ts"
import { pay } from "./Pay.ts"
import { print } from "./Printing.ts"
import { added, quote } from "./Quote.ts"
import { reader, type Trouble } from "./Requests.ts"
import * as Returning from "./Returning.ts"
import type { FrontSettings } from "./Settings.ts"
import * as Taking from "./Taking.ts"
import * as Wire from "./Wire.ts"

/** A request of a caller who is known. */
export interface Asked {
  readonly settings: FrontSettings
  readonly caller: Caller
  readonly language: Language
  readonly params: Readonly<Record<string, string | undefined>>
  readonly body: unknown
}

/** A failure of the engine, told apart from a request that is wrong. */
export interface EngineFailure {
  readonly engine: CheckoutError
}

export type Run = (asked: Asked) => Effect.Effect<Answer, Trouble | EngineFailure, Services>

export interface Route {
  readonly path: `/${string}`
  readonly run: Run
}

const route = <Path, Body>(
  path: `/${string}`,
  paths: Schema.Codec<Path, unknown>,
  bodies: Schema.Codec<Body, unknown>,
  handle: (call: Call<Path, Body>) => Handled,
): Route => {
  const readPath = reader(paths)
  const readBody = reader(bodies)
  return {
    path,
    run: ({ body, params, ...rest }) =>
      Effect.gen(function* () {
        const call = { ...rest, path: yield* readPath(params), body: yield* readBody(body) }
        return yield* Effect.mapError(handle(call), (engine): EngineFailure => ({ engine }))
      }),
  }
}

/** One call of an order at a time. */
const inTurn =
  <Path extends { readonly id: OrderId }, Body>(handle: (call: Call<Path, Body>) => Handled) =>
  (call: Call<Path, Body>): Handled =>
    Effect.flatMap(Orders, (orders) => orders.alone(call.path.id)(handle(call)))

const order = <Body>(
  path: string,
  body: Schema.Codec<Body, unknown>,
  handle: (call: Call<{ readonly id: OrderId }, Body>) => Handled,
): Route => route(`/orders/:id${path}`, Wire.OrderPath, body, inTurn(handle))

const payment = <Body>(
  path: string,
  body: Schema.Codec<Body, unknown>,
  handle: (call: Call<{ readonly id: OrderId; readonly transactionId: string }, Body>) => Handled,
): Route => route(`/orders/:id/payments/:transactionId${path}`, Wire.PaymentPath, body, handle)

/** Every route of the bridge but `ping`, without its prefix. Returns take their turn by themselves: their order may be another one. */
export const routes: ReadonlyArray<Route> = [
  order("/checkin", Wire.CheckIn, checkIn),
  order("/checkin/undo", Wire.MayHaveOrder, takeOff),
  order("/quote", Wire.WithOrder, quote),
  order("/payments/added", Wire.Added, added),
  order("/payments/deleted", Wire.WithOrder, Taking.deleted),
  payment("/pay", Wire.Pay, inTurn(pay)),
  payment("/cancel", Wire.Cancel, inTurn(Taking.cancel)),
  payment("/return", Wire.Return, Returning.returnPayment),
  route("/returns", Wire.Nothing, Wire.ReturnWithoutOrder, Returning.returnWithoutOrder),
  order("/closed", Wire.WithOrder, Closing.closed),
  order("/deleted", Wire.MayHaveOrder, Closing.deleted),
  order("/storned", Wire.Storned, Returning.storned),
  order("/bill", Wire.Printing, print),
  order("/cheque", Wire.Printing, print),
]
