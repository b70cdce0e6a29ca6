/** The words of printed receipts in the language that the page speaks. */
import type { Speech } from "../Language.ts"
import { en, type PaperWords } from "./en.ts"
import { ru } from "./ru.ts"

export const paperWords = (speech: Speech): PaperWords => ({ en, ru })[speech.language()]
