/** An ordinary day at the till: every step does what it should, to the kopeck. */
import { heard } from "../Judge.ts"
import type { Scenario } from "../Scenario.ts"
import { amount, demand, same, type Text } from "../Unmet.ts"

const BALANCE: Text = { ru: "баланс", en: "balance" }
const MAX_SPEND: Text = { ru: "можно списать", en: "most that can be spent" }
const EARN: Text = { ru: "будет начислено", en: "would be earned" }
const TO_PAY: Text = { ru: "к оплате", en: "to pay" }
const HELD: Text = { ru: "в резерве", en: "held" }

const equal = (what: Text, expected: number, seen: number | undefined): void =>
  demand(
    seen === expected,
    { ru: `${what.ru} ${amount(expected)}`, en: `${what.en} ${amount(expected)}` },
    seen === undefined ? { ru: "ничего", en: "nothing" } : same(amount(seen)),
  )

const identify: Scenario = {
  id: "identify",
  title: { ru: "Найти клиента", en: "Find the client" },
  why: {
    ru: "Телефон, карта и код из приложения находят клиента; код работает один раз, а кассир нажимает дважды. Опечатка — не поломка.",
    en: "A phone, a card and a code from the app find the client; a code works once, and a cashier presses twice. A typo is not a fault.",
  },
  needs: [],
  play: async ({ judge, people: { anna, boris }, till }) => {
    const code = anna.codes?.[0] ?? ""
    for (const [index, search] of [String(anna.phone), anna.card ?? "", code].entries()) {
      const { tries } = await till(`r-${index}`)
      for (const _ of ["once", "again"]) {
        const found = await tries.identify(search)
        equal(BALANCE, anna.balance, found.ok ? found.value.balanceHundredths : undefined)
      }
    }
    const { tries } = await till("r-typo")
    judge.refused("identify", await tries.identify("79000009999"), "CLIENT_NOT_FOUND")
    const found = await tries.identify(String(boris.phone))
    equal(BALANCE, boris.balance, found.ok ? found.value.balanceHundredths : undefined)
    await judge.sold()
  },
}

const quote: Scenario = {
  id: "quote",
  title: { ru: "Рассчитать покупку", en: "Quote a purchase" },
  why: {
    ru: "Кассир говорит покупателю, сколько можно списать и сколько начислят. Ошибка в копейке — спор у кассы.",
    en: "The cashier tells the customer what can be spent and what would be earned. A kopeck of error is an argument at the till.",
  },
  needs: [],
  play: async ({ judge, people: { anna, boris, darya }, till }) => {
    const asked = [
      { who: anna, amountKopecks: 33_333, spend: 33_333, earn: 2_500 },
      { who: boris, amountKopecks: 40_000, spend: 20_000, earn: 2_000 },
      { who: darya, amountKopecks: 40_010, spend: 9_999, earn: 3_001 },
    ]
    for (const { amountKopecks, earn, spend, who } of asked) {
      const counter = await till(`r-${who.phone}`)
      await counter.identify({ who, amountKopecks, pointsHundredths: 0 })
      const quoted = await counter.quote(amountKopecks)
      equal(MAX_SPEND, spend, quoted.maxSpendHundredths)
      equal(EARN, earn, quoted.earnHundredths)
    }
    await judge.holds(anna)
    await judge.sold()
  },
}

const hold: Scenario = {
  id: "hold",
  title: { ru: "Зарезервировать баллы", en: "Hold points" },
  why: {
    ru: "Пока покупатель платит, его баллы никто больше не потратит. И зарезервировать больше, чем можно, нельзя.",
    en: "While the customer pays, nobody else can spend the points. And no more can be held than may be spent.",
  },
  needs: ["hold"],
  play: async ({ judge, people: { anna, darya }, till }) => {
    const counter = await till("r-1")
    const buy = { who: anna, amountKopecks: 40_100, pointsHundredths: 10_000 }
    await counter.identify(buy)
    await counter.quote(buy.amountKopecks)
    const held = await counter.hold(buy.pointsHundredths)
    equal(HELD, 10_000, held.pointsHundredths)
    equal(TO_PAY, 30_100, held.payableKopecks)
    await judge.holds(anna, 10_000)

    const poor = await till("r-2")
    await poor.identify({ who: darya, amountKopecks: 40_200, pointsHundredths: 20_000 })
    await poor.quote(40_200)
    judge.refused("hold", await poor.tries.hold(20_000), "NOT_ENOUGH_POINTS")
    await judge.holds(darya)
    await poor.hold(9_000)
    await judge.holds(darya, 9_000)
    await judge.sold()
  },
}

