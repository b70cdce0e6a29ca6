/** The service is away, a hold runs out while the customer pays, and the till loses power. */
import type { Scenario } from "../Scenario.ts"
import { demand, type Text } from "../Unmet.ts"

/** Minutes after which every hold has ended by itself. */
const PAST_ANY_HOLD = 45

const NOT_YET: Text = { ru: "ещё нет", en: "not yet" }

const UNSETTLED = ["queued", "committing", "doubt"] as const
const BEFORE_COMMIT = ["open", "identified", "quoted", "held"] as const

const serviceAwayEarn: Scenario = {
  id: "service-away-earn",
  title: { ru: "Сервис недоступен: начисление ждёт", en: "Service away: earning waits" },
  why: {
    ru: "Лояльность не останавливает торговлю. Начисление записано и доставлено потом, ровно один раз, даже если клиента не успели найти.",
    en: "Loyalty never stops a sale. An earning is written down and delivered later, just once, even where the client could not be looked up.",
  },
  needs: [],
  play: async ({ judge, people: { boris, vera }, stage, till }) => {
    const quoted = { who: vera, amountKopecks: 25_400, pointsHundredths: 0 }
    const unknown = { who: boris, amountKopecks: 25_500, pointsHundredths: 0 }
    const first = await till("r-1")
    await first.prepare(quoted)
    await stage.away()
    await first.print(quoted)
    await first.is(...UNSETTLED)
    const second = await till("r-2")
    judge.refused("identify", await second.tries.identify(String(boris.phone)), "LOYALTY_UNAVAILABLE")
    await second.print(unknown)
    await judge.sold()
    await stage.back()
    await first.becomesSold(quoted)
    await second.becomesSold(unknown)
    await judge.sold(quoted, unknown)
  },
}

const serviceAwaySpend: Scenario = {
  id: "service-away-spend",
  title: { ru: "Сервис недоступен: списания нет", en: "Service away: no spending" },
  why: {
    ru: "Списать в долг нельзя: отказ сразу и понятно, чтобы покупатель заплатил иначе. Когда сервис вернулся, то же нажатие удаётся.",
    en: "Nothing is spent on trust: it is refused at once and clearly, so that the customer pays otherwise. When the service is back, the same press succeeds.",
  },
  needs: [],
  play: async ({ judge, people: { anna }, stage, till }) => {
    const buy = { who: anna, amountKopecks: 42_400, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await stage.away()
    judge.refused("commit", await counter.tries.commit(buy), "LOYALTY_UNAVAILABLE")
    await judge.sold()
    await stage.back()
    await judge.eventually(() => counter.sell(buy))
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

const holdExpired: Scenario = {
  id: "hold-expired",
  title: { ru: "Резерв истёк во время оплаты", en: "Hold expired in mid-payment" },
  why: {
    ru: "Покупатель долго искал кошелёк. Пока баллы есть, продажа проходит; если их потратили в другом месте, в минус не продаём.",
    en: "The customer looked for a purse for long. While the points are there the sale goes through; where they were spent elsewhere, nothing goes below zero.",
  },
  needs: ["hold"],
  play: async ({ judge, people: { anna, darya }, points, stage: { service }, till }) => {
    const slow = { who: anna, amountKopecks: 42_500, pointsHundredths: 10_000 }
    const spent = { who: darya, amountKopecks: 42_700, pointsHundredths: 9_000 }
    const first = await till("r-1")
    const second = await till("r-2")
    await first.prepare(slow)
    await second.prepare(spent)
    await service.advance(PAST_ANY_HOLD)
    await first.print(slow)
    await first.becomesSold(slow)

    const elsewhere = { who: darya, amountKopecks: 9_999, pointsHundredths: 9_999 }
    await service.strangerSpends({
      client: darya.id,
      point: points.elsewhere,
      pointsHundredths: elsewhere.pointsHundredths,
    })
    const refusals = ["NOT_ENOUGH_POINTS", "HOLD_EXPIRED", "FIELDS_REJECTED"]
    judge.refused("commit", await second.tries.commit(spent), ...refusals)
    await judge.sold(slow, elsewhere)
    await judge.holds(anna)
    await judge.holds(darya)
  },
}

const crashAfterPay: Scenario = {
  id: "crash-after-pay",
  title: { ru: "Сбой питания после оплаты", en: "Power cut after payment" },
  why: {
    ru: "Деньги взяты, продажа ещё не отправлена, касса погасла. После включения чек на месте и продаётся один раз.",
    en: "The money is taken, the sale is not yet sent, and the till goes dark. When it is up again the receipt is still there, and sold once.",
  },
  needs: ["crash"],
  play: async ({ crash, judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 42_800, pointsHundredths: 10_000 }
    await (await till("r-1")).prepare(buy)
    await crash()
    const counter = await till("r-1")
    await counter.is(...BEFORE_COMMIT)
    await judge.sold()
    await counter.sell(buy)
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

const crashInCommit: Scenario = {
  id: "crash-in-commit",
  title: { ru: "Сбой питания во время продажи", en: "Power cut in mid-sale" },
  why: {
    ru: "Запрос ушёл, ответа никто не дождался: продажа есть или её нет. После включения она доведена до конца сама, один раз.",
    en: "The request is out and nobody was left to hear the answer: the sale exists or does not. When the till is up again it is settled by itself, once.",
  },
  needs: ["crash"],
  play: async ({ crash, judge, people: { anna, boris }, stage: { service }, till }) => {
    const created = { who: anna, amountKopecks: 42_900, pointsHundredths: 10_000 }
    const lost = { who: boris, amountKopecks: 43_000, pointsHundredths: 5_000 }
    const cuts = [
      { buy: created, fault: { kind: "silence", executed: true } as const },
      { buy: lost, fault: { kind: "silence", executed: false } as const },
    ]
    for (const { buy, fault } of cuts) {
      const receipt = `r-${buy.amountKopecks}`
      const dying = await till(receipt)
      await dying.prepare(buy)
      const before = await service.calls("retail")
      await service.breakNext("retail", fault)
      const unheard = dying.tries.commit(buy).catch(() => undefined)
      await judge.eventually(async () => {
        const isSent = (await service.calls("retail")) > before
        demand(isSent, { ru: "запрос продажи отправлен", en: "the sale's request is sent" }, NOT_YET)
      })
      await crash()
      await unheard
      const counter = await till(receipt)
      await counter.print(buy)
      await counter.becomesSold(buy)
      await counter.sell(buy)
      await judge.holds(buy.who)
    }
    await judge.sold(created, lost)
  },
}

const crashWithQueue: Scenario = {
  id: "crash-with-queue",
  title: { ru: "Сбой питания с очередью начислений", en: "Power cut with earnings waiting" },
  why: {
    ru: "Связи нет, и питание пропало. Обещанное покупателю начисление переживает и то и другое.",
    en: "There is no line, and then no power. An earning that the customer was promised outlives both.",
  },
  needs: ["crash"],
  play: async ({ crash, judge, people: { vera }, stage, till }) => {
    const buy = { who: vera, amountKopecks: 25_600, pointsHundredths: 0 }
    const dying = await till("r-1")
    await dying.prepare(buy)
    await stage.away()
    await dying.print(buy)
    await crash()
    const counter = await till("r-1")
    await counter.is(...UNSETTLED)
    await stage.back()
    await counter.becomesSold(buy)
    await judge.sold(buy)
  },
}

export const troubles: ReadonlyArray<Scenario> = [
  serviceAwayEarn,
  serviceAwaySpend,
  holdExpired,
  crashAfterPay,
  crashInCommit,
  crashWithQueue,
]
