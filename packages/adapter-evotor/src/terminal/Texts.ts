/** What the cashier and the customer read. */
import { textOf } from "./Money.ts"
import type { Notice } from "./Options.ts"
import type { Answered } from "./Standing.ts"

export type Language = "ru" | "en"

const notices: Readonly<Record<Language, Readonly<Record<Notice["kind"], string>>>> = {
  ru: {
    unreachable: "Сервис лояльности не отвечает. Продолжайте без баллов",
    refused: "Баллы не применены. Продолжайте без баллов",
    difference: "Скидка в чеке не та, что рассчитана. Сообщите администратору",
    lost: "Продажа не проведена в программе лояльности. Сообщите администратору",
    full: "Слишком долго нет связи. Продолжайте без баллов",
    stuck: "Касса не принята программой лояльности. Сообщите администратору",
  },
  en: {
    unreachable: "The loyalty service does not answer. Go on without points",
    refused: "No points were applied. Go on without points",
    difference: "The receipt's discount is not the one worked out. Tell the administrator",
    lost: "The sale is not in the loyalty programme. Tell the administrator",
    full: "No connection for too long. Go on without points",
    stuck: "The loyalty programme does not accept this till. Tell the administrator",
  },
}

export const noticeText = (language: Language, kind: Notice["kind"]): string => notices[language][kind]

const printed = {
  ru: {
    spent: "Списано баллов",
    earned: "Будет начислено баллов",
    discount: "Скидка по программе",
    point: ",",
  },
  en: { spent: "Points spent", earned: "Points to be earned", discount: "Loyalty discount", point: "." },
}

/** The lines under the total, before the sale is settled. */
export const printedLines = (
  language: Language,
  { earn, ours, points, type }: Answered,
): ReadonlyArray<string> => {
  const words = printed[language]
  const lines: Array<string> = []
  const line = (what: string, amount: number) =>
    lines.push(`${what}: ${textOf(amount).replace(".", words.point)}`)
  if (type === "discount" && ours > 0) line(words.discount, ours)
  if (points > 0) line(words.spent, points)
  else if (earn > 0) line(words.earned, earn)
  return lines
}
