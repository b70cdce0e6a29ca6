/**
 * The shipped table, in every state that a small model of the service can reach: no path leads to harm.
 *
 * A service whose sales end everybody's holds at the point can do all that one which spares other clients can, and one
 * that ignores dead holds all that one which refuses them can, so the hostile two stand for all four; the others are searched too, a
 * little less far. `DOUBT_TABLE=wide` searches one act further, for some minutes.
 */
import { assert, describe, it } from "@effect/vitest"
import { SPEND } from "./Dropped.ts"
import type { Receipt, Service } from "./Model.ts"
import { type Answer, type Question, search } from "./Search.ts"

/** Far beyond what it takes: a search may share its core with other tests, and the wide one takes minutes. */
const LONG = { timeout: 600_000 }
const isWide = process.env["DOUBT_TABLE"] === "wide"

const hostile = (shows: Service["shows"]): Service => ({ shows, saleEnds: "point", deadHold: "ignored" })

const harmless = (question: Question): Answer => {
  const answer = search(question)
  assert.deepStrictEqual(answer.harm, undefined)
  return answer
}

const spend = (service: Service, more: Partial<Question>) =>
  harmless({ receipt: SPEND, services: [service], strangers: 0, ours: 0, ...more })

/** An earning of two points, watched by a one-point hold. */
const EARNING: Receipt = { spend: 0, held: 1, earn: 2, change: 2, exclusivePoint: false }

const RECEIPTS: ReadonlyArray<readonly [name: string, receipt: Receipt]> = [
  ["a spend of one point, as small as the one-point hold", { ...SPEND, spend: 1, held: 1, change: -1 }],
  ["a spend that earns as much as it takes", { ...SPEND, earn: 2 }],
  ["a spend at a point of ours alone", { ...SPEND, exclusivePoint: true }],
  ["an earning that is credited at once, as far as we know", EARNING],
  ["an earning of one point", { ...EARNING, earn: 1, change: 1 }],
  ["an earning whose credit may come later", { ...EARNING, change: undefined }],
  ["an earning at a point of ours alone", { ...EARNING, change: undefined, exclusivePoint: true }],
]

describe("a doubt about a spend, in all that can happen around it", LONG, () => {
  it.each(["adds", "takes-off"] as const)(
    "never gets a wrong verdict where naming a hold %s, and gets every right one",
    (shows) => {
      const acts = harmless({
        receipt: SPEND,
        services: [hostile(shows)],
        strangers: 2,
        ours: isWide ? 1 : 0,
        // Sent again with a fresh hold, one act less: below.
        resends: shows === "takes-off" ? ["same", "fresh"] : isWide ? [] : ["same"],
      })
      const resent = spend(hostile(shows), { strangers: 1, resends: ["fresh", "same"] })
      for (const step of ["Committed", "NotCreated", "NotCreatedFinal", "unchanged", shows]) {
        assert.isAbove(acts.met.get(step) ?? 0, 0, step)
      }
      for (const step of ["sentSame", "sentFresh", "answered", "refused"]) {
        assert.isAbove(resent.met.get(step) ?? 0, 0, step)
      }
    },
  )

  it.each(["adds", "takes-off"] as const)(
    "never gets one beside our own other tills, where naming a hold %s",
    (shows) => {
      const { met } = spend(hostile(shows), {
        strangers: 1,
        ours: 1,
        resends: isWide ? ["same", "fresh"] : [],
      })
      for (const why of ["othersMoved", "pointMoved", "balanceMoved", "holdMayHaveEnded", "LookAgain"]) {
        assert.isAbove(met.get(why) ?? 0, 0, why)
      }
    },
  )

  it.each(["hides", "ignores"] as const)("is never decided by a service that %s what it holds", (shows) => {
    const { met } = spend(hostile(shows), { strangers: isWide ? 2 : 1, ours: 1 })
    assert.isAbove(met.get("signUnknown") ?? 0, 0)
    for (const verdict of ["Committed", "NotCreated", "NotCreatedFinal"]) assert.isUndefined(met.get(verdict))
  })

  it("never gets one from a service that spares other clients' holds, or refuses dead ones", () => {
    for (const shows of ["adds", "takes-off"] as const) {
      spend({ shows, saleEnds: "client", deadHold: "refused" }, { strangers: 1 })
      spend({ shows, saleEnds: "point", deadHold: "refused" }, { strangers: 1 })
    }
  })
})

describe("a doubt about another receipt", LONG, () => {
  it.each(RECEIPTS)("never gets a wrong verdict: %s", (_, receipt) => {
    const services = (["adds", "takes-off", "hides", "ignores"] as const).map(hostile)
    const { met } = harmless({ receipt, services, strangers: isWide ? 2 : 1, ours: 0 })
    harmless({ receipt, services, strangers: 0, ours: 1, resends: [] })
    const isDecidable = receipt.change !== undefined || receipt.exclusivePoint
    assert.strictEqual((met.get("Committed") ?? 0) > 0, isDecidable)
    assert.isAbove(met.get("NotCreatedFinal") ?? 0, 0)
  })
})
