/** The words of the iiko till in the language that the page speaks. */
import type { Speech } from "../Language.ts"
import { en, type Words } from "./en.ts"
import { ru } from "./ru.ts"

export const wordsOf = (speech: Speech): Words => ({ en, ru })[speech.language()]
