/** What a checkout's states are called, in the language that the page speaks. */
import type { Speech } from "../../text/Language.ts"
import { en, type Words } from "../../text/states/en.ts"
import { ru } from "../../text/states/ru.ts"

const words: Readonly<Record<ReturnType<Speech["language"]>, Words>> = { en, ru }

export const wordsOf = (speech: Speech): Words => words[speech.language()]
