/**
 * A till's requests over its line to the gateway, as its own program sends them: on the shop's clock, and written down, so that they play again.
 */
import { Send } from "@loyalkit/scenario/format/Step"
import type { PlainRequest } from "@loyalkit/scenario/shop/Exchange"
import type * as News from "@loyalkit/scenario/watch/News"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { PageShop } from "./PageShop.ts"

export type { PlainRequest }

/** Why a till heard nothing; that there is no case is told to a person only. */
export type Unheard = Exclude<News.Unheard, "no-case">

/** What a till hears. */
export type Heard =
  | Extract<News.Heard, { readonly _tag: "Answer" }>
  | { readonly _tag: "Nothing"; readonly at: number; readonly why: Unheard }

const heardOf = (heard: News.Heard): Heard => {
  if (heard._tag === "Answer") return heard
  const { at, why } = heard
  return { _tag: "Nothing", at, why: why === "no-case" ? "no-answer" : why }
}

/** What JSON can hold. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const asJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Json))
const asSend = Schema.decodeUnknownSync(Send)

/** A request as a step has it: JSON stays readable there, anything else goes as it is. */
const sendOf = (till: string, { body, headers, method, path }: PlainRequest): Send =>
  asSend({
    till,
    method,
    path,
    ...(body === "" ? {} : { body: Option.getOrElse(asJson(body), () => body) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  })

/** Sends it, and waits for what is heard; whoever is interrupted meanwhile waits no more, and the request goes its way all the same. */
export const send = ({ shop }: PageShop, till: string, request: PlainRequest): Effect.Effect<Heard> =>
  Effect.callback((resume) => {
    shop.do(
      { _tag: "Send", send: sendOf(till, request) },
      { heard: (heard) => resume(Effect.succeed(heardOf(heard))) },
    )
  })
