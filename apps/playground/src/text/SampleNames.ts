/**
 * The sample world's names for readers of English. Shown on the page only: the service and its calls keep them
 * as they are, and a name that is not here is shown as it came.
 */
import type { Language } from "@loyalkit/core/Money"

const inEnglish: Readonly<Record<string, string>> = {
  "Кофейня на Садовой": "Café on Sadovaya",
  "Пекарня у вокзала": "Station Bakery",
  Бронза: "Bronze",
  Золото: "Gold",
  Друзья: "Friends",
  "Анна Соколова": "Anna Sokolova",
  "Борис Кузнецов": "Boris Kuznetsov",
  "Вера Орлова": "Vera Orlova",
  "Григорий Волков": "Grigory Volkov",
  "Дарья Лебедева": "Darya Lebedeva",
}

export const sampleName = (name: string, language: Language): string =>
  language === "ru" ? name : (inEnglish[name] ?? name)
