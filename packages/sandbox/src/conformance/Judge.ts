/**
 * Judges what became of it all by the only truth there is: the service's ledger and its living holds.
 *
 * No scenario uses an amount twice, so each sale of the ledger can be tied to its receipt, which the service does not know.
 */
import type { Client } from "../World.ts"
import type { Answer, Sale } from "./Driver.ts"
import type { LedgerSale, Service } from "./Stage.ts"
import { amount, demand, same, unmet, type Text } from "./Unmet.ts"
import { eventually } from "./Waiting.ts"

/** What a customer buys on one receipt. Points 0 earn. */
export interface Buy {
  readonly who: Client
  readonly amountKopecks: number
  readonly pointsHundredths: number
}

/** The word of a way in that has no words for its refusals. */
const WORDLESS = "REFUSED"

/** What a till hears of a commit that is not settled yet. */
export const PENDING = "COMMIT_PENDING"

const describeSale = (sale: LedgerSale): string =>
  `${amount(sale.amount)} (${sale.spend > 0 ? `−${amount(sale.spend)}` : `+${amount(sale.earn)}`})`

const describeSales = (sales: ReadonlyArray<LedgerSale>): Text =>
  sales.length === 0 ? { ru: "ни одной продажи", en: "no sale" } : same(sales.map(describeSale).join(", "))

const describeHolds = (holds: ReadonlyArray<number>): Text =>
  holds.length === 0 ? { ru: "резервов нет", en: "no hold" } : same(holds.map(amount).join(", "))

/** What a step answered, in words. */
export const heard = (answer: Answer<unknown>): Text =>
  answer.ok
    ? { ru: "ответ «да»", en: "a yes" }
    : same(
        answer.error.message === undefined
          ? answer.error.code
          : `${answer.error.code}: ${answer.error.message}`,
      )

export const make = (service: Service, patience: number) => {
  const salesOf = async (buy: Buy): Promise<ReadonlyArray<LedgerSale>> =>
    (await service.sales()).filter(
      ({ amount, client }) => amount === buy.amountKopecks && client === buy.who.id,
    )

  /** The ledger has just these sales, each once and with just these points, and no other. */
  const sold = async (...buys: ReadonlyArray<Buy>): Promise<void> => {
    const sales = await service.sales()
    const seen = describeSales(sales)
    for (const buy of buys) {
      const found = await salesOf(buy)
      const [sale] = found
      const sum = amount(buy.amountKopecks)
      const points = amount(buy.pointsHundredths)
      demand(
        found.length === 1 && sale?.spend === buy.pointsHundredths,
        {
          ru: `в журнале сервиса ровно одна продажа на ${sum} с ${points} списанных баллов`,
          en: `exactly one sale of ${sum} in the service's ledger, with ${points} points written off`,
        },
        seen,
      )
    }
    demand(
      sales.length === buys.length,
      {
        ru: buys.length === 0 ? "ни одной продажи" : `продаж в журнале сервиса — ${buys.length}`,
        en:
          buys.length === 0 ? "no sale" : `as many sales in the service's ledger as receipts: ${buys.length}`,
      },
      seen,
    )
  }

  /** There is at most one sale of this receipt at any time. */
  const atMostOnce = async (...buys: ReadonlyArray<Buy>): Promise<void> => {
    for (const buy of buys) {
      const sales = await salesOf(buy)
      const sum = amount(buy.amountKopecks)
      demand(
        sales.length <= 1,
        { ru: `не больше одной продажи на ${sum}`, en: `at most one sale of ${sum}` },
        describeSales(sales),
      )
    }
  }

  /** Just these points of a client are held; soon at least, since a till need not wait for a release. */
  const holds = (who: Client, ...points: ReadonlyArray<number>): Promise<void> =>
    eventually(patience, async () => {
      const held = await service.held(who.id)
      demand(
        held.length === points.length && points.every((size) => held.includes(size)),
        {
          ru:
            points.length === 0 ? "все баллы клиента свободны" : `в резерве ${points.map(amount).join(", ")}`,
          en:
            points.length === 0
              ? "none of the client's points held"
              : `held: ${points.map(amount).join(", ")}`,
        },
        describeHolds(held),
      )
    })

  /** What the till was told of its sale is what the ledger says. */
  const toldTheTruth = async (buy: Buy, told: Sale): Promise<void> => {
    const [sale] = await salesOf(buy)
    if (sale === undefined) {
      throw unmet(
        {
          ru: `проданный чек на ${amount(buy.amountKopecks)} есть в журнале сервиса`,
          en: `the sale of ${amount(buy.amountKopecks)} that the till was told of is in the service's ledger`,
        },
        describeSales(await service.sales()),
      )
    }
    const { spentHundredths = 0, earnedHundredths = 0, totalKopecks } = told
    demand(
      totalKopecks === sale.total && spentHundredths === sale.spend && earnedHundredths === sale.earn,
      {
        ru: `касса слышит: к оплате ${amount(sale.total)}, списано ${amount(sale.spend)}, начислено ${amount(sale.earn)}`,
        en: `the till hears: to pay ${amount(sale.total)}, spent ${amount(sale.spend)}, earned ${amount(sale.earn)}`,
      },
      same([totalKopecks, spentHundredths, earnedHundredths].map(amount).join(", ")),
    )
  }

  /** A step was refused, and in one of these words. */
  const refused = (step: string, answer: Answer<unknown>, ...codes: ReadonlyArray<string>): void =>
    demand(
      !answer.ok && (answer.error.code === WORDLESS || codes.includes(answer.error.code)),
      { ru: `отказ ${codes.join(" / ")} на ${step}`, en: `${step} refused with ${codes.join(" or ")}` },
      heard(answer),
    )

  return {
    sold,
    atMostOnce,
    holds,
    toldTheTruth,
    refused,
    /** Looks until a check holds. */
    eventually: <A>(check: () => Promise<A>): Promise<A> => eventually(patience, check),
  }
}

/** Judges by the service's ledger and its living holds. */
export type Judge = ReturnType<typeof make>
