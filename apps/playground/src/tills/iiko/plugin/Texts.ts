/**
 * What the plugin itself says on screen, word for word as the C# one (`plugin/Texts.cs`); the rest comes from the bridge.
 */
import { format, formatPoints, type Kopecks, type Language, type Points } from "@loyalkit/core/Money"

const both = (ru: string, en: string) => (language: Language) => (language === "ru" ? ru : en)

export const askPhone = both(
  "Телефон или код из приложения гостя",
  "The guest's phone, or the code in the guest's app",
)
export const undone = both("Гость снят с заказа.", "The guest was taken off the order.")
export const noAnswer = both(
  "Лояльность не отвечает. Примите оплату другим способом или повторите.",
  "Loyalty does not answer. Take another payment, or try again.",
)
export const noAnswerCheckIn = both(
  "Лояльность не отвечает. Повторите поиск гостя.",
  "Loyalty does not answer. Look for the guest again.",
)
export const noAnswerReturn = both(
  "Лояльность не отвечает. Возврат баллов невозможен, повторите позже.",
  "Loyalty does not answer. Points cannot be returned now, try later.",
)
export const refused = both(
  "Лояльность отказала. Примите оплату другим способом.",
  "Loyalty refused. Take another payment.",
)

export const guest = (name: string, balance: Points | undefined, language: Language): string =>
  balance === undefined
    ? name
    : `${name}\n${both("Баллы", "Points")(language)}: ${formatPoints(balance, language)}`

export const quoted = (most: Points, earn: Points, language: Language): string =>
  [
    `\n${both("Можно списать", "To spend")(language)}: ${formatPoints(most, language)}`,
    `\n${both("Начислим", "To earn")(language)}: ${formatPoints(earn, language)}`,
  ].join("")

export const discounted = (discount: Kopecks, language: Language): string =>
  `\n${both("Скидка", "Discount")(language)}: ${format(discount, language)}`
