/**
 * What every method of the protocol is told of a call, and what they all need.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Journal } from "@loyalkit/core/Journal"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type * as Effect from "effect/Effect"
import type { WriteOffBook } from "../joining/WriteOffBook.ts"
import type { NativeSettings } from "../Settings.ts"
import type { Cards } from "./Cards.ts"
import type { CardFields } from "./Finding.ts"
import type { Till, Visits } from "./Visits.ts"

/** What is the same in every call of a face. */
export interface Native extends NativeSettings {
  readonly tellEarning: boolean
  /** Are printed receipts told of by another way as well? */
  readonly isReadBack: boolean
}

/** One call. */
export interface Call {
  readonly native: Native
  readonly till: Till
  /** A parameter of the query; empty where it is missing. */
  readonly param: (name: string) => string
  readonly body: string
  /** When it came, in milliseconds since 1970. */
  readonly arrived: number
}

export type Services = Checkout | LoyalClient | Journal | Cards | Visits | WriteOffBook

/** A method of the protocol. It fails with nothing: whatever happens has an answer. */
export type Method = (call: Call) => Effect.Effect<HttpServerResponse, never, Services>

/** What a query says of a card. */
export const cardFields = ({ param }: Call): CardFields => ({
  number: param("ClientCardID"),
  guid: param("CardGUID"),
  clientGuid: param("ClientGUID"),
  phone: param("Phone"),
})
