/**
 * Finding the guest: a card that is slid, a phone that is typed (`plugin/CheckIn.cs`).
 */
import * as Effect from "effect/Effect"
import type { Order } from "../front/Order.ts"
import type { Client, Quote } from "./Answer.ts"
import type { Loyalty, Said } from "./Asking.ts"
import type { Discount } from "./Discount.ts"
import * as Texts from "./Texts.ts"

/** Told: nobody was found, and the cashier has read why. Nowhere: nothing was said. */
export type Found = "here" | "told" | "nowhere"

export interface CheckIn {
  /** `OrderEditCardSlided`: a code that nobody has is left to iiko. */
  readonly slid: (code: string, order: Order) => Said<Found>
  /** The plugin's button on the order screen. */
  readonly ask: (order: Order) => Said
  /** While a payment is being added the order cannot be edited. False: nobody was found, and the cashier knows. */
  readonly askForPayment: (order: Order) => Said<boolean>
  readonly undo: (order: Order) => Said
}

interface Finding {
  readonly moment: string
  readonly mayEdit?: boolean
  readonly othersMayKnow?: boolean
}

export const createCheckIn = (loyalty: Loyalty, discount: Discount): CheckIn => {
  const { call, host, json, say, speech, watch } = loyalty

  const describe = (client: Client | undefined, quote: Quote | undefined): string => {
    const language = speech.language()
    const guest = Texts.guest(speech.named(client?.name ?? ""), client?.balance, language)
    if (quote === undefined) return guest
    return quote.type === "discount"
      ? guest + (quote.discount === undefined ? "" : Texts.discounted(quote.discount, language))
      : guest + Texts.quoted(quote.maxPoints, quote.earn, language)
  }

  const find = Effect.fnUntraced(function* (
    search: string,
    order: Order,
    { mayEdit = true, moment, othersMayKnow = false }: Finding,
  ) {
    // Also where nobody was found: while the service is away the gateway keeps who was looked for, and the order earns later.
    watch(order)
    const answer = yield* call(moment, order, "checkin", { search: search.trim(), order: json(order) })
    const noAnswer = Texts.noAnswerCheckIn(speech.language())
    if (answer.outcome === "proceed") {
      const { client, quote } = answer.data ?? {}
      if (mayEdit && quote !== undefined) discount.apply(order, quote)
      yield* host.showOk(answer.message ?? describe(client, quote))
      return "here"
    }
    // The guest before is not on the order any more, whoever's code this is: the cashier has to know.
    const isTakenOff = answer.data?.takenOff === true
    if (isTakenOff && mayEdit) discount.remove(order)
    if (othersMayKnow && !isTakenOff) {
      if (!answer.isDecided) host.warn(noAnswer)
      return "nowhere"
    }
    yield* host.showError(say(answer, noAnswer))
    return "told"
  })

  const typed = Effect.suspend(() => host.ask(Texts.askPhone(speech.language())))
  const isEmpty = (search: string | undefined): search is undefined =>
    search === undefined || search.trim() === ""

  return {
    slid: (code, order) => find(code, order, { moment: "OrderEditCardSlided", othersMayKnow: true }),
    ask: Effect.fnUntraced(function* (order: Order) {
      const search = yield* typed
      if (!isEmpty(search)) yield* find(search, order, { moment: "AddButtonToOrderEditScreen" })
    }),
    askForPayment: Effect.fnUntraced(function* (order: Order) {
      const search = yield* typed
      if (isEmpty(search)) return false
      return (yield* find(search, order, { moment: "CollectData", mayEdit: false })) === "here"
    }),
    undo: Effect.fnUntraced(function* (order: Order) {
      const answer = yield* call("AddButtonToOrderEditScreen", order, "checkin/undo", { order: json(order) })
      const language = speech.language()
      if (answer.outcome !== "proceed")
        return yield* host.showError(say(answer, Texts.noAnswerCheckIn(language)))
      discount.remove(order)
      yield* host.showOk(answer.message ?? Texts.undone(language))
    }),
  }
}
