/**
 * How the plugin's handlers call the bridge: one POST for each moment, with the order in iiko's words.
 */
import * as Effect from "effect/Effect"
import type { Json } from "../../../shop/Requests.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Order } from "../front/Order.ts"
import type { Line } from "../line/Line.ts"
import {
  PaymentActionCancelled,
  PaymentActionFailed,
  readAnswer,
  type Answer,
  type PaymentError,
} from "./Answer.ts"
import type { Disk, Filed } from "./Disk.ts"
import type { Host } from "./Host.ts"
import { orderJson } from "./OrderJson.ts"
import type { Outbox } from "./Outbox.ts"
import * as Texts from "./Texts.ts"

export type Said<A = void> = Effect.Effect<A>
export type Acting<A = void> = Effect.Effect<A, PaymentError>

type Body = Filed["body"]

/** What the plugin's handlers share. */
export interface Loyalty {
  readonly host: Host
  readonly disk: Disk
  readonly outbox: Outbox
  readonly speech: Speech
  readonly json: (order: Order, current?: string) => Json
  /** A call about an order that nobody has to repeat. */
  readonly call: (moment: string, order: Order, path: string, body: Body, patience?: number) => Said<Answer>
  /** When the plugin starts: what is the bridge set up for? */
  readonly ping: Said
  /** A call about an order, to be filed. */
  readonly filed: (moment: string, order: Order, path: string, body: Body) => Omit<Filed, "file">
  readonly watch: (order: Order) => void
  readonly isWatched: (order: Order) => boolean
  /** iiko's exceptions for what is no «proceed». */
  readonly require: (answer: Answer) => Effect.Effect<void, PaymentError>
  /** What the cashier reads where an answer says no. */
  readonly say: (answer: Answer, noAnswer: string) => string
}

export interface LoyaltyOptions extends Pick<Loyalty, "host" | "disk" | "outbox" | "speech"> {
  readonly line: Line
}

export const createLoyalty = ({ disk, host, line, outbox, speech }: LoyaltyOptions): Loyalty => {
  const filed: Loyalty["filed"] = (moment, order, path, body) => ({
    moment,
    order: order.id,
    point: order.point,
    path: path === "returns" ? path : `orders/${order.id}/${path}`,
    body,
    purchase: order.number,
  })
  const say: Loyalty["say"] = ({ message, status }, noAnswer) =>
    message ?? (status === 0 ? noAnswer : Texts.refused(speech.language()))
  return {
    host,
    disk,
    outbox,
    speech,
    json: (order, current) => orderJson(order, host.terminal, current),
    filed,
    call: (moment, order, path, body, patience) =>
      Effect.suspend(() => {
        const { order: _, ...asked } = filed(moment, order, path, body)
        return Effect.map(line.ask({ ...asked, ...(patience === undefined ? {} : { patience }) }), readAnswer)
      }),
    ping: Effect.gen(function* () {
      const heard = yield* line.ask({ moment: "Start", path: "ping", body: {}, point: host.point() })
      const { data, outcome } = readAnswer(heard)
      if (outcome === "proceed") disk.notesReturns = data?.onReturn === "note"
    }),
    watch: ({ id }) => void disk.watched.add(id),
    isWatched: ({ id }) => disk.watched.has(id),
    say,
    require: (answer) => {
      if (answer.outcome === "cancel") return Effect.fail(new PaymentActionCancelled())
      return answer.outcome === "fail"
        ? Effect.fail(new PaymentActionFailed({ message: say(answer, Texts.noAnswer(speech.language())) }))
        : Effect.void
    },
  }
}
