/**
 * What each assumption and each safeguard is worth: without it there is a path to harm, and the docs show the shortest.
 *
 * After a change of the table or the model: `DOUBT_TABLE=write npx vitest run packages/core/test/settlement` writes the
 * paths into `docs/doubt-table.md` and `docs/doubt-table.ru.md` anew.
 */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync, writeFileSync } from "node:fs"
import { ASSUMPTIONS, BOTH, type Dropped, SAFEGUARDS, SPEND } from "./Dropped.ts"
import { type Answer, search } from "./Search.ts"
import { type Language, section } from "./Words.ts"

/** Far beyond what it takes: a search may share its core with other tests. */
const LONG = { timeout: 600_000 }

const answers = new Map<string, Answer>()
const answerTo = ({ id, question }: Dropped): Answer => {
  const known = answers.get(id)
  if (known !== undefined) return known
  const answer = search(question)
  answers.set(id, answer)
  return answer
}

describe.each([
  ["an assumption", ASSUMPTIONS],
  ["a safeguard", SAFEGUARDS],
] as const)("without %s there is a way to harm", LONG, (_, all) => {
  it.each(all)("$en", (dropped) => {
    assert.isDefined(answerTo(dropped).harm)
  })
})

describe("a 422 to the second request", LONG, () => {
  it("would do no harm as the last word, as long as no request is late: reopening the doubt is a second line of defence", () => {
    const question = {
      receipt: SPEND,
      services: BOTH,
      strangers: 1,
      ours: 0,
      drops: ["refusalReopens"],
    } as const
    assert.isUndefined(search(question).harm)
  })
})

describe("a request that is executed later than the window", LONG, () => {
  const late = { receipt: SPEND, strangers: 0, ours: 0, drops: ["lateRequest"] } as const
  const refusing = BOTH.map((service) => ({ ...service, deadHold: "refused" }) as const)

  it("never doubles a sale that is sent again with the same hold, where the service refuses a dead one", () => {
    const answer = search({
      ...late,
      services: refusing,
      resends: ["same"],
      harms: ["doubled", "invented", "refused"],
    })
    assert.isUndefined(answer.harm)
    assert.isAbove(answer.met.get("sentSame") ?? 0, 0)
  })
})

const generated = (language: Language): string =>
  [
    language === "en" ? "## What each assumption is worth" : "## Чего стоит каждое предположение",
    ...ASSUMPTIONS.map((dropped) => section(dropped[language], answerTo(dropped), language)),
    language === "en" ? "## What each safeguard is for" : "## Для чего каждая предосторожность",
    ...SAFEGUARDS.map((dropped) => section(dropped[language], answerTo(dropped), language)),
  ].join("\n\n")

const BEGIN = "<!-- paths: written by packages/core/test/settlement/DoubtHarm.test.ts -->"

describe.each([
  ["en", "doubt-table.md"],
  ["ru", "doubt-table.ru.md"],
] as const)("the page of the doubt table, %s", LONG, (language, file) => {
  it("shows the shortest paths that the model finds", () => {
    const url = new URL(`../../../../docs/${file}`, import.meta.url)
    const page = readFileSync(url, "utf8")
    const [head = ""] = page.split(BEGIN)
    const expected = `${head}${BEGIN}\n\n${generated(language)}\n`
    if (process.env["DOUBT_TABLE"] === "write") writeFileSync(url, expected)
    assert.strictEqual(readFileSync(url, "utf8"), expected)
  })
})
