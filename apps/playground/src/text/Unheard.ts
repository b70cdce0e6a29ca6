/** Why a till heard nothing, in both languages. */
import type { Language } from "@loyalkit/core/Money"
import type { Unheard } from "@loyalkit/scenario/watch/News"

export const unheard: Readonly<Record<Language, Readonly<Record<Unheard, string>>>> = {
  en: {
    "line-down": "no line",
    "gateway-down": "nobody listens",
    "gateway-died": "the gateway died over it",
    "no-answer": "no answer; the till gave up",
    "no-case": "there is no such case",
  },
  ru: {
    "line-down": "линии нет",
    "gateway-down": "никто не слушает",
    "gateway-died": "шлюз умер на этом запросе",
    "no-answer": "ответа нет, касса перестала ждать",
    "no-case": "такого случая нет",
  },
}
