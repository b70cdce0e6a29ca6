/**
 * A scenario taken away: its link to the clipboard, as far as a browser lets and links go, or its file to the disk.
 */
import * as Result from "effect/Result"
import type { Speech } from "../text/Language.ts"
import { sharing } from "../text/Sharing.ts"
import { saveFile } from "./SaveFile.ts"

/** What became of a link. `byHand`: there is no way to the clipboard, so it is shown. */
export type Taken = "copied" | "too-long" | { readonly byHand: string }

/** Is it on the clipboard now? */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** No link is one that would be too long. */
export const copyLink = async (link: Result.Result<string, unknown>): Promise<Taken> => {
  if (Result.isFailure(link)) return "too-long"
  return (await copyText(link.success)) ? "copied" : { byHand: link.success }
}

export const takenText = (taken: Taken | undefined, speech: Speech): string => {
  const texts = sharing[speech.language()]
  switch (taken) {
    case undefined:
      return ""
    case "copied":
      return texts.link
    case "too-long":
      return texts.tooLong
    default:
      return `${texts.byHand} ${taken.byHand}`
  }
}

/** As `scenarios/<name>.json` has it. */
export const saveScenario = (name: string, text: string): void =>
  saveFile(`${name}.json`, text, "application/json")
