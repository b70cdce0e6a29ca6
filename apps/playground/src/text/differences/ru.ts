/** What differs between two outcomes, in Russian. */
import type { Place } from "@loyalkit/scenario/format/Step"
import type { Words } from "./en.ts"

const inPlace: Readonly<Record<Place, string>> = { cafe: "в кофейне", bakery: "в пекарне" }

const ended = (judge: string | undefined): string => (judge === undefined ? "" : `: ${judge}`)

export const ru: Words = {
  quoted: (text) => `«${text}»`,
  none: "нет",
  yes: "да",
  no: "нет",
  unknown: "то, для чего здесь нет слов",
  waiting: "ещё ждёт",
  noJudge: "не по свидетелю и не от человека",
  places: { cafe: "кофейня", bakery: "пекарня" },

  says: (what, expected, came) => `${what}: ожидалось ${expected}, вышло ${came}.`,
  missing: (what) => `Ожидалось, но не вышло: ${what}.`,
  tooMany: (what) => `Не ожидалось, но вышло: ${what}.`,

  parts: {
    receipts: "Чек",
    sales: "Продажа",
    clients: "Клиент",
    cases: "Спорный случай",
  },
  fields: {
    receipt: "чек",
    point: "точка продаж",
    state: "состояние",
    judge: "откуда известно",
    elsewhere: "другой системой",
    client: "клиент",
    amount: "сумма",
    total: "оплачено",
    spend: "списано баллов",
    earn: "начислено баллов",
    balance: "баланс",
    held: "баллов в резерве",
    kind: "вид",
    why: "почему",
  },

  heard: (number) => `ответ № ${number} кассе`,
  receipt: (receipt, place, state, judge) => `чек ${receipt} ${inPlace[place]}, «${state}»${ended(judge)}`,
  whose: {
    receipt: (receipt) => `продажа по чеку ${receipt}`,
    elsewhere: "продажа другой системой",
    nobody: "продажа без чека",
  },
  sale: (whose, to, money, points) =>
    `${whose} клиенту ${to.client} ${inPlace[to.place]}, на ${money.amount}: оплачено ${money.total}, списано баллов: ${points.spend}, начислено: ${points.earn}`,
  client: (client, balance, held) =>
    `клиент ${client}, баллов: ${balance}${held === undefined ? "" : `, из них в резерве ${held}`}`,
  case: (receipt, kind, why) => `спорный случай по чеку ${receipt}, «${kind}»${ended(why)}`,
}
