/** The words about a service on a port, in the language that the page speaks. */
import type { Speech } from "../text/Language.ts"
import { en, type Words } from "../text/remote/en.ts"
import { ru } from "../text/remote/ru.ts"

export const wordsOf = (speech: Speech): Words => ({ en, ru })[speech.language()]
