/** The words of printed receipts, and of the panel that shows them, in Russian. */
import type { PaperWords } from "./en.ts"

export const ru: PaperWords = {
  panel: { title: "Напечатано", hint: "Лента кассы" },
  fold: "Скрыть",
  unfold: "Показать",
  none: "Пока ничего не напечатано.",
  columns: "Знаков в строке",
  paper: (title, columns) => `${title}, ширина ${columns}`,
  copy: "Скопировать текстом",
  marked: "Выделены блоки loyalkit: они подстроились под ширину ленты.",
  given: "Выделены строки, которые loyalkit передал текстом.",
  givenFor: (columns) =>
    `Выделены строки, которые loyalkit передал текстом: касса просила ширину ${columns}.`,
  unmarked: "loyalkit здесь ничего не напечатал.",

  shop: "Магазин-пример loyalkit",
  receipt: (number) => `ЧЕК №\u00a0${number}`,
  kilogram: "кг",
  sum: "Сумма",
  points: "Оплачено баллами",
  discount: "Скидка",
  share: { points: "баллами", discount: "скидка" },
  total: "ИТОГО",
  paid: "Оплачено",
  card: "Картой",
  cash: "Наличными",
}
