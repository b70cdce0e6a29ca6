/** The pieces of a module's text. */
import type { Position } from "../Failure.ts"
import type { DateTime } from "../values/DateTime.ts"
import type { Decimal } from "../values/Decimal.ts"
import type { Keyword } from "./Keyword.ts"

/** Longer ones first: `<=` is no `<` with an `=` behind it. */
export const symbols = [
  "<>",
  "<=",
  ">=",
  "=",
  "<",
  ">",
  "+",
  "-",
  "*",
  "/",
  "%",
  "(",
  ")",
  "[",
  "]",
  ",",
  ";",
  ":",
  ".",
  "?",
] as const
export type Symbol = (typeof symbols)[number]

export type Token = Position &
  (
    | { readonly kind: "word"; readonly text: string; readonly keyword: Keyword | undefined }
    | { readonly kind: "number"; readonly value: Decimal }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "date"; readonly value: DateTime }
    | { readonly kind: "symbol"; readonly symbol: Symbol }
    /** `&НаСервере`: what the compiler is told about a subroutine. */
    | { readonly kind: "annotation"; readonly name: string }
    | { readonly kind: "label"; readonly name: string }
    | { readonly kind: "end" }
  )
