/** The words that lead from one place of the page to the other, in both languages. */
import type { Language } from "@loyalkit/core/Money"

export const places = {
  en: {
    reliability: "Reliability",
    scenarios: "Scenarios",
    tills: "To the tills",
    loading: "Loading…",
    missing: "This part of the page could not be loaded. Look at the network, and reload the page.",
    offline: "Works offline",
    stored: "All of this page is stored in this browser: it opens without a network, too.",
  },
  ru: {
    reliability: "Надёжность",
    scenarios: "Сценарии",
    tills: "К кассам",
    loading: "Загружаем…",
    missing: "Эта часть страницы не загрузилась. Проверьте сеть и обновите страницу.",
    offline: "Работает офлайн",
    stored: "Вся страница сохранена в этом браузере: она откроется и без сети.",
  },
} satisfies Record<Language, Record<string, string>>
