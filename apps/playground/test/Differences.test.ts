/**
 * Where an outcome is another than was said: told in words, in both languages, be it a field or a thing that is missing or too many.
 */
import type { Language } from "@loyalkit/core/Money"
import { Outcome } from "@loyalkit/scenario/format/Outcome"
import { compare, type Difference } from "@loyalkit/scenario/play/Compare"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { differenceText } from "../src/text/Differences.ts"
import { createSpeech, languages, type Speech } from "../src/text/Language.ts"
import { ru } from "../src/text/ru.ts"
import { en } from "../src/text/Texts.ts"

/** Without a page nothing makes a language's words anew. */
const speaking = (language: Language): Speech => {
  const speech = createSpeech()
  speech.choose(language)
  return { ...speech, t: () => (language === "ru" ? ru : en) }
}
const speeches = { en: speaking("en"), ru: speaking("ru") }

const outcome = Schema.decodeUnknownSync(Outcome)
const nothing = outcome({ heard: [], receipts: [], sales: [], clients: [], cases: [] })

const receipt = { receipt: "receipt-1001", point: "cafe", state: "committed", judge: "witness" }
const sale = {
  receipt: "receipt-1001",
  client: "79000000001",
  point: "cafe",
  amount: 1832.4,
  total: 1332.4,
  spend: 500,
  earn: 0,
}
const client = { client: "79000000001", balance: 1500, held: 500 }
const doubt = { receipt: "receipt-1001", kind: "doubt", why: "signUnknown" }

const said = (differences: ReadonlyArray<Difference>, language: Language): ReadonlyArray<string> =>
  differences.map((one) => differenceText(one, speeches[language]).replaceAll("\u00A0", " "))

/** An outcome of one thing, against one without it or with a change to it. */
const differing = (part: keyof Outcome, thing: object | string, change?: object) =>
  [
    outcome({ ...nothing, [part]: [thing] }),
    change === undefined
      ? nothing
      : outcome({ ...nothing, [part]: [{ ...(typeof thing === "object" ? thing : {}), ...change }] }),
  ] as const

describe("a difference in words", () => {
  it.each([
    [
      "receipts",
      receipt,
      "receipt receipt-1001 in the café, “sold”: its hold and balance show it",
      "чек receipt-1001 в кофейне, «продан»: видно по резерву и балансу",
    ],
    [
      "sales",
      sale,
      "the sale of receipt receipt-1001 to 79000000001 in the café, for 1,832.40 ₽: paid 1,332.40 ₽, 500 points spent, 0 earned",
      "продажа по чеку receipt-1001 клиенту 79000000001 в кофейне, на 1 832,40 ₽: оплачено 1 332,40 ₽, списано баллов: 500, начислено: 0",
    ],
    [
      "clients",
      client,
      "client 79000000001 with 1,500 points, 500 of them held",
      "клиент 79000000001, баллов: 1 500, из них в резерве 500",
    ],
    [
      "cases",
      doubt,
      "a case of receipt receipt-1001, “a sale in doubt”: this service has not been seen to show a hold",
      "спорный случай по чеку receipt-1001, «продажа под вопросом»: ещё не видно, что этот сервис показывает резервы",
    ],
    ["heard", "committed", "answer 1 to a till, “committed”", "ответ № 1 кассе, «committed»"],
    [
      "heard",
      "no-answer",
      "answer 1 to a till, “no answer; the till gave up”",
      "ответ № 1 кассе, «ответа нет, касса перестала ждать»",
    ],
  ] as const)("says of %s what is missing, or too many", (part, thing, english, russian) => {
    const [with1, without] = differing(part, thing)
    assert.deepEqual(said(compare(with1, without), "en"), [`Expected, and missing: ${english}.`])
    assert.deepEqual(said(compare(without, with1), "en"), [`Not expected, and there: ${english}.`])
    assert.deepEqual(said(compare(with1, without), "ru"), [`Ожидалось, но не вышло: ${russian}.`])
    assert.deepEqual(said(compare(without, with1), "ru"), [`Не ожидалось, но вышло: ${russian}.`])
  })

  it("has whose sale it is", () => {
    const { receipt: _, ...unowned } = sale
    const tooMany = said(compare(...differing("sales", unowned)), "en")
    assert.include(tooMany[0], "a sale that is no receipt's to 79000000001")
    const elsewhere = said(compare(...differing("sales", { ...unowned, elsewhere: true })), "en")
    assert.include(elsewhere[0], "a sale by another system to 79000000001")
  })

  it("has money as money, and a state and who concluded it by their names", () => {
    assert.deepEqual(said(compare(...differing("sales", sale, { total: 1832.4, spend: 0 })), "en"), [
      "Sale 1, paid: 1,332.40 ₽ expected, 1,832.40 ₽ came.",
      "Sale 1, points spent: 500 expected, 0 came.",
    ])
    assert.deepEqual(said(compare(...differing("receipts", receipt, { point: "bakery" })), "ru"), [
      "Чек 1, точка продаж: ожидалось «кофейня», вышло «пекарня».",
    ])
    const { judge: _, ...unjudged } = { ...receipt, state: "committing" }
    const stands = [
      outcome({ ...nothing, receipts: [receipt] }),
      outcome({ ...nothing, receipts: [unjudged] }),
    ] as const
    assert.deepEqual(said(compare(...stands), "en"), [
      "Receipt 1, state: “sold” expected, “being sold” came.",
      "Receipt 1, how it is known: “its hold and balance show it” expected, “neither by a witness nor from a person” came.",
    ])
    assert.deepEqual(said(compare(...stands), "ru"), [
      "Чек 1, состояние: ожидалось «продан», вышло «проводится».",
      "Чек 1, откуда известно: ожидалось «видно по резерву и балансу», вышло «не по свидетелю и не от человека».",
    ])
  })

  it("has no value of the file's own words, whatever it is, and nothing of its braces", () => {
    const { receipts, cases } = Outcome.fields
    for (const language of languages) {
      for (const state of receipts.value.fields.state.literals) {
        const [text = ""] = said(
          [{ field: "outcome.receipts[0].state", expected: state, actual: undefined }],
          language,
        )
        if (language === "ru") assert.notInclude(text, state)
        else assert.match(text, /^Receipt 1, state: “[a-z\s]+” expected/)
      }
      for (const kind of cases.value.fields.kind.literals) {
        const [text = ""] = said(
          [{ field: "outcome.cases[0].kind", expected: kind, actual: undefined }],
          language,
        )
        assert.notInclude(text, `“${kind}”`)
        assert.notInclude(text, `«${kind}»`)
      }
      const later = [{ field: "outcome.coupons[0]", expected: { coupon: 1 }, actual: undefined }]
      assert.notMatch(said(later, language)[0] ?? "", /[{}"]/)
    }
  })
})
