/** The words that lead from one place of the page to the other, in both languages. */
import type { Language } from "@loyalkit/core/Money"

export const places = {
  en: {
    reliability: "Reliability",
    tills: "To the tills",
    loading: "Loading…",
    missing: "The simulator could not be loaded. Look at the network, and reload the page.",
  },
  ru: {
    reliability: "Надёжность",
    tills: "К кассам",
    loading: "Загружаем…",
    missing: "Симулятор не загрузился. Проверьте сеть и обновите страницу.",
  },
} satisfies Record<Language, Record<string, string>>