const spend: Scenario = {
  id: "spend",
  title: { ru: "Списать баллы", en: "Spend points" },
  why: {
    ru: "Чек напечатан: продажа создана один раз, баллы списаны один раз, резерва больше нет.",
    en: "The receipt is printed: one sale is created, the points are written off once, nothing stays held.",
  },
  needs: [],
  play: async ({ judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 40_355, pointsHundredths: 10_005 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await counter.sell(buy)
    await counter.becomesSold(buy)
    await judge.sold(buy)
    await judge.holds(anna)
  },
}

const earnOnly: Scenario = {
  id: "earn-only",
  title: { ru: "Только начислить", en: "Earn only" },
  why: {
    ru: "Большинство чеков ничего не списывает: баллы начислены один раз и не тронуты ничем другим.",
    en: "Most receipts spend nothing: points are credited once, and nothing else touches them.",
  },
  needs: [],
  play: async ({ judge, people: { vera }, till }) => {
    const buy = { who: vera, amountKopecks: 25_050, pointsHundredths: 0 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await counter.sell(buy)
    await judge.sold(buy)
    await judge.holds(vera)
  },
}

const lines: Scenario = {
  id: "lines",
  title: { ru: "Позиции чека", en: "Receipt lines" },
  why: {
    ru: "Табак баллами не оплачивают. Баллы ложатся на остальные позиции так, что сумма сходится до копейки.",
    en: "Tobacco is not paid by points. They are spread over the other lines so that the sum is right to the kopeck.",
  },
  needs: ["lines", "hold"],
  play: async ({ judge, people: { anna }, till }) => {
    const line = (id: string, amountKopecks: number, excluded = false) => ({
      id,
      quantityThousandths: 1_000,
      priceKopecks: amountKopecks,
      amountKopecks,
      excluded,
    })
    const buy = { who: anna, amountKopecks: 40_400, pointsHundredths: 25_000 }
    const counter = await till("r-1")
    await counter.identify(buy)
    const quoted = await counter.quote(buy.amountKopecks, [
      line("bread", 20_003),
      line("tobacco", 15_000, true),
      line("milk", 5_397),
    ])
    equal(MAX_SPEND, 25_400, quoted.maxSpendHundredths)
    judge.refused("hold", await counter.tries.hold(25_500), "NOT_ENOUGH_POINTS")
    const held = await counter.hold(buy.pointsHundredths)
    equal(TO_PAY, 15_400, held.payableKopecks)
    if (held.lines !== undefined) {
      const shares = held.lines.reduce((sum, { pointsHundredths }) => sum + pointsHundredths, 0)
      equal({ ru: "позиции вместе", en: "all lines together" }, buy.pointsHundredths, shares)
      equal(
        { ru: "на табак", en: "on tobacco" },
        0,
        held.lines.find(({ id }) => id === "tobacco")?.pointsHundredths ?? 0,
      )
    }
    await counter.sell(buy)
    await judge.sold(buy)
  },
}

const discountProgramme: Scenario = {
  id: "discount-programme",
  title: { ru: "Скидочная программа", en: "A discount programme" },
  why: {
    ru: "У таких клиентов нет баллов: скидка уменьшает итог, списывать и начислять нечего.",
    en: "Such clients have no points: a discount lowers the total, and there is nothing to spend or earn.",
  },
  needs: [],
  play: async ({ judge, people: { grigory }, till }) => {
    const buy = { who: grigory, amountKopecks: 40_500, pointsHundredths: 0 }
    const counter = await till("r-1")
    await counter.identify(buy)
    const quoted = await counter.quote(buy.amountKopecks)
    equal(TO_PAY, 34_425, quoted.totalKopecks)
    equal(MAX_SPEND, 0, quoted.maxSpendHundredths)
    await counter.sell(buy)
    await judge.sold(buy)
  },
}

const cancel: Scenario = {
  id: "cancel",
  title: { ru: "Отменить чек", en: "Cancel a receipt" },
  why: {
    ru: "Покупатель передумал: баллы свободны сразу, продажи нет, и позднее нажатие её не создаст.",
    en: "The customer walks away: the points are free at once, there is no sale, and a late press does not make one.",
  },
  needs: ["cancel"],
  play: async ({ judge, people: { anna }, till }) => {
    const buy = { who: anna, amountKopecks: 40_600, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await counter.cancel()
    await judge.holds(anna)
    await counter.is("cancelled")
    judge.refused("commit", await counter.tries.commit(buy), "RECEIPT_CONFLICT")
    await counter.cancel()
    await judge.sold()
  },
}

const noteReturn: Scenario = {
  id: "return",
  title: { ru: "Возврат", en: "A return" },
  why: {
    ru: "У LoyalClient нет возврата. Касса записывает его один раз для человека, а не продаёт в минус.",
    en: "LoyalClient has no refund. The till notes it once for a person, instead of selling a minus.",
  },
  needs: ["noteReturn", "cases"],
  play: async ({ judge, people: { anna }, subject, till }) => {
    const buy = { who: anna, amountKopecks: 40_700, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await counter.sell(buy)
    for (const _ of ["once", "again"]) {
      const noted = await counter.tries.noteReturn({ returnId: "return-1", amountKopecks: 10_000 })
      demand(noted.ok, { ru: "возврат записан", en: "the return is noted" }, heard(noted))
    }
    const listed = await subject.cases?.()
    const cases = listed?.ok === true ? listed.value : []
    const returns = cases.filter(({ kind, receipt }) => kind === "return" && receipt === "r-1").length
    demand(
      returns === 1,
      { ru: "один возврат в списке для человека", en: "one return on the list for a person" },
      same(String(returns)),
    )
    await counter.is("committed")
    await judge.sold(buy)
  },
}

export const ordinaryDay: ReadonlyArray<Scenario> = [
  identify,
  quote,
  hold,
  spend,
  earnOnly,
  lines,
  discountProgramme,
  cancel,
  noteReturn,
]
