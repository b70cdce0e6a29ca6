/**
 * Taking a scenario away: its link to the clipboard, or its file to the disk.
 */
import * as Text from "@loyalkit/scenario/format/Text"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Result from "effect/Result"
import { saveFile } from "../view/SaveFile.ts"
import { linkOf, type Opened } from "./Address.ts"

/** `byHand`: there is no way to the clipboard, so the link is shown. */
export type Copied =
  | { readonly is: "copied" }
  | { readonly is: "byHand"; readonly link: string }
  | { readonly is: "tooLong"; readonly why: string }

export const copyLink = async (opened: Opened): Promise<Copied> => {
  const link = await linkOf(opened)
  if (Result.isFailure(link)) return { is: "tooLong", why: link.failure.message }
  try {
    await navigator.clipboard.writeText(link.success)
    return { is: "copied" }
  } catch {
    return { is: "byHand", link: link.success }
  }
}

/** As `scenarios/<name>.json` has it. */
export const save = (scenario: Scenario): void =>
  saveFile(`${scenario.name}.json`, Text.print(scenario), "application/json")
