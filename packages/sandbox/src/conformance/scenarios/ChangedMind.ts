/** Until the receipt is printed everybody may change their mind: the last word counts, and nothing is left of the ones before. */
import type { Scenario } from "../Scenario.ts"

const receiptChanged: Scenario = {
  id: "receipt-changed",
  title: { ru: "Чек изменился", en: "The receipt changed" },
  why: {
    ru: "После расчёта добавили или убрали товар. Продаётся то, что в чеке сейчас, а лишний резерв возвращается.",
    en: "Goods were added or taken away after the quote. What is in the receipt now is sold, and a hold that is too large comes back.",
  },
  needs: ["hold"],
  play: async ({ judge, people: { anna, boris }, till }) => {
    const more = { who: anna, amountKopecks: 52_000, pointsHundredths: 10_000 }
    const added = await till("r-1")
    await added.prepare({ ...more, amountKopecks: 40_800 })
    await added.quote(more.amountKopecks)
    await added.sell(more)

    const less = { who: boris, amountKopecks: 20_000, pointsHundredths: 8_000 }
    const removed = await till("r-2")
    await removed.prepare({ ...less, amountKopecks: 60_000, pointsHundredths: 30_000 })
    await removed.quote(less.amountKopecks)
    await removed.hold(less.pointsHundredths)
    await judge.holds(boris, 8_000)
    await removed.sell(less)
    await judge.sold(more, less)
    await judge.holds(anna)
    await judge.holds(boris)
  },
}

const mindChanged: Scenario = {
  id: "mind-changed",
  title: { ru: "Покупатель передумал", en: "The customer changed their mind" },
  why: {
    ru: "Меньше баллов, совсем без баллов, карта другого человека — и чужие баллы не остаются в резерве.",
    en: "Fewer points, none at all, somebody else's card: and nobody's points stay held.",
  },
  needs: ["hold"],
  play: async ({ judge, people: { anna, boris }, till }) => {
    const earning = { who: anna, amountKopecks: 40_900, pointsHundredths: 0 }
    const first = await till("r-1")
    await first.prepare({ ...earning, pointsHundredths: 10_000 })
    await first.hold(5_000)
    await judge.holds(anna, 5_000)
    await first.sell(earning)
    await judge.holds(anna)

    const other = { who: boris, amountKopecks: 41_000, pointsHundredths: 5_000 }
    const second = await till("r-2")
    await second.prepare({ ...other, who: anna, pointsHundredths: 10_000 })
    await second.prepare(other)
    await judge.holds(anna)
    await second.sell(other)
    await judge.sold(earning, other)
    await judge.holds(boris)
  },
}

const staleQuote: Scenario = {
  id: "stale-quote",
  title: { ru: "Устаревший расчёт", en: "A stale quote" },
  why: {
    ru: "Сумма чека уже другая, а баллы считали по старой. Такую продажу отправлять нельзя: сначала новый расчёт.",
    en: "The receipt's amount is another by now, and the points were worked out for the old one. Such a sale must not be sent: quote again first.",
  },
  needs: [],
  play: async ({ judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 41_200, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare({ ...buy, amountKopecks: 41_100 })
    judge.refused("commit", await counter.tries.commit(buy), "STALE_QUOTE")
    await judge.sold()
    await counter.quote(buy.amountKopecks)
    await counter.sell(buy)
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

export const changedMind: ReadonlyArray<Scenario> = [receiptChanged, mindChanged, staleQuote]
