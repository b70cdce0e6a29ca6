/**
 * Who may call: the tills of the list, told apart, and each with what it needs to be of use.
 */
import { isLoopback } from "@loyalkit/sandbox/http/AdminGuard"
import * as Redacted from "effect/Redacted"
import type { Till } from "../Settings.ts"
import { table } from "./Table.ts"
import type { Taking } from "./Taking.ts"
import { type TillList, tillWords } from "./TillList.ts"

/** Two tills of one name, or with one token, could not be told apart. */
const refuseTwins = (taking: Taking, tills: TillList): void => {
  const where = taking.where(table.tills)
  for (const field of ["name", "token"] as const) {
    const seen = new Set<string>()
    for (const [index, till] of tills.entries()) {
      if (seen.has(till[field]))
        taking.wrong(where([index, field]), {
          en: "expected to be unique, another till has the same",
          ru: "должно быть своё, такое уже есть у другой кассы",
        })
      seen.add(till[field])
    }
  }
}

const NO_POINT = {
  en: "expected, since LOYALCLIENT_URL is given: the sale's point of sale",
  ru: "нужна точка продаж, раз указан LOYALCLIENT_URL",
}

/** Against a real service nobody can guess the point. An operator without one looks after all of them. */
export const refusePointless = (taking: Taking, tills: ReadonlyArray<Till>): void => {
  if (tills.length === 0) return taking.wrong(taking.name(table.point), NO_POINT)
  const where = taking.where(table.tills)
  for (const [index, { point, role }] of tills.entries())
    if (point === undefined && role !== "operator")
      taking.wrong(`${where([index, "point"])} (or ${taking.name(table.point)})`, NO_POINT)
}

/** Who can reach the gateway over a network must have a token. */
export const refuseOpen = (taking: Taking, host: string, publicUrl: string | undefined): void => {
  if (!isLoopback(host))
    taking.wrong(taking.name(table.host), {
      en: "expected 127.0.0.1: any other address needs tills with tokens (LOYALKIT_TILLS)",
      ru: "ожидается 127.0.0.1: для любого другого адреса нужны кассы с токенами (LOYALKIT_TILLS)",
    })
  // A reverse proxy calls from this very machine, and usually under its name: without tokens everybody could.
  if (publicUrl !== undefined && !isLoopback(new URL(publicUrl).host))
    taking.wrong(taking.name(table.publicUrl), {
      en: "needs tills with tokens (LOYALKIT_TILLS): whoever reaches this address could drive the tills",
      ru: "требует касс с токенами (LOYALKIT_TILLS): иначе кассами управлял бы любой, кто откроет этот адрес",
    })
}

export const takeTills = (taking: Taking): ReadonlyArray<Till> | undefined => {
  const before = taking.problems.length
  const list = taking.take(table.tills, tillWords)
  if (list === undefined) return undefined
  refuseTwins(taking, list)
  if (taking.problems.length > before) return undefined
  return list.map(({ role = "till", token, ...till }) => ({ ...till, role, token: Redacted.make(token) }))
}
