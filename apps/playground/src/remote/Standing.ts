/**
 * How things stand at a gateway on a port, as any caller may ask: where a receipt is, and what needs a person.
 */
import { Case } from "@loyalkit/gateway/api/CaseWire"
import { receiptFields } from "@loyalkit/gateway/api/ReceiptWire"
import type { TillCall } from "@loyalkit/scenario/watch/News"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js"
import { tokenHeaders, type Token } from "./GatewayProcess.ts"

/** How often it is asked again, in milliseconds, besides after each call: a doubt is settled by itself. Our judgment. */
const LOOK_MILLIS = 2_000

/** So many receipts are asked for, the newest. Our judgment. */
const MOST_RECEIPTS = 5

const Receipt = Schema.Struct({ ok: Schema.Literal(true), ...receiptFields })
export type Receipt = typeof Receipt.Type
const Cases = Schema.Struct({ ok: Schema.Literal(true), cases: Schema.Array(Case) })

const asReceipt = Schema.decodeUnknownOption(Receipt)
const asCases = Schema.decodeUnknownOption(Cases)

/** The calls that name their receipt; 1C's protocol names none. */
const NAMED = [/^\/v1\/receipts\/([^/?]+)/, /^\/iiko\/front\/orders\/([^/?]+)/]

/** The receipts that the tills' calls name, the newest first. */
export const receiptsIn = (calls: ReadonlyArray<TillCall>): ReadonlyArray<string> => {
  const found = calls.toReversed().flatMap(({ request: { path } }) => {
    const name = NAMED.map((pattern) => pattern.exec(path)?.[1]).find((one) => one !== undefined)
    return name === undefined ? [] : [decodeURIComponent(name)]
  })
  return [...new Set(found)].slice(0, MOST_RECEIPTS)
}

export interface Standing {
  readonly receipts: Accessor<ReadonlyArray<{ readonly id: string; readonly receipt: Receipt }>>
  /** Nothing where this token may not see them. */
  readonly cases: Accessor<ReadonlyArray<Case> | undefined>
  readonly isAway: Accessor<boolean>
}

export const createStanding = (
  url: string,
  token: Token,
  calls: Accessor<ReadonlyArray<TillCall>>,
  isAway: (isAway: boolean) => void,
): Omit<Standing, "isAway"> => {
  const [receipts, setReceipts] = createSignal<ReturnType<Standing["receipts"]>>([])
  const [cases, setCases] = createSignal<ReadonlyArray<Case> | undefined>([])
  let maySeeCases = true
  let isLooking = false

  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, { headers: tokenHeaders(token) })
    return response.json()
  }
  const look = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    try {
      const ids = receiptsIn(calls())
      const answers = await Promise.all(
        ids.map(async (id) => ({
          id,
          answer: asReceipt(await ask(`/v1/receipts/${encodeURIComponent(id)}`)),
        })),
      )
      setReceipts(
        answers.flatMap(({ answer, id }) =>
          Option.match(answer, { onNone: () => [], onSome: (receipt) => [{ id, receipt }] }),
        ),
      )
      if (maySeeCases) {
        const found = Option.getOrUndefined(asCases(await ask("/v1/cases")))
        // A refusal is not asked for again: a token does not change.
        maySeeCases = found !== undefined
        setCases(found?.cases)
      }
      isAway(false)
    } catch {
      isAway(true)
    } finally {
      isLooking = false
    }
  }
  const heard = () => calls().filter((call) => call.heard !== undefined).length
  createEffect(on(heard, () => void look()))
  const timer = setInterval(() => void look(), LOOK_MILLIS)
  onCleanup(() => clearInterval(timer))
  return { receipts, cases }
}
