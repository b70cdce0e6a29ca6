/**
 * A case in the words of `/v1`, with its evidence, in the reader's language.
 */
import type * as Core from "@loyalkit/core/Cases"
import { reasonText, refusalText } from "@loyalkit/core/CaseText"
import type { Language } from "@loyalkit/core/Money"
import type { Case } from "../api/CaseWire.ts"
import * as CaseId from "./CaseId.ts"

const looked = (
  seen: NonNullable<Core.DoubtCase["looked"]>,
  language: Language,
): NonNullable<Extract<Case, { readonly kind: "doubt" }>["looked"]> => ({
  at: seen.at,
  held: seen.size,
  withHold: seen.withHold,
  without: seen.without,
  withHoldAgain: seen.withHoldAgain,
  afterWindow: seen.afterWindow,
  unexpired: seen.unexpired,
  verdict: reasonText(seen.verdict, language),
})

const doubt = (one: Core.DoubtCase, about: Omit<Case, "kind">, language: Language): Case => {
  const { account, request, witness } = one.intent
  return {
    ...about,
    kind: "doubt",
    clientId: account.id,
    amount: request.amount,
    points: request.points,
    balance: witness.balance,
    detail: refusalText(one, language),
    ...(one.looked === undefined ? {} : { looked: looked(one.looked, language) }),
    ...(one.left === undefined ? {} : { left: reasonText(one.left.why, language) }),
  }
}

export const caseOf = (one: Core.Case, language: Language): Case => {
  const { key, since } = one
  const about = { id: CaseId.write(one), point: key.point, receiptId: key.receipt, since }
  switch (one.kind) {
    case "doubt":
      return doubt(one, about, language)
    case "rejected": {
      const { amount, points } = one.request
      const whose = one.client === undefined ? {} : { clientId: one.client }
      return { ...about, kind: one.kind, amount, points, ...whose, detail: refusalText(one, language) }
    }
    case "difference":
      return { ...about, kind: one.kind, difference: one.difference, sale: one.sale }
    case "printedNotWrittenOff": {
      const { amount, points } = one.request
      return { ...about, kind: one.kind, amount, points, detail: refusalText(one, language) }
    }
    case "return":
      return {
        ...about,
        kind: one.kind,
        returnId: one.returnId,
        amount: one.amount,
        ...(one.lines === undefined
          ? {}
          : {
              lines: one.lines.map(({ amount, id, name }) => ({
                id,
                amount,
                ...(name === undefined ? {} : { name }),
              })),
            }),
        ...(one.sale === undefined ? {} : { sale: one.sale }),
      }
    case "damaged":
      return { ...about, kind: one.kind, detail: one.detail }
  }
}
