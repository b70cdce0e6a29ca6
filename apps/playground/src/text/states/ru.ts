/** A checkout's states in Russian, wherever a page names them, and the words of their chart. */
import type { Words } from "./en.ts"

export const ru: Words = {
  title: "Диаграмма состояний",
  now: "Сейчас",
  through: "Пройдено",
  next: "Что дальше",
  begins: "пока ничего",
  ends: "ничего: чек закончен",
  states: {
    Open: "открыт",
    Identified: "клиент найден",
    Quoted: "рассчитан",
    Held: "баллы в\u00a0резерве",
    Queued: "начисление в\u00a0очереди",
    Committing: "проводится",
    InDoubt: "под вопросом",
    NotCreated: "отправится снова",
    Committed: "продан",
    Rejected: "закончен без\u00a0продажи",
    Cancelled: "отменён",
  },
}
