/**
 * Cases in words for the person who has to decide them: what a look at a balance says, why a doubt is left to them, and
 * why an earning waits or was refused, in Russian and English.
 *
 * The journal keeps these reasons as short codes. The tables here are closed: a reason without words does not compile.
 * What an older or newer journal may hold besides is shown as it stands. `case-text/Csv` makes a spreadsheet of cases.
 */
import type { CallError, CheckoutRefusal } from "./LoyaltyError.ts"
import type { Language } from "./Money.ts"
import type { LeftWhy, LookVerdict } from "./settlement/Reasons.ts"

/** Any reason that a doubt's events give. */
type Reason = LeftWhy | LookVerdict

/** Why a spending may be refused without the service: those of the checkout's refusals that a case is opened for. */
type OwnRefusal = Extract<CheckoutRefusal["_tag"], "HoldExpired" | "OutOfOrder" | "StaleQuote">

type Words = Readonly<Record<Language, string>>

const reasons: Readonly<Record<Reason, Words>> = {
  Committed: { en: "the sale exists", ru: "продажа есть" },
  NotCreated: { en: "the hold is alive, so there is no sale", ru: "резерв жив, значит, продажи нет" },
  LookAgain: {
    en: "something moved meanwhile, look again",
    ru: "тем временем что-то изменилось, смотрим снова",
  },
  noWitness: {
    en: "no hold stood beside it, so no balance can tell",
    ru: "резерва при ней не было, и по балансу этого не узнать",
  },
  signUnknown: {
    en: "this service has not been seen to show a hold",
    ru: "ещё не видно, что этот сервис показывает резервы",
  },
  differenceUnexplained: {
    en: "the hold changes the balance, but not by its points",
    ru: "резерв меняет баланс, но не на свои баллы",
  },
  holdMayHaveEnded: {
    en: "the hold is gone, but its time may have been over",
    ru: "резерва нет, но он мог и истечь",
  },
  pointMoved: {
    en: "the hold is gone, but another sale at this point may have ended it",
    ru: "резерва нет, но его могла закрыть другая продажа в этой точке",
  },
  othersMoved: {
    en: "the hold is gone, but another receipt of this client may have ended it",
    ru: "резерва нет, но его мог закрыть другой чек этого клиента",
  },
  unchanged: {
    en: "the hold is gone, and the balance is what it was before",
    ru: "резерва нет, а баланс такой же, как до продажи",
  },
  changeUnknown: {
    en: "the hold is gone, but nobody knows when earned points arrive",
    ru: "резерва нет, но неизвестно, когда приходят начисленные баллы",
  },
  balanceMoved: {
    en: "the hold is gone, and the balance was changed by something else",
    ru: "резерва нет, а баланс изменился не на эту продажу",
  },
  limitShown: {
    en: "the hold is gone, but the service may show a limit instead of the balance",
    ru: "резерва нет, но сервис мог показать предел списания, а не баланс",
  },
  movedAgain: { en: "something moved at every look", ru: "при каждом взгляде что-то менялось" },
  notSeen: {
    en: "the service was away until no hold was left to look at",
    ru: "сервис не отвечал, пока был резерв, на который можно смотреть",
  },
  anotherSale: {
    en: "another sale of this client could not wait",
    ru: "другая продажа этого клиента не могла ждать",
  },
  resendsUsedUp: {
    en: "it was sent again as often as is allowed",
    ru: "она отправлена столько раз, сколько разрешено",
  },
  cannotBeSent: {
    en: "it was never created, and the service would not take it again for hours",
    ru: "она не создана, и сервис часами не принимал её снова",
  },
}

const refusals: Readonly<Record<CallError["_tag"] | OwnRefusal | "MissedTurn", Words>> = {
  ClientNotFound: { en: "no such client", ru: "клиент не найден" },
  PointNotFound: {
    en: "the service does not know this point of sale",
    ru: "сервис не знает эту точку продаж",
  },
  SpendTooLarge: { en: "not so many points can be spent", ru: "столько баллов списать нельзя" },
  FieldsRejected: { en: "the service refused the data", ru: "сервис не принял данные" },
  Unauthorized: { en: "the service refused the key", ru: "сервис не принял ключ" },
  RateLimited: { en: "the service is busy", ru: "сервис занят" },
  Unavailable: { en: "the service does not answer", ru: "сервис не отвечает" },
  Malformed: { en: "the service's answer cannot be read", ru: "ответ сервиса не читается" },
  HoldExpired: {
    en: "the hold was over, and the points could not be held again",
    ru: "резерв истёк, и снова зарезервировать баллы не удалось",
  },
  OutOfOrder: { en: "the receipt has no client, or no quote", ru: "у чека нет клиента или расчёта" },
  StaleQuote: {
    en: "the receipt is not the one that was quoted",
    ru: "чек не тот, по которому был расчёт",
  },
  MissedTurn: {
    en: "an earlier sale of this client is being settled",
    ru: "сначала решается другая продажа этого клиента",
  },
}

const isKeyOf = <K extends string>(key: string, table: Readonly<Record<K, Words>>): key is K =>
  Object.hasOwn(table, key)

/**
 * What a look at a doubt said, or why it is left to a person.
 *
 * @example
 * ```ts
 * import { reasonText } from "@loyalkit/core/CaseText"
 *
 * reasonText("signUnknown", "en") // => "this service has not been seen to show a hold"
 * ```
 */
export const reasonText = (why: string, language: Language): string =>
  isKeyOf(why, reasons) ? reasons[why][language] : why

/** Why it was not taken, or why it waits; `detail` for what has no words here. */
export const refusalText = (
  { detail, error }: { readonly error: string; readonly detail: string },
  language: Language,
): string => (isKeyOf(error, refusals) ? refusals[error][language] : detail)

/** The same, to begin a sentence with. */
export const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
