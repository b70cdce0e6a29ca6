/**
 * What to tell the cashier when something failed: what is the matter and what to do, in one short text.
 *
 * The `message` of an error is for the vendor's log; this one is for a person with a queue in front of them. It
 * names nobody, repeats nothing that the service said, and a failure without a text here does not compile.
 */
import type { CheckoutError } from "../CheckoutError.ts"
import { format, formatPoints, type Language, type Points } from "../Money.ts"

/**
 * The text for a failure of any command of the checkout.
 *
 * @example
 * ```ts
 * import { PointsExceedLines } from "@loyalkit/core/Allocation"
 * import { Points } from "@loyalkit/core/Money"
 * import { cashierMessage } from "@loyalkit/core/ReceiptText"
 *
 * const error = new PointsExceedLines({ capacity: Points.make(10_000) })
 * cashierMessage(error, "ru") // => "На эти товары можно списать не больше 100"
 * ```
 */
export const cashierMessage = (error: CheckoutError, language: Language): string => textsOf(error)[language]

type Texts = Readonly<Record<Language, string>>

const offline: Texts = {
  ru: "Сервис лояльности не отвечает. Продолжайте без списания баллов или повторите позже",
  en: "The loyalty service does not answer. Go on without spending points, or try again later",
}

const journal: Texts = {
  ru: "Журнал программы лояльности недоступен. Продолжайте без баллов и сообщите администратору",
  en: "The loyalty journal cannot be used. Go on without points and tell the administrator",
}

const lines: Texts = {
  ru: "Касса передала неверные данные чека. Продолжайте без баллов и сообщите администратору",
  en: "The till sent wrong data of the receipt. Go on without points and tell the administrator",
}

const setUp: Texts = {
  ru: "Программа лояльности настроена неверно. Продолжайте без баллов и сообщите администратору",
  en: "The loyalty programme is set up wrongly. Go on without points and tell the administrator",
}

const spendTooLarge = (limit: Points | undefined): Texts =>
  limit === undefined
    ? { ru: "Недостаточно баллов. Спишите меньше", en: "Not enough points. Spend fewer" }
    : {
        ru: `Недостаточно баллов: можно списать не больше ${formatPoints(limit, "ru")}`,
        en: `Not enough points: at most ${formatPoints(limit, "en")} can be spent`,
      }

const steps = {
  identify: { ru: "найдите клиента", en: "find the client" },
  quote: { ru: "рассчитайте чек", en: "quote the receipt" },
  hold: { ru: "зарезервируйте баллы", en: "hold the points" },
} as const

const textsOf = (error: CheckoutError): Texts => {
  switch (error._tag) {
    case "ClientNotFound":
      return {
        ru: "Клиент не найден. Проверьте номер или продолжайте без баллов",
        en: "No such client. Check the number, or go on without points",
      }
    case "PointNotFound":
    case "Unauthorized":
      return setUp
    case "SpendTooLarge":
      return spendTooLarge(error.limit)
    case "PointsExceedLines":
      return {
        ru: `На эти товары можно списать не больше ${formatPoints(error.capacity, "ru")}`,
        en: `At most ${formatPoints(error.capacity, "en")} points can be spent on these goods`,
      }
    case "FieldsRejected":
      return {
        ru: "Сервис лояльности не принял данные. Проверьте их или продолжайте без баллов",
        en: "The loyalty service refused the data. Check them, or go on without points",
      }
    case "RateLimited": {
      const seconds = error.retryAfter === undefined ? undefined : Math.ceil(error.retryAfter / 1000)
      return {
        ru: `Сервис лояльности занят. Повторите ${seconds === undefined ? "чуть позже" : `через ${seconds} с`}`,
        en: `The loyalty service is busy. Try again ${seconds === undefined ? "a little later" : `in ${seconds} s`}`,
      }
    }
    case "Unavailable":
    case "Malformed":
      return offline
    case "HoldExpired":
      return {
        ru: "Резерв баллов закончился. Рассчитайте чек заново",
        en: "The hold on the points is over. Quote the receipt again",
      }
    case "StaleQuote":
      return {
        ru: `Чек изменился: рассчитано на ${format(error.quoted, "ru")} ₽. Рассчитайте чек заново`,
        en: `The receipt has changed: quoted for ${format(error.quoted, "en")} ₽. Quote it again`,
      }
    case "OutOfOrder":
      return { ru: `Сначала ${steps[error.needs].ru}`, en: `First ${steps[error.needs].en}` }
    case "ReceiptConflict":
      return {
        ru: "По чеку уже проведена другая операция с баллами. Новый чек — только для новой покупки",
        en: "This receipt is settled otherwise already. A new one is for the next purchase only",
      }
    case "NoSuchCase":
      return {
        ru: "Такого вопроса по чеку нет или он уже решён. Обновите список",
        en: "There is no such case, or it is dealt with already. Look at the list again",
      }
    case "AlreadyCommitted":
      return {
        ru: "Баллы по чеку уже проведены. Новый чек — только для новой покупки",
        en: "This receipt is settled already. A new one is for the next purchase only",
      }
    case "CommitInDoubt":
      return {
        ru: "Операция с баллами под вопросом. Печатайте чек и продолжайте, не повторяйте её",
        en: "The points are being settled. Print the receipt and go on; do not repeat it",
      }
    case "CommitQueued":
      return {
        ru: "Баллы начислятся, когда сервис лояльности ответит. Печатайте чек и продолжайте",
        en: "The points are credited when the loyalty service answers. Print the receipt and go on",
      }
    case "QueueFull":
      return {
        ru: "Очередь начислений заполнена. Продолжайте без баллов и сообщите администратору",
        en: "The queue of earnings is full. Go on without points and tell the administrator",
      }
    case "JournalUnavailable":
    case "JournalCorrupt":
      return journal
    case "LinesDiffer":
    case "DuplicateLine":
    case "InvalidRequest":
      return lines
  }
}
