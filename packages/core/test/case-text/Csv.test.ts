/** Cases as a spreadsheet: what a person in an office opens in Excel, in both languages. */
import { assert, describe, it } from "@effect/vitest"
import Papa from "papaparse"
import type { Case, DoubtCase } from "../../src/Cases.ts"
import { toCsv } from "../../src/case-text/Csv.ts"
import { Kopecks, Points, type Language } from "../../src/Money.ts"
import { eventsByKind, keyOf } from "../../src/testing/JournalSamples.ts"

const NOON = Date.UTC(2026, 10, 25, 12)
const { again: _, _tag: __, ...intended } = eventsByKind.CommitIntended
const { sale } = eventsByKind.Committed

const doubt: DoubtCase = {
  kind: "doubt",
  key: keyOf("check-1"),
  since: NOON,
  intent: { ...intended, resends: 0, account: eventsByKind.Identified.account },
  error: "Unavailable",
  detail: "no answer within 5000 ms",
  looked: {
    ...eventsByKind.DoubtLooked,
    at: NOON + 61_000,
    size: Points.make(100_00),
    withHold: Points.make(1_400_50),
    without: Points.make(1_400_50),
    withHoldAgain: Points.make(1_400_50),
  },
  left: { at: NOON, why: "signUnknown" },
}
const refused = { key: keyOf("check-5"), since: NOON, error: "HoldExpired", detail: "over" }
const backAgain: Case = {
  kind: "return",
  key: keyOf("check-2"),
  since: NOON,
  returnId: "=1+1",
  amount: Kopecks.make(10_00),
  sale,
}

/** The rows by the words at their head. */
const rowsOf = (csv: string) => {
  const { data, errors } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: true,
  })
  assert.deepStrictEqual(errors, [])
  return data
}

describe("a table of cases", () => {
  it("has a doubt's evidence in a line, with words for its reasons", () => {
    const [row] = rowsOf(toCsv([doubt], { language: "en" }))
    assert.deepInclude(row, {
      Case: "A sale in doubt",
      Receipt: "check-1",
      "Since (UTC)": "2026-11-25 12:00:00",
      "What happened": "the service does not answer",
      "Why a person decides": "This service has not been seen to show a hold.",
      "Looked at (UTC)": "2026-11-25 12:01:01",
      "Points of the hold": "100.00",
      "Balance with the hold": "1400.50",
    })
  })

  it("has the marks that Excel wants in Russian: a byte order mark, semicolons, decimal commas", () => {
    const csv = toCsv([doubt], { language: "ru" })
    assert.isTrue(csv.startsWith("\uFEFFСлучай;Точка продаж;Чек;"))
    assert.include(csv, ";1400,50;")
    assert.isTrue(csv.endsWith("\r\n"))
  })

  it.each<Language>(["ru", "en"])(
    "has as many cells in every line as at its head, whatever the case (%s)",
    (language) => {
      const separator = language === "ru" ? ";" : ","
      const others: ReadonlyArray<Case> = [
        doubt,
        backAgain,
        { kind: "damaged", key: keyOf("check-3"), since: 0, detail: `"quoted"${separator} and\ntwo lines` },
        {
          kind: "difference",
          key: keyOf("check-4"),
          since: NOON,
          sale,
          difference: { shown: Kopecks.make(1), charged: Kopecks.make(2) },
        },
        {
          kind: "rejected",
          key: keyOf("check-5"),
          since: NOON,
          request: intended.request,
          error: "ClientNotFound",
          detail: "none",
        },
        {
          kind: "printedNotWrittenOff",
          key: keyOf("check-6"),
          since: NOON,
          request: intended.request,
          error: "HoldExpired",
          detail: "over",
        },
      ]
      const { data } = Papa.parse<Array<string>>(toCsv(others, { language }), { skipEmptyLines: true })
      assert.strictEqual(data.length, others.length + 1)
      assert.deepStrictEqual(new Set(data.map((row) => row.length)).size, 1)
      assert.include(data.flat(), `"quoted"${separator} and\ntwo lines`)
    },
  )

  it("has no cell that a spreadsheet takes for a formula", () => {
    assert.notMatch(toCsv([backAgain], { language: "en" }), /[,\n]=1/)
    assert.include(toCsv([backAgain], { language: "en" }), "'=1+1")
  })

  it("says when the till sold, where the till said so", () => {
    const soldAt = NOON - 3_600_000
    const { soldAt: _, ...unsaid } = intended.request
    const cases = (request: typeof unsaid): ReadonlyArray<Case> => [
      { ...doubt, intent: { ...doubt.intent, request } },
      { ...refused, kind: "rejected", request },
      { ...refused, kind: "printedNotWrittenOff", request },
    ]
    const times = (request: typeof unsaid, language: Language, heading: string) =>
      rowsOf(toCsv(cases(request), { language })).map((row) => row[heading])
    const said = { ...unsaid, soldAt }
    const hour = "2026-11-25 11:00:00"
    assert.deepStrictEqual(times(said, "en", "Sold at (UTC)"), [hour, hour, hour])
    assert.deepStrictEqual(times(said, "ru", "Когда продано (UTC)"), [hour, hour, hour])
    assert.deepStrictEqual(times(unsaid, "en", "Sold at (UTC)"), ["", "", ""])
  })

  it("says which goods came back, with so many as a person reads", () => {
    const [cheese] = eventsByKind.Quoted.purchase.lines ?? []
    assert.isDefined(cheese)
    const bread = { ...cheese, id: "bread", quantity: 2_000 }
    const { name: _, ...unnamed } = bread
    const goodsOf = (lines: ReadonlyArray<typeof bread>, language: Language) =>
      rowsOf(toCsv([{ ...backAgain, lines }], { language }))[0]
    assert.deepInclude(goodsOf([{ ...cheese, name: "Сыр" }, unnamed], "ru"), {
      "Что вернули": "Сыр × 1,5; bread × 2",
    })
    assert.deepInclude(goodsOf([{ ...cheese, name: "Cheese" }], "en"), { "Goods returned": "Cheese × 1.5" })
    const many = goodsOf(
      Array.from({ length: 100 }).map(() => unnamed),
      "en",
    )
    assert.match(String(many?.["Goods returned"]), /^bread × 2; .*; … \(\+80\)$/)
  })

  it("is its head alone where there are no cases", () => {
    assert.strictEqual(toCsv([], { language: "en" }).trimEnd().split("\r\n").length, 1)
  })
})
