/**
 * What the protocol and the cashier read. The first few must be exact to the letter: 1C compares them.
 */
import { formatPoints, type Points } from "@loyalkit/core/Money"

/** РМК knows these and takes anything else for a failure. */
export const WRITTEN_OFF = "Бонусы успешно списаны"
export const UNLOCKED = "Бонусы разблокированы"
/** 1C's own words. */
export const NO_CARD = "Карта клиента не найдена"
export const NO_AMOUNT = "Количество баллов не указано"

export const UNKNOWN_TILL =
  "Программа лояльности не узнала кассу. Проверьте пароль в настройках рабочего места"
export const NO_POINT =
  "У кассы не задана точка продаж. Сообщите администратору: её задают в настройках шлюза"
export const WRONG_VERB = "Касса обратилась неверным методом. Сообщите администратору"
export const TOO_LARGE = "Касса передала слишком много данных. Продолжайте без расчёта"
export const FAILED = "Ошибка программы лояльности. Продолжайте без баллов и сообщите администратору"

export const NO_GOODS = "Во входящих параметрах не обнаружен параметр Goods"
export const badGoods = (what: string): string => `Не удалось прочитать ${what}. Продолжайте без расчёта`

export const NO_REGISTRATION =
  "Регистрация новых клиентов на кассе не поддерживается. Предложите покупателю приложение программы лояльности"

export const AWAY = "Система лояльности недоступна. Продолжайте без баллов или повторите позже"
export const CARD_NOT_KNOWN = "Карта не найдена. Найдите покупателя по телефону или продолжайте без баллов"
/** The card's reference is known, and who it is was forgotten with the settled receipts. */
export const CARD_FORGOTTEN = "Эту карту нужно найти заново: введите телефон или считайте карту"
export const NOTHING_TO_SPEND = "Списать баллы по этому чеку нельзя"
export const EARN_LATER = "Баллы будут начислены после закрытия чека"

export const willEarn = (points: Points): string => `Будет начислено: ${formatPoints(points, "ru")}`
export const atMost = (points: Points): string =>
  points > 0
    ? `Можно списать не больше ${formatPoints(points, "ru")}. Измените оплату баллами`
    : NOTHING_TO_SPEND
