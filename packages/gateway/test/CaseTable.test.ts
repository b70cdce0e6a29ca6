import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@loyalkit/core/Domain"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import type { Case } from "../src/api/CaseWire.ts"
import { caseTable } from "../src/node/cases/CaseTable.ts"

const about = { id: "some-id", point: "shop-1", receiptId: "check-1", since: 1_764_000_000_000 }
const sale = {
  amount: Kopecks.make(10_000),
  total: Kopecks.make(9_000),
  percent: Percent.make(5),
  type: "cashback" as const,
  spend: Points.make(1_000),
}

const one: Readonly<Record<Case["kind"], Case>> = {
  doubt: {
    ...about,
    kind: "doubt",
    clientId: ClientId.make("c"),
    amount: Kopecks.make(123_450),
    points: Points.make(50_00),
    balance: Points.make(100_00),
    detail: "сервис не отвечает",
    left: "резерв мог и истечь",
  },
  rejected: {
    ...about,
    kind: "rejected",
    amount: Kopecks.make(100),
    points: Points.make(0),
    detail: "клиент не найден",
  },
  difference: {
    ...about,
    kind: "difference",
    difference: { shown: Kopecks.make(8_000), charged: Kopecks.make(9_000) },
    sale,
  },
  printedNotWrittenOff: {
    ...about,
    kind: "printedNotWrittenOff",
    amount: Kopecks.make(100),
    points: Points.make(50),
    detail: "резерв истёк",
  },
  return: { ...about, kind: "return", returnId: "back-1", amount: Kopecks.make(4_000) },
  damaged: { ...about, kind: "damaged", since: 0, detail: "not JSON" },
}

const lines = (cases: ReadonlyArray<Case>, language: "ru" | "en" = "ru") =>
  caseTable(cases, language).replaceAll("\u00a0", " ").split("\n")

describe("cases on a screen", () => {
  it("are a line each, what happened under it, and the ID to settle it by", () => {
    assert.deepStrictEqual(lines([one.doubt, one.return]), [
      "СЛУЧАЙ                ЧЕК      ТОЧКА   С КАКОГО ВРЕМЕНИ (UTC)  РУБЛИ     БАЛЛЫ",
      "Продажа под вопросом  check-1  shop-1  2025-11-24 16:00        1 234,50  50",
      "  сервис не отвечает",
      "  решает человек: резерв мог и истечь",
      "  id some-id",
      "Возврат               check-1  shop-1  2025-11-24 16:00        40,00",
      "  back-1",
      "  id some-id",
    ])
  })

  it("of every kind have words in both languages", () => {
    for (const language of ["ru", "en"] as const)
      for (const each of Object.values(one)) {
        const text = caseTable([each], language)
        assert.notInclude(text, "undefined")
        assert.isAtLeast(text.split("\n").length, 3)
      }
  })

  it("say that a doubt is still being settled by itself", () => {
    const { left: _, ...waiting } = { left: "", ...one.doubt }
    assert.include(lines([waiting], "en").join(), "still being settled by itself")
  })

  it("do not let a text of others move the cursor", () => {
    assert.include(lines([{ ...about, kind: "damaged", detail: "a\u001b[2Jb\nc" }]).join("\n"), "a [2Jb c")
  })

  it("that are none are said to be none", () => {
    assert.deepStrictEqual(lines([]), ["Ничего не требует решения."])
  })
})
