/**
 * What the cloud pushes: a list of events of many types, of which two are about orders. A single one was seen without its list.
 *
 * One event that cannot be read must not lose the others, so each is read by itself. What is not known is passed over: iiko adds types.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { OrderInfo } from "../cloud/Wire.ts"
import { newsOf, type NewsSettings, type OrderNews } from "./OrderNews.ts"

/** The most events of one push. Our judgment: bursts of repeats were told of, not of that size. */
export const MAX_EVENTS = 1_000

const MAX_DETAIL = 200

const Event = Schema.Struct({ eventType: Schema.String, eventInfo: Schema.optional(Schema.Unknown) })
const decodeEvent = Schema.decodeUnknownOption(Event)
const decodeInfo = Schema.decodeUnknownResult(OrderInfo)

const ABOUT_ORDERS: ReadonlySet<string> = new Set(["TableOrderUpdate", "DeliveryOrderUpdate"])

/** What came of one push. */
export interface Push {
  readonly news: ReadonlyArray<{ readonly eventType: string; readonly news: OrderNews }>
  /** What could not be read of it, fit for a log. */
  readonly broken: ReadonlyArray<string>
}

type EventRead = Result.Result<Push["news"][number] | undefined, string>

const fit = (text: string): string => maskText(text.replaceAll(/\s+/g, " ")).slice(0, MAX_DETAIL)

const readEvent = (json: unknown, settings: NewsSettings): EventRead => {
  const event = Option.getOrUndefined(decodeEvent(json))
  if (event === undefined) return Result.fail("no event")
  const { eventInfo, eventType } = event
  if (!ABOUT_ORDERS.has(eventType)) return Result.succeed(undefined)
  const info = decodeInfo(eventInfo)
  if (Result.isFailure(info)) return Result.fail(`${eventType}: ${fit(String(info.failure))}`)
  return Result.mapBoth(newsOf(info.success, settings), {
    onSuccess: (news) => (news === undefined ? undefined : { eventType, news }),
    onFailure: (what) => `${eventType}: ${what}`,
  })
}

/** Reads a push; nothing where it is no JSON, or has too many events. */
export const readPush = (body: string, settings: NewsSettings): Option.Option<Push> => {
  const json = Option.liftThrowable((text: string): unknown => JSON.parse(text))(body)
  if (Option.isNone(json)) return Option.none()
  const events: ReadonlyArray<unknown> = Array.isArray(json.value) ? json.value : [json.value]
  if (events.length > MAX_EVENTS) return Option.none()
  const [broken, news] = [new Array<string>(), new Array<Push["news"][number]>()]
  for (const event of events) {
    const read = readEvent(event, settings)
    if (Result.isFailure(read)) broken.push(read.failure)
    else if (read.success !== undefined) news.push(read.success)
  }
  return Option.some({ news, broken })
}
