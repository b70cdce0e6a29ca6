/** Keys are pressed twice, at the same time, and in the wrong order. */
import type { Scenario } from "../Scenario.ts"

const repeatedCommands: Scenario = {
  id: "repeated-commands",
  title: { ru: "Команды повторяются", en: "Commands repeated" },
  why: {
    ru: "Программа кассы повторяет всё, на что не дождалась ответа. Один чек — один резерв и одна продажа, сколько ни нажимай.",
    en: "A till's program repeats whatever it got no answer to. One receipt is one hold and one sale, however often it is pressed.",
  },
  needs: [],
  play: async ({ canHold, judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 41_300, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await counter.prepare(buy)
    if (canHold) await judge.holds(anna, buy.pointsHundredths)
    await Promise.all([counter.print(buy), counter.print(buy), counter.print(buy)])
    await counter.becomesSold(buy)
    await counter.sell(buy)
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

const reorderedCommands: Scenario = {
  id: "reordered-commands",
  title: { ru: "Команды не по порядку", en: "Commands out of order" },
  why: {
    ru: "Шаг раньше времени — понятный отказ, а не догадка. После продажи ничто не меняет чек и не продаёт его ещё раз.",
    en: "A step before its time is refused clearly, and not guessed. After the sale nothing changes the receipt or sells it again.",
  },
  needs: ["hold", "cancel"],
  play: async ({ judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 41_400, pointsHundredths: 10_000 }
    const { amountKopecks, pointsHundredths } = buy
    const counter = await till("r-1")
    const { tries } = counter
    judge.refused("quote", await tries.quote({ amountKopecks }), "OUT_OF_ORDER")
    judge.refused("hold", await tries.hold(pointsHundredths), "OUT_OF_ORDER")
    judge.refused("commit", await tries.commit(buy), "OUT_OF_ORDER")
    await counter.identify(buy)
    judge.refused("hold", await tries.hold(pointsHundredths), "OUT_OF_ORDER")
    judge.refused("commit", await tries.commit(buy), "OUT_OF_ORDER")
    await judge.sold()

    await counter.prepare(buy)
    await counter.sell(buy)
    judge.refused("quote", await tries.quote({ amountKopecks: 99_900 }), "ALREADY_COMMITTED")
    judge.refused("hold", await tries.hold(5_000), "ALREADY_COMMITTED")
    judge.refused("cancel", await tries.cancel(), "ALREADY_COMMITTED")
    const another = await tries.commit({ amountKopecks: 99_900, pointsHundredths: 0 })
    judge.refused("commit", another, "RECEIPT_CONFLICT")
    await counter.is("committed")
    await judge.sold(buy)
    await judge.holds(anna)
    await counter.sell(buy)
  },
}

export const repeats: ReadonlyArray<Scenario> = [repeatedCommands, reorderedCommands]
