/** Answers that are lost, at every step: was it done or not? A till cannot know, and must be right all the same. */
import type { Fault } from "../../Fault.ts"
import type { Buy } from "../Judge.ts"
import type { Scenario, Scene } from "../Scenario.ts"
import { amount, demand, same } from "../Unmet.ts"
import { throughout } from "../Waiting.ts"

/** Minutes after which every hold has ended by itself. */
const PAST_ANY_HOLD = 45

/** Executed 0.6 s after the till was hung up on: well within the shortest doubt window that a subject is given. */
const LATE_MILLIS = 600

const lostAtLookUp: Scenario = {
  id: "lost-at-look-up",
  title: { ru: "Ответ потерян при поиске и расчёте", en: "Answer lost while looking up" },
  why: {
    ru: "Поиск и расчёт ничего не меняют: их можно просто повторить, и покупатель этого не замечает.",
    en: "Looking up changes nothing: it is simply repeated, and the customer notices nothing.",
  },
  needs: [],
  play: async ({ judge, people: { anna }, stage: { service }, till }) => {
    const buy = { who: anna, amountKopecks: 41_500, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await service.breakNext("client", { kind: "reset", executed: false })
    await counter.tries.identify(String(anna.phone))
    await counter.identify(buy)
    await service.breakNext("recalc", { kind: "cut" })
    await counter.tries.quote({ amountKopecks: buy.amountKopecks })
    await counter.prepare(buy)
    await counter.sell(buy)
    await judge.sold(buy)
  },
}

const lostAtHold: Scenario = {
  id: "lost-at-hold",
  title: { ru: "Ответ потерян при резервировании", en: "Answer lost while holding" },
  why: {
    ru: "Баллы, возможно, зарезервированы невидимо и мешают сами себе. Продажа всё равно проходит, хотя бы с начислением.",
    en: "Points may now be held unseen, and be in their own way. The sale goes through all the same, if only to earn.",
  },
  needs: ["hold"],
  play: async ({ judge, people: { anna, darya }, stage: { service }, till }) => {
    const rich = { who: anna, amountKopecks: 41_600, pointsHundredths: 10_000 }
    const first = await till("r-1")
    await first.prepare({ ...rich, pointsHundredths: 0 })
    await service.breakNext("hold", { kind: "close", executed: true })
    await first.tries.hold(rich.pointsHundredths)
    await first.hold(rich.pointsHundredths)
    await first.sell(rich)

    const poor = { who: darya, amountKopecks: 41_700, pointsHundredths: 0 }
    const second = await till("r-2")
    await second.prepare(poor)
    await service.breakNext("hold", { kind: "close", executed: true })
    await second.tries.hold(9_000)
    await second.tries.hold(9_000)
    await second.print(poor)
    await second.becomesSold(poor)
    await judge.sold(rich, poor)
    await judge.holds(anna)
    await judge.holds(darya)
  },
}

/** Points are spent while the service does this to the sale's answer; it is settled before the next one buys. */
const spendThrough = async ({ judge, stage, till }: Scene, buy: Buy, fault: Fault): Promise<void> => {
  const counter = await till(`r-${buy.amountKopecks}`)
  await counter.prepare(buy)
  await stage.service.breakNext("retail", fault)
  await counter.print(buy)
  await judge.atMostOnce(buy)
  await counter.becomesSold(buy)
  await counter.sell(buy)
  await judge.atMostOnce(buy)
  await judge.holds(buy.who)
}

const lostAnswer: Scenario = {
  id: "lost-answer",
  title: { ru: "Продажа создана, ответ потерян", en: "Sale created, answer lost" },
  why: {
    ru: "Обрыв, половина ответа, страница прокси вместо ответа: продажа уже есть, и вторая списала бы баллы дважды.",
    en: "A dropped line, half an answer, a proxy's page instead of one: the sale exists, and a second one would take the points twice.",
  },
  needs: [],
  play: async (scene) => {
    const { anna, boris, darya } = scene.people
    const dropped = { who: anna, amountKopecks: 41_800, pointsHundredths: 10_000 }
    const halved = { who: boris, amountKopecks: 41_900, pointsHundredths: 5_000 }
    const replaced = { who: darya, amountKopecks: 42_000, pointsHundredths: 5_000 }
    await spendThrough(scene, dropped, { kind: "close", executed: true })
    await spendThrough(scene, halved, { kind: "cut" })
    await spendThrough(scene, replaced, { kind: "status", status: 502, executed: true, body: "Bad Gateway" })
    await scene.judge.sold(dropped, halved, replaced)
  },
}

const lostRequest: Scenario = {
  id: "lost-request",
  title: { ru: "Запрос потерян, продажи нет", en: "Request lost, no sale" },
  why: {
    ru: "Выглядит так же, как потерянный ответ, но продажи нет, а чек напечатан. Её отправляют ещё раз — только после доказательства.",
    en: "It looks the same as a lost answer, but there is no sale, and the receipt is printed. It is sent again: only after a proof.",
  },
  needs: [],
  play: async (scene) => {
    const buy = { who: scene.people.anna, amountKopecks: 42_100, pointsHundredths: 10_000 }
    await spendThrough(scene, buy, { kind: "close", executed: false })
    await scene.judge.sold(buy)
  },
}

const lateSale: Scenario = {
  id: "late-sale",
  title: { ru: "Запрос исполнен с опозданием", en: "Request executed late" },
  why: {
    ru: "Сервис исполнил запрос уже после обрыва. Кто поспешил повторить, продал дважды.",
    en: "The service executes a request after the line was dropped. Who was quick to repeat it has sold twice.",
  },
  needs: [],
  play: async (scene) => {
    const buy = { who: scene.people.anna, amountKopecks: 42_200, pointsHundredths: 10_000 }
    await spendThrough(scene, buy, { kind: "late", after: LATE_MILLIS, connection: "closed" })
    await throughout(scene.twoWindows, () => scene.judge.atMostOnce(buy))
    await scene.judge.sold(buy)
  },
}

const lostAtEarning: Scenario = {
  id: "lost-at-earning",
  title: { ru: "Ответ потерян при начислении", en: "Answer lost while earning" },
  why: {
    ru: "Без резерва судьбу начисления не видно. Его не шлют ещё раз наугад: либо доказано, либо решает человек.",
    en: "Without a hold an earning's fate cannot be seen. It is never sent again on a guess: it is proven, or a person decides.",
  },
  needs: ["cases"],
  play: async ({ judge, people: { boris, vera }, stage: { service }, subject, till, twoWindows }) => {
    const created = { who: vera, amountKopecks: 25_200, pointsHundredths: 0 }
    const lost = { who: boris, amountKopecks: 25_300, pointsHundredths: 0 }
    for (const [buy, executed] of [[created, true] as const, [lost, false] as const]) {
      const counter = await till(`r-${buy.amountKopecks}`)
      await counter.prepare(buy)
      await service.breakNext("retail", { kind: "close", executed })
      await counter.print(buy)
      await counter.print(buy)
    }
    await throughout(twoWindows, () => judge.atMostOnce(created, lost))
    const left: Array<Buy> = []
    for (const buy of [created, lost]) {
      const receipt = `r-${buy.amountKopecks}`
      const now = await (await till(receipt)).tries.outcome()
      const isCommitted = now.ok && now.value.state === "committed"
      if (isCommitted || buy === created) left.push(buy)
      if (isCommitted) continue
      const listed = await subject.cases?.()
      const cases = listed?.ok === true ? listed.value : []
      demand(
        cases.some((one) => one.kind === "doubt" && one.receipt === receipt),
        {
          ru: `неясное начисление ${amount(buy.amountKopecks)} в списке для человека`,
          en: `the earning of ${amount(buy.amountKopecks)} in doubt is on the list for a person`,
        },
        same(cases.map(({ kind, receipt }) => `${receipt} ${kind}`).join(", ") || "–"),
      )
    }
    await judge.sold(...left)
  },
}

const lostAtCancel: Scenario = {
  id: "lost-at-cancel",
  title: { ru: "Ответ потерян при отмене", en: "Answer lost while cancelling" },
  why: {
    ru: "Отмена удаётся всегда: касса не ждёт чужой сервис, а баллы возвращаются не позже срока резерва.",
    en: "Cancelling always succeeds: a till does not wait for a service, and the points come back when the hold's time is over at the latest.",
  },
  needs: ["cancel", "hold"],
  play: async ({ judge, people: { anna }, stage: { service }, till }) => {
    const buy = { who: anna, amountKopecks: 42_300, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await service.breakNext("release", { kind: "close", executed: false }, 1_000)
    await counter.cancel()
    await counter.is("cancelled")
    await service.advance(PAST_ANY_HOLD)
    await judge.holds(anna)
    await judge.sold()
  },
}

export const lostAnswers: ReadonlyArray<Scenario> = [
  lostAtLookUp,
  lostAtHold,
  lostAnswer,
  lostRequest,
  lateSale,
  lostAtEarning,
  lostAtCancel,
]
