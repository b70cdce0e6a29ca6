/**
 * What the cashier and the waiter read, where it is not the engine's own text (`cashierMessage`), in Russian and English.
 */
import { format, formatPoints, type Kopecks, type Language, type Points } from "@loyalkit/core/Money"

export type Text = Readonly<Record<Language, string>>

export const NO_GUEST: Text = {
  ru: "К заказу не привязан гость. Найдите его по телефону, карте или коду, затем повторите",
  en: "No guest is checked in on this order. Find them by phone, card or code, then try again",
}
export const EARN_LATER: Text = {
  ru: "Сервис лояльности не отвечает. Списать баллы нельзя; за этот заказ они начислятся позже",
  en: "The loyalty service does not answer. No points can be spent; this order's are credited later",
}
export const PAID_ALREADY: Text = {
  ru: "Заказ уже оплачен баллами другого гостя. Сначала удалите оплату баллами",
  en: "Points of another guest pay this order already. Delete that payment first",
}
export const UNDO_WHILE_PAID: Text = {
  ru: "Заказ оплачен баллами этого гостя. Сначала удалите оплату баллами",
  en: "Points of this guest pay the order. Delete that payment first",
}
export const ANOTHER_NOT_FOUND: Text = {
  ru: "Клиент не найден, и прежний гость снят с заказа. Найдите гостя ещё раз или продолжайте без баллов",
  en: "No such client, and the guest before is off the order. Find the guest again, or go on without points",
}
export const TOO_OFTEN: Text = {
  ru: "Гостя отвязывали от заказа слишком много раз. Продолжайте без баллов",
  en: "The guest was taken off this order too many times. Go on without points",
}
export const NO_POINT: Text = {
  ru: "У кассы не задана точка продаж. Сообщите администратору: её задают в настройках шлюза",
  en: "This till has no point of sale. Tell the administrator: it is set in the gateway's settings",
}
export const SETTLED: Text = {
  ru: "Заказ уже проведён в программе лояльности. Оплатите его другим способом",
  en: "This order is settled in the loyalty programme already. Take another payment",
}
export const SETTLED_OTHERWISE: Text = {
  ru: "Заказ уже проведён в программе лояльности иначе. Сообщите администратору",
  en: "The order is settled in the loyalty programme otherwise already. Tell the administrator",
}
export const DISCOUNT_ONLY: Text = {
  ru: "У гостя скидка, а не баллы: оплатить баллами нельзя",
  en: "This guest has a discount and no points: points cannot pay",
}
export const NOTHING_TO_SPEND: Text = {
  ru: "Списать баллы по этому заказу нельзя",
  en: "No points can be spent on this order",
}
export const NO_PREPAYMENT: Text = {
  ru: "Предоплата баллами не принимается. Оплатите баллами при закрытии заказа",
  en: "Points cannot be a prepayment. Pay with them when the order is closed",
}
export const POSTED_AS_DISCOUNT: Text = {
  ru: "Настройка: тип оплаты баллами в iikoOffice уменьшает сумму заказа, а в шлюзе redemption — payment. Сообщите администратору",
  en: "Setup: the payment type lowers the order's sum in iikoOffice, and the gateway's redemption is payment. Tell the administrator",
}
export const NOT_CLOSED: Text = {
  ru: "Заказ ещё не закрыт: баллы проводятся после закрытия",
  en: "The order is not closed yet: points are settled after that",
}
export const CLOSED_AGAIN: Text = {
  ru: "Баллы по заказу ещё не проведены. Это произойдёт само, когда сервис лояльности ответит",
  en: "The order's points are not settled yet. They will be, when the loyalty service answers",
}
export const NO_RETURNS: Text = {
  ru: "Возврат баллов запрещён. Верните оплату другим способом и сообщите администратору",
  en: "Points cannot be returned. Give the payment back otherwise and tell the administrator",
}
export const UNKNOWN_ORDER: Text = {
  ru: "Этот заказ не найден в программе лояльности. Верните оплату другим способом; баллы поправит администратор",
  en: "The loyalty programme does not know this order. Give the payment back otherwise; the administrator corrects the points",
}
export const RETURN_LATER: Text = {
  ru: "Баллы по заказу ещё не проведены. Повторите возврат позже",
  en: "The order's points are not settled yet. Try the return later",
}

/** A till that is refused before its order is looked at. */
export const UNKNOWN_TILL: Text = {
  ru: "Программа лояльности не узнала кассу. Сообщите администратору: проверьте токен плагина",
  en: "The loyalty programme does not know this till. Tell the administrator: check the plugin's token",
}
export const WRONG_ADDRESS: Text = {
  ru: "Плагин обратился по неверному адресу. Сообщите администратору",
  en: "The plugin called a wrong address. Tell the administrator",
}
export const WRONG_METHOD: Text = {
  ru: "Плагин обратился неверным методом. Сообщите администратору",
  en: "The plugin called with a wrong method. Tell the administrator",
}
export const TOO_LARGE: Text = {
  ru: "Плагин передал слишком много данных. Сообщите администратору",
  en: "The plugin sent too much data. Tell the administrator",
}
export const BROKEN: Text = {
  ru: "Ошибка программы лояльности. Продолжайте без баллов и сообщите администратору",
  en: "An error of the loyalty programme. Go on without points and tell the administrator",
}

export const badField = (field: string): Text => ({
  ru: `Плагин передал неверные данные (${field}). Сообщите администратору`,
  en: `The plugin sent wrong data (${field}). Tell the administrator`,
})

export const atMost = (limit: Points): Text =>
  limit > 0
    ? {
        ru: `Баллами можно оплатить не больше ${formatPoints(limit, "ru")}`,
        en: `Points can pay at most ${formatPoints(limit, "en")}`,
      }
    : NOTHING_TO_SPEND

export const notWhole = (denomination: Kopecks): Text => ({
  ru: `Сумма оплаты баллами должна быть кратна ${format(denomination, "ru")} ₽`,
  en: `What points pay must be a multiple of ${format(denomination, "en")} ₽`,
})

/** An order that is closed with points which were not written off. */
export const notWrittenOff = (why: string): Text => ({
  ru: `Баллы по заказу не списаны: нужен администратор. ${why}`,
  en: `The order's points were not written off: an administrator has to see to it. ${why}`,
})
