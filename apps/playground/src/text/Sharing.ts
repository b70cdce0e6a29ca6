/** The words with which a scenario is taken away, from the tills and from its player, in both languages. */
import type { Language } from "@loyalkit/core/Money"

const en = {
  label: "Share…",
  title: "Take it with you",
  about: "Everything done on this page since it was opened, as a scenario: a link, a file, a test.",
  called: "Title",
  untitled: "Played by hand",
  copy: "Copy the link",
  save: "Save as a file",
  replay: "Play it step by step",
  playing: "Played once more, to see whether it comes to the same…",
  same: (steps: number) => `Steps: ${steps}. Played again just now, it came to the same.`,
  differs: "Played again just now, it did not come to the same:",
  tooMany: (steps: number, most: number) =>
    `${steps} steps; a scenario has ${most} at most. Reload the page to begin anew.`,
  link: "The link is copied.",
  byHand: "The browser did not let it be copied. Here it is:",
  tooLong: "It is too long for a link: save it as a file.",
}

const ru: typeof en = {
  label: "Поделиться…",
  title: "Забрать с собой",
  about: "Всё, что сделано на странице с её открытия, как сценарий: ссылка, файл, тест.",
  called: "Название",
  untitled: "Сыграно вручную",
  copy: "Скопировать ссылку",
  save: "Сохранить файлом",
  replay: "Сыграть по шагам",
  playing: "Играем ещё раз: выйдет ли то же самое…",
  same: (steps: number) => `Шагов: ${steps}. Только что сыграно снова: вышло то же самое.`,
  differs: "Только что сыграно снова, и вышло не то же самое:",
  tooMany: (steps: number, most: number) =>
    `Шагов ${steps}, а в сценарии их не больше ${most}. Обновите страницу, чтобы начать заново.`,
  link: "Ссылка скопирована.",
  byHand: "Браузер не дал скопировать. Вот она:",
  tooLong: "Для ссылки это слишком длинно: сохраните файлом.",
}

export const sharing: Readonly<Record<Language, typeof en>> = { en, ru }
