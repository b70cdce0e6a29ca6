/** A difference between two outcomes in words: `Client 1, balance: 1,500 expected, 1,200 came.` What has no words here is named as the file names it. */
import type { Language } from "@loyalkit/core/Money"
import type { Difference } from "@loyalkit/scenario/play/Compare"
import type { Speech } from "./Language.ts"

interface Words {
  /** The parts of an outcome, each of a numbered thing. */
  readonly parts: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
  readonly nothing: string
  readonly says: (what: string, expected: string, came: string) => string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    parts: {
      heard: "Answer to a till",
      receipts: "Receipt",
      sales: "Sale",
      clients: "Client",
      cases: "Case",
    },
    fields: {
      receipt: "receipt",
      point: "point",
      state: "state",
      judge: "decided by",
      elsewhere: "by another system",
      client: "client",
      amount: "amount",
      total: "paid",
      spend: "points spent",
      earn: "points earned",
      balance: "balance",
      held: "held",
      kind: "kind",
      why: "why",
    },
    nothing: "nothing",
    says: (what, expected, came) => `${what}: ${expected} expected, ${came} came.`,
  },
  ru: {
    parts: {
      heard: "Ответ кассе",
      receipts: "Чек",
      sales: "Продажа",
      clients: "Клиент",
      cases: "Спорный случай",
    },
    fields: {
      receipt: "чек",
      point: "точка",
      state: "состояние",
      judge: "кто решил",
      elsewhere: "другой системой",
      client: "клиент",
      amount: "сумма",
      total: "оплачено",
      spend: "списано баллов",
      earn: "начислено баллов",
      balance: "баланс",
      held: "в резерве",
      kind: "вид",
      why: "почему",
    },
    nothing: "ничего",
    says: (what, expected, came) => `${what}: ожидалось ${expected}, вышло ${came}.`,
  },
}

/** `outcome.clients[0].balance`, and the same without its last part. */
const PATH = /^outcome\.(\w+)\[(\d+)\](?:\.(\w+))?$/

const whatOf = (path: string, { fields, parts }: Words): string => {
  const [, part = "", index = "", field] = PATH.exec(path) ?? []
  const named = parts[part]
  if (named === undefined) return path
  const thing = `${named} ${Number(index) + 1}`
  return field === undefined ? thing : `${thing}, ${fields[field] ?? field}`
}

const valueOf = (value: unknown, speech: Speech, nothing: string): string => {
  if (value === undefined) return nothing
  if (typeof value === "number") return speech.number(value)
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value)
}

export const differenceText = ({ actual, expected, field }: Difference, speech: Speech): string => {
  const own = words[speech.language()]
  return own.says(
    whatOf(field, own),
    valueOf(expected, speech, own.nothing),
    valueOf(actual, speech, own.nothing),
  )
}
