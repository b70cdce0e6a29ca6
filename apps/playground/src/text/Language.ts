/**
 * Which language the page speaks: what was chosen before, or what the browser asks for.
 */
import { format, formatPoints, type Kopecks, type Language, type Points } from "@loyalkit/core/Money"
import { createEffect, createMemo, createSignal, type Accessor } from "solid-js"
import { ru } from "./ru.ts"
import { sampleName } from "./SampleNames.ts"
import { en, type Texts } from "./Texts.ts"

const REMEMBERED = "loyalkit.language"

export const languages: ReadonlyArray<Language> = ["ru", "en"]

const texts: Readonly<Record<Language, Texts>> = { ru, en }

/** What a language calls itself. */
export const languageName = (language: Language): string => texts[language].name

const isLanguage = (value: unknown): value is Language => value === "ru" || value === "en"

/** A browser may forbid storage; then the choice lasts as long as the page. */
const remembered = (): Language | undefined => {
  try {
    const value = localStorage.getItem(REMEMBERED)
    return isLanguage(value) ? value : undefined
  } catch {
    return undefined
  }
}

const remember = (language: Language): void => {
  try {
    localStorage.setItem(REMEMBERED, language)
  } catch {
    // As above: not remembering is no reason to fail.
  }
}

const preferred = (): Language => (navigator.language.toLowerCase().startsWith("ru") ? "ru" : "en")

export interface Speech {
  readonly language: Accessor<Language>
  readonly choose: (language: Language) => void
  readonly t: Accessor<Texts>
  /** Rubles without their sign, for a column of them. */
  readonly amount: (amount: Kopecks) => string
  /** Rubles with their sign: `1,234.50 ₽`. */
  readonly money: (amount: Kopecks) => string
  /** Points with their word: `1,500 points`. */
  readonly points: (amount: Points) => string
  /** Points without a word. */
  readonly bare: (amount: Points) => string
  readonly number: (value: number) => string
  /** Time of day of a moment in milliseconds since 1970. */
  readonly time: (at: number) => string
  /** A name from the sample world. */
  readonly named: (name: string) => string
}

export const createSpeech = (): Speech => {
  const [language, setLanguage] = createSignal<Language>(remembered() ?? preferred())
  const t = createMemo(() => texts[language()])
  const numbers = createMemo(() => new Intl.NumberFormat(language(), { maximumFractionDigits: 3 }))
  const times = createMemo(
    () => new Intl.DateTimeFormat(language() === "en" ? "en-GB" : "ru", { timeStyle: "medium" }),
  )
  createEffect(() => {
    document.documentElement.lang = language()
    document.title = `loyalkit — ${t().title}`
  })
  return {
    language,
    choose: (next) => {
      remember(next)
      setLanguage(next)
    },
    t,
    amount: (amount) => format(amount, language()),
    money: (amount) => `${format(amount, language())}\u00a0₽`,
    points: (amount) => t().points(amount),
    bare: (amount) => formatPoints(amount, language()),
    number: (value) => numbers().format(value),
    time: (at) => times().format(at),
    named: (name) => sampleName(name, language()),
  }
}
