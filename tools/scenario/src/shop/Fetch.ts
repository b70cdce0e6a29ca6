/**
 * A till that speaks `fetch`: for clients of ours that want a `Request` and a `Response`, such as effect's.
 *
 * Its answer comes when virtual time has got there. Nothing heard is what `fetch` makes of it: a rejected promise that does not say what happened.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Send } from "../format/Step.ts"
import type { Shop } from "./Shop.ts"

const asJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Json))
const decode = Schema.decodeUnknownPromise(Send)

/** What a browser's `Request` says of itself, and no till has to repeat. */
const LEFT_OUT = ["content-length", "host", "connection"]

/** `fetch` of a till. */
export const fetchOf =
  (shop: Shop, till: string) =>
  async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const text = await request.text()
    // JSON stays readable in what is recorded; anything else goes as it is.
    const body = Option.getOrElse(asJson(text), () => text)
    const headers = Object.fromEntries([...request.headers].filter(([name]) => !LEFT_OUT.includes(name)))
    const heard = await shop.send(
      await decode({
        till,
        method: request.method,
        path: `${pathname}${search}`,
        ...(text === "" ? {} : { body }),
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
      }),
    )
    if (heard._tag === "Nothing") throw new TypeError("Failed to fetch", { cause: heard.why })
    const { answer } = heard
    return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } })
  }
