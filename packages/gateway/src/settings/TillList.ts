/**
 * The tills that may call, as the file or the variable lists them.
 */
import { LONGEST_TOKEN } from "../edge/Admission.ts"
import { PointId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import type { Words } from "./Setting.ts"

/** The longest name of a till: it stands in every line of the log. */
const MAX_NAME = 64

/** The shortest token that nobody guesses, if chance made it; the longest keeps a header short. Our judgment. */
const TOKEN_LENGTH = { min: 16, max: LONGEST_TOKEN } as const

/** The most tills of one gateway; our judgment: every request looks at all tokens. */
const MAX_TILLS = 1_000

/** What each field of a till has to be. */
export const tillWords: Readonly<Record<string, Words>> = {
  name: { en: `a name of 1 to ${MAX_NAME} characters`, ru: `имя от 1 до ${MAX_NAME} знаков` },
  token: {
    en: `a token of at least ${TOKEN_LENGTH.min} printable ASCII characters without spaces`,
    ru: `токен: не меньше ${TOKEN_LENGTH.min} печатных знаков ASCII без пробелов`,
  },
  point: { en: "the ID of a point of sale", ru: "ID точки продаж" },
  role: { en: `"till" or "operator"`, ru: `"till" или "operator"` },
}

const Till = Schema.Struct({
  name: Schema.NonEmptyString.check(Schema.isMaxLength(MAX_NAME)).annotate({
    description: "For the log; unique",
  }),
  token: Schema.String.check(
    Schema.isPattern(new RegExp(`^[\\x21-\\x7e]{${TOKEN_LENGTH.min},${TOKEN_LENGTH.max}}$`)),
  ).annotate({ description: `Unique; at least ${TOKEN_LENGTH.min} printable ASCII characters` }),
  point: Schema.optionalKey(
    PointId.annotate({ description: "The point of sale of its receipts; loyalclient.point by default" }),
  ),
  role: Schema.optionalKey(
    Schema.Literals(["till", "operator"]).annotate({
      description: "A till drives receipts (the default), an operator deals with cases too",
    }),
  ),
})

export const TillList = Schema.Array(Till).check(Schema.isMaxLength(MAX_TILLS))
export type TillList = typeof TillList.Type
