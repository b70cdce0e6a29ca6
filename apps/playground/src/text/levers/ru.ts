/** The words of everything that breaks something on the page, and of time, in Russian. */
import type { levers as en } from "./en.ts"

export const levers: typeof en = {
  title: "Сломать",
  time: {
    label: "Время",
    byItself: "Идёт само",
    goes: "да",
    stands: "нет",
    minute: "+1 минута",
    holdEnds: "Конец резерва",
  },
  lines: {
    label: "Связь",
    till: "Кассы – шлюз",
    service: "Движок – сервис",
    up: "есть",
    down: "нет",
    losesAnswer: "Потерять ответ",
    toLose: (count) => `Будет потеряно ответов: ${count}`,
  },
  engine: { label: "Движок", kill: "Убить движок", start: "Запустить движок" },
  faults: {
    label: (armed) => (armed === 0 ? "Сбой вызова…" : `Сломается вызовов: ${armed}`),
    which: "Какой вызов",
    any: "любой",
    none: "Больше ничего не ломать",
    armed: (call, way) => `Следующий ${call}: ${way}`,
    fates: {
      "not-sent": "Не отправлен: движок это знает",
      rejected: "Отклонён: движок это знает",
      "not-executed": "Узнать нельзя; на деле не исполнен",
      executed: "Узнать нельзя; на деле исполнен",
    },
  },
  outside: {
    label: "Извне…",
    about: "Кто-то другой в сервисе, с клиентом этого чека. Движок об этом не узнает.",
    sale: "Другая касса продаёт, списав 100",
    hold: "Другая касса резервирует 100",
    credit: "Кто-то начисляет 100",
  },
}
