/**
 * What the cashier reads when a call fails before it reaches the checkout, in Russian and English.
 *
 * The checkout's own failures have their texts in core (`cashierMessage`). What an integrator needs to know is in `fields`.
 */
import type { ErrorCode } from "@loyalkit/core/ErrorCode"
import type { Language } from "@loyalkit/core/Money"
import type { FailureCode } from "../api/Failures.ts"

/** The codes that are the gateway's own, or that it may give before the checkout is asked. */
export type EdgeCode = Exclude<FailureCode, ErrorCode> | "BAD_REQUEST"

const goOn = {
  ru: "Продолжайте без баллов и сообщите администратору",
  en: "Go on without points and tell the administrator",
}

const both = (ru: string, en: string): Readonly<Record<Language, string>> => ({
  ru: `${ru}. ${goOn.ru}`,
  en: `${en}. ${goOn.en}`,
})

/** The text for a failure of the gateway's own. */
export const edgeTexts: Readonly<Record<EdgeCode, Readonly<Record<Language, string>>>> = {
  BAD_REQUEST: both("Касса передала неверные данные", "The till sent wrong data"),
  UNAUTHORIZED: both("Программа лояльности не узнала кассу", "The loyalty programme does not know this till"),
  FORBIDDEN: both("Кассе это не разрешено", "This till may not do that"),
  NOT_FOUND: both("Касса обратилась по неверному адресу", "The till called a wrong address"),
  METHOD_NOT_ALLOWED: both("Касса обратилась неверным методом", "The till called with a wrong method"),
  TOO_LARGE: both("Касса передала слишком много данных", "The till sent too much data"),
  INTERNAL: both("Ошибка программы лояльности", "An error of the loyalty programme"),
}
