/** Several tills: at one point, on one receipt, with one customer. */
import type { Scenario } from "../Scenario.ts"
import { amount, demand, same } from "../Unmet.ts"

const twoTillsOnePoint: Scenario = {
  id: "two-tills-one-point",
  title: { ru: "Две кассы на одной точке", en: "Two tills at one point" },
  why: {
    ru: "В некоторых установках продажа гасит резервы всех на этой точке. Сосед не должен остаться ни без баллов, ни без продажи.",
    en: "In some installations a sale ends everybody's holds at its point. The neighbour must lose neither points nor the sale.",
  },
  needs: ["secondTill"],
  play: async ({ judge, people: { anna, boris }, stage: { service }, till }) => {
    await service.turn({ saleEnds: "point" })
    const left = { who: anna, amountKopecks: 43_100, pointsHundredths: 10_000 }
    const right = { who: boris, amountKopecks: 43_200, pointsHundredths: 5_000 }
    const first = await till("r-1", "first")
    const second = await till("r-2", "second")
    await Promise.all([first.prepare(left), second.prepare(right)])
    await Promise.all([first.print(left), second.print(right)])
    await first.becomesSold(left)
    await second.becomesSold(right)
    await judge.sold(left, right)
    await judge.holds(anna)
    await judge.holds(boris)
  },
}

const receiptTakenOver: Scenario = {
  id: "receipt-taken-over",
  title: { ru: "Чек продолжает другая касса", en: "Another till takes the receipt over" },
  why: {
    ru: "Чек открыли на одной кассе, а закрыли на другой, или сразу на обеих. Это всё тот же один чек.",
    en: "A receipt is begun at one till and ended at another, or at both at once. It is still one receipt.",
  },
  needs: ["secondTill"],
  play: async ({ judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 43_300, pointsHundredths: 10_000 }
    const first = await till("r-1", "first")
    await first.prepare(buy)
    const second = await till("r-1", "second")
    await Promise.all([second.print(buy), first.print(buy)])
    await first.becomesSold(buy)
    await second.becomesSold(buy)
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

const clientAtTwoTills: Scenario = {
  id: "client-at-two-tills",
  title: { ru: "Один клиент на двух кассах", en: "One client at two tills" },
  why: {
    ru: "Одна карта в двух магазинах в одну минуту, да ещё с одинаковым номером чека. Баллы тратятся один раз и не уходят в минус.",
    en: "One card in two shops in the same minute, and under the same receipt number. Points are spent once, and never below zero.",
  },
  needs: ["otherPoint", "hold"],
  play: async ({ judge, people: { anna }, till }) => {
    const here = { who: anna, amountKopecks: 120_000, pointsHundredths: 100_000 }
    const there = { who: anna, amountKopecks: 90_000, pointsHundredths: 40_000 }
    const first = await till("r-1", "first")
    const second = await till("r-1", "elsewhere")
    await first.prepare(here)
    await second.identify(there)
    const { maxSpendHundredths } = await second.quote(there.amountKopecks)
    demand(
      maxSpendHundredths <= 50_000,
      { ru: "можно списать не больше свободных 500.00", en: "at most the free 500.00 can be spent" },
      same(amount(maxSpendHundredths)),
    )
    judge.refused("hold", await second.tries.hold(60_000), "NOT_ENOUGH_POINTS")
    await second.hold(there.pointsHundredths)
    await judge.holds(anna, 40_000, 100_000)
    await Promise.all([first.print(here), second.print(there)])
    await first.becomesSold(here)
    await second.becomesSold(there)
    await judge.sold(here, there)
    await judge.holds(anna)
  },
}

export const manyTills: ReadonlyArray<Scenario> = [twoTillsOnePoint, receiptTakenOver, clientAtTwoTills]
