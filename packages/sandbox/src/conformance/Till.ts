/**
 * A receipt in the hands of a cashier who expects every step to do what it should, and soon.
 *
 * `tries` is the same receipt for steps that may well be refused.
 */
import type { Answer, Held, Line, Outcome, Quote, Receipt, State } from "./Driver.ts"
import { heard, PENDING, type Buy, type Judge } from "./Judge.ts"
import { absent, amount, demand, same, unmet, type Text } from "./Unmet.ts"
import { within } from "./Waiting.ts"

/** A receipt all of whose steps can be tried; one that the driver left out fails, and says so. */
export type Tries = Required<Receipt>

export interface Till {
  readonly tries: Tries
  /** Finds the customer by phone. */
  readonly identify: (buy: Buy) => Promise<void>
  readonly quote: (amountKopecks: number, lines?: ReadonlyArray<Line>) => Promise<Quote>
  readonly hold: (pointsHundredths: number) => Promise<Held>
  /** Up to the moment before payment: identify, quote, and a hold where points are spent and the way in has one. */
  readonly prepare: (buy: Buy) => Promise<void>
  /** Commits, and must hear of the sale at once, and truly. */
  readonly sell: (buy: Buy) => Promise<void>
  /** Commits, and must hear that the receipt may be printed: a sale, or one that is not settled yet. */
  readonly print: (buy: Buy) => Promise<void>
  readonly cancel: () => Promise<void>
  /** Waits for the sale to be settled, and hears the truth of it. */
  readonly becomesSold: (buy: Buy) => Promise<void>
  /** Is in one of these states now. */
  readonly is: (...states: ReadonlyArray<State>) => Promise<void>
}

/** How long things may take, in milliseconds. */
export interface Limits {
  /** A step: a customer waits for it. */
  readonly step: number
  readonly patience: number
}

const phone = ({ who }: Buy): string => String(who.phone)
const saleOf = ({ amountKopecks, pointsHundredths }: Buy) => ({ amountKopecks, pointsHundredths })

const yes = <A>(step: string, answer: Answer<A>): A => {
  if (answer.ok) return answer.value
  throw unmet({ ru: `${step} удаётся`, en: `${step} succeeds` }, heard(answer))
}

const slow = (step: string, millis: number): Text => ({
  ru: `${step}: ответа нет дольше ${millis} мс, а покупатель ждёт.`,
  en: `${step}: no answer within ${millis} ms, and a customer is waiting.`,
})

/** Each step within the customer's patience. */
const timely = (receipt: Receipt, millis: number): Tries => {
  const step =
    <Input extends ReadonlyArray<unknown>, B>(
      name: string,
      run: ((...input: Input) => Promise<B>) | undefined,
    ) =>
    (...input: Input): Promise<B> =>
      run === undefined
        ? Promise.reject(absent(name))
        : within(millis, () => run(...input), slow(name, millis))
  const { cancel, hold, noteReturn } = receipt
  return {
    identify: step("identify", receipt.identify.bind(receipt)),
    quote: step("quote", receipt.quote.bind(receipt)),
    hold: step("hold", hold?.bind(receipt)),
    commit: step("commit", receipt.commit.bind(receipt)),
    cancel: step("cancel", cancel?.bind(receipt)),
    noteReturn: step("noteReturn", noteReturn?.bind(receipt)),
    outcome: step("outcome", receipt.outcome.bind(receipt)),
  }
}

export const make = (receipt: Receipt, judge: Judge, limits: Limits, canHold: boolean): Till => {
  const tries = timely(receipt, limits.step)

  const identify = async (buy: Buy) => void yes("identify", await tries.identify(phone(buy)))
  const quote = async (amountKopecks: number, lines?: ReadonlyArray<Line>) =>
    yes("quote", await tries.quote({ amountKopecks, ...(lines === undefined ? {} : { lines }) }))
  const hold = async (points: number) => yes("hold", await tries.hold(points))

  const outcome = async (): Promise<Outcome> => yes("outcome", await tries.outcome())

  return {
    tries,
    identify,
    quote,
    hold,
    prepare: async (buy) => {
      await identify(buy)
      await quote(buy.amountKopecks)
      if (buy.pointsHundredths > 0 && canHold) await hold(buy.pointsHundredths)
    },
    sell: async (buy) => {
      const answer = await tries.commit(saleOf(buy))
      await judge.toldTheTruth(buy, yes("commit", answer).sale)
    },
    print: async (buy) => {
      const answer = await tries.commit(saleOf(buy))
      demand(
        answer.ok || answer.error.code === PENDING,
        {
          ru: `на commit ${amount(buy.amountKopecks)} — продажа или ${PENDING}: чек печатают и работают дальше`,
          en: `commit of ${amount(buy.amountKopecks)} gives a sale or ${PENDING}: print and go on`,
        },
        heard(answer),
      )
    },
    cancel: async () => void yes("cancel", await tries.cancel()),
    becomesSold: async (buy) => {
      const { sale } = await judge.eventually(async () => {
        const now = await outcome()
        demand(
          now.state === "committed",
          {
            ru: `чек на ${amount(buy.amountKopecks)} доведён до committed без человека`,
            en: `the receipt of ${amount(buy.amountKopecks)} becomes committed by itself`,
          },
          same(now.state),
        )
        return now
      })
      if (sale !== undefined) await judge.toldTheTruth(buy, sale)
    },
    is: async (...states) => {
      const { state } = await outcome()
      demand(states.includes(state), same(states.join(" / ")), same(state))
    },
  }
}
