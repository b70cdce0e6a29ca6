import { assert, describe, it } from "@effect/vitest"
import { createLoyalty, type LoyaltyResult } from "../../src/promise.ts"
import { anna, fakeService, json, key, purchase, spend, withLoyalty } from "./FakeService.ts"

const value = <A>(result: LoyaltyResult<A>): A => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
const code = (result: LoyaltyResult<unknown>) => (result.ok ? "OK" : result.error.code)
/** A reply that waits until it is asked for and told to answer. */
const onDemand = (response: Response) => {
  let answer = () => {}
  let isAsked = () => {}
  const asked = new Promise<void>((resolve) => (isAsked = resolve))
  const replied = new Promise<Response>((resolve) => (answer = () => resolve(response)))
  const reply = () => {
    isAsked()
    return replied
  }
  return { asked, reply, answer: () => answer() }
}
const error = (result: LoyaltyResult<unknown>) => {
  if (result.ok) throw new Error("expected a failure")
  return result.error
}

describe("a sale, by promises", () => {
  it("goes from the phone to the settled sale, in plain objects", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      assert.deepStrictEqual(value(await loyalty.identify(anna)), {
        id: "c1",
        name: "Анна",
        phone: "79201234567",
        balanceHundredths: 50_000,
        level: { type: "cashback", percent: 5, maxSpendPercent: 50 },
      })
      assert.deepStrictEqual(value(await loyalty.quote(purchase)), {
        type: "cashback",
        percent: 5,
        amountKopecks: 100_000,
        maxSpendHundredths: 50_000,
        earnHundredths: 5_000,
      })
      const held = value(await loyalty.hold({ ...key, pointsHundredths: 10_000, minutes: 5 }))
      assert.strictEqual(held.payableKopecks, 90_000)
      assert.isAtMost(held.secondsLeft, 300)
      assert.isAbove(held.secondsLeft, 0)
      assert.deepStrictEqual(value(await loyalty.commit(spend)), {
        sale: {
          type: "cashback",
          percent: 5,
          amountKopecks: 100_000,
          totalKopecks: 90_000,
          spentHundredths: 10_000,
        },
      })
      const receipt = value(await loyalty.get(key))
      assert.strictEqual(receipt.state, "committed")
      assert.strictEqual(receipt.sale?.totalKopecks, 90_000)
      assert.notProperty(receipt.client, "name")
      assert.notProperty(receipt, "hold")
    }))

  it("shares the points over the lines of the receipt", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      const line = { quantityThousandths: 1_000 }
      const lines = [
        { ...line, id: "bread", priceKopecks: 60_000, amountKopecks: 60_000 },
        { ...line, id: "milk", priceKopecks: 40_000, amountKopecks: 40_000, excluded: true },
      ]
      await loyalty.identify(anna)
      const quote = value(await loyalty.quote({ ...purchase, lines }))
      assert.deepStrictEqual(quote.lines, [
        { id: "bread", maxSpendHundredths: 60_000 },
        { id: "milk", maxSpendHundredths: 0 },
      ])
      const held = value(await loyalty.hold({ ...key, pointsHundredths: 10_000 }))
      assert.deepStrictEqual(held.lines, [
        { id: "bread", pointsHundredths: 10_000, payableKopecks: 50_000 },
        { id: "milk", pointsHundredths: 0, payableKopecks: 40_000 },
      ])
    }))

  it("releases, cancels, notes a return and lists what needs a person", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      await loyalty.hold({ ...key, pointsHundredths: 10_000 })
      assert.strictEqual(value(await loyalty.get(key)).hold?.pointsHundredths, 10_000)
      assert.isUndefined(value(await loyalty.release(key)))
      assert.strictEqual(value(await loyalty.get(key)).state, "quoted")
      assert.isUndefined(value(await loyalty.cancel({ ...key, receipt: "r2" })))
      assert.strictEqual(value(await loyalty.get({ ...key, receipt: "r2" })).state, "cancelled")
      value(await loyalty.commit(spend))
      const lines = [{ id: "milk", quantityThousandths: 1_500, priceKopecks: 3_333, amountKopecks: 5_000 }]
      const back = { returnId: "back-1", amountKopecks: 5_000, lines }
      value(await loyalty.noteReturn({ ...key, ...back }))
      const cases = value(await loyalty.cases({ kind: "return" }))
      assert.deepStrictEqual(
        cases.map((one) => [one.kind, one.receipt, one.kind === "return" ? one.lines : []]),
        [["return", "r1", lines]],
      )
      assert.deepStrictEqual(value(await loyalty.get(key)).returns, [back])
      const differs = error(await loyalty.noteReturn({ ...key, ...back, amountKopecks: 6_000 }))
      assert.strictEqual(differs.code, "BAD_REQUEST")
      assert.deepStrictEqual(value(await loyalty.cases({ kind: "doubt" })), [])
      assert.lengthOf(value(await loyalty.cases()), 1)
    }))
})

describe("a failure is a result with a code", () => {
  const refusing = (fields: unknown) => () => json(fields, 422)
  const dead = () =>
    Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" }))
  const cut = () => Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }))

  it("of the look-up", async () => {
    const told: Array<readonly [unknown, string, string | undefined, boolean]> = []
    for (const client of [
      refusing({ client: "Client not found." }),
      refusing({ errors: { point: ["Point not found."] } }),
      refusing({ search: "Wrong format for +7 920 123-45-67" }),
      () => json({}, 401),
      () => json({}, 429, { "retry-after": "7" }),
      dead,
      cut,
      () => new Response("<html>"),
    ]) {
      await withLoyalty(fakeService({ client }), async (loyalty) => {
        const found = error(await loyalty.identify(anna))
        told.push([found.code, found.commitState ?? "", found.fields?.[0]?.field, found.retryable])
        assert.notInclude(found.message, "920")
        if (found.code === "RATE_LIMITED") assert.strictEqual(found.retryAfterMillis, 7_000)
      })
    }
    assert.deepStrictEqual(told, [
      ["CLIENT_NOT_FOUND", "rejected", "client", false],
      ["POINT_NOT_FOUND", "rejected", "point", false],
      ["FIELDS_REJECTED", "rejected", "search", false],
      ["SERVICE_KEY_REFUSED", "rejected", undefined, false],
      ["RATE_LIMITED", "unknown", undefined, true],
      ["LOYALTY_UNAVAILABLE", "not-sent", undefined, true],
      ["LOYALTY_UNAVAILABLE", "unknown", undefined, true],
      ["LOYALTY_UNAVAILABLE", "unknown", undefined, true],
    ])
  })

  it("of a step out of order, and of too many points", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      assert.strictEqual(code(await loyalty.quote(purchase)), "OUT_OF_ORDER")
      assert.strictEqual(code(await loyalty.commit(spend)), "OUT_OF_ORDER")
      await loyalty.identify(anna)
      assert.strictEqual(code(await loyalty.hold({ ...key, pointsHundredths: 1 })), "OUT_OF_ORDER")
      await loyalty.quote(purchase)
      const tooMany = error(await loyalty.hold({ ...key, pointsHundredths: 60_000 }))
      assert.strictEqual(tooMany.code, "NOT_ENOUGH_POINTS")
      assert.strictEqual(tooMany.limitHundredths, 50_000)
      const lines = [{ id: "a", quantityThousandths: 1, priceKopecks: 1, amountKopecks: 100_001 }]
      assert.strictEqual(code(await loyalty.quote({ ...purchase, lines })), "BAD_REQUEST")
    }))

  it("of a commit that is not what was quoted, held or sold", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      assert.strictEqual(code(await loyalty.commit({ ...spend, amountKopecks: 99_000 })), "STALE_QUOTE")
      value(await loyalty.commit(spend))
      assert.strictEqual(code(await loyalty.quote(purchase)), "ALREADY_COMMITTED")
      assert.strictEqual(code(await loyalty.commit({ ...spend, pointsHundredths: 0 })), "RECEIPT_CONFLICT")
    }))

  it("of a hold that cannot be replaced", () => {
    const service = fakeService()
    return withLoyalty(service, async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      await loyalty.hold({ ...key, pointsHundredths: 10_000 })
      service.answers["bonuses/hold"] = refusing({ amount: "Spend can't be more 100" })
      assert.strictEqual(code(await loyalty.hold({ ...key, pointsHundredths: 20_000 })), "HOLD_EXPIRED")
    })
  })

  it("of a sale whose answer was lost: pending, never sold again, and listed", () => {
    const service = fakeService({ retail: cut })
    return withLoyalty(service, async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      const pending = error(await loyalty.commit(spend))
      assert.deepInclude(pending, { code: "COMMIT_PENDING", commitState: "unknown", retryable: false })
      assert.strictEqual(code(await loyalty.commit(spend)), "COMMIT_PENDING")
      assert.lengthOf(
        service.methods().filter((method) => method === "retail"),
        1,
      )
      assert.strictEqual(value(await loyalty.get(key)).state, "doubt")
      const [doubt] = value(await loyalty.cases())
      assert.deepInclude(doubt, {
        kind: "doubt",
        clientId: "c1",
        amountKopecks: 100_000,
        pointsHundredths: 10_000,
        balanceHundredths: 50_000,
      })
    })
  })

  it("of a spend that the service refused: printed and not written off", () =>
    withLoyalty(fakeService({ retail: refusing({ spend: "Spend can't be more 50" }) }), async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      const refused = error(await loyalty.commit(spend))
      assert.deepInclude(refused, { code: "NOT_ENOUGH_POINTS", limitHundredths: 5_000 })
      assert.strictEqual(value(await loyalty.cases())[0]?.kind, "printedNotWrittenOff")
    }))
})

describe("a wrong request", () => {
  const service = fakeService()
  const wrong = async (
    call: (loyalty: Awaited<ReturnType<typeof createLoyalty>>) => Promise<LoyaltyResult<unknown>>,
  ) => {
    const found: Array<string> = []
    await withLoyalty(service, async (loyalty) => {
      const refused = error(await call(loyalty))
      assert.strictEqual(refused.code, "BAD_REQUEST")
      found.push(...(refused.fields ?? []).map(({ field }) => field))
    })
    assert.isEmpty(service.calls)
    return found
  }

  it("names its fields and sends nothing", async () => {
    assert.deepStrictEqual(await wrong((l) => l.identify({ ...anna, receipt: "чек 1" })), ["receipt"])
    assert.deepStrictEqual(await wrong((l) => l.identify({ ...anna, point: "", search: "" })), [
      "point",
      "search",
    ])
    assert.deepStrictEqual(await wrong((l) => l.quote({ ...key, amountKopecks: -1 })), ["amountKopecks"])
    assert.deepStrictEqual(await wrong((l) => l.quote({ ...key, amountKopecks: 10.5 })), ["amountKopecks"])
    assert.deepStrictEqual(await wrong((l) => l.quote({ ...key, amountKopecks: Number.NaN })), [
      "amountKopecks",
    ])
    assert.deepStrictEqual(await wrong((l) => l.quote({ ...key, amountKopecks: 1e15 })), ["amountKopecks"])
    assert.deepStrictEqual(await wrong((l) => l.hold({ ...key, pointsHundredths: 1, minutes: 31 })), [
      "minutes",
    ])
    assert.deepStrictEqual(await wrong((l) => l.noteReturn({ ...key, returnId: "", amountKopecks: 1 })), [
      "returnId",
    ])
    const line = { id: "a", quantityThousandths: 1.5, priceKopecks: 1, amountKopecks: 1 }
    const back = { returnId: "back-1", amountKopecks: 1, lines: [line] }
    assert.deepStrictEqual(await wrong((l) => l.noteReturn({ ...key, ...back })), [
      "lines.0.quantityThousandths",
    ])
    assert.deepStrictEqual(await wrong((l) => l.quote({ ...purchase, lines: [line] })), [
      "lines.0.quantityThousandths",
    ])
  })

  it("of a program without types is refused all the same, without repeating what it holds", async () => {
    const untyped = (input: unknown): never => input as never // a JavaScript caller
    assert.deepStrictEqual(await wrong((l) => l.get(untyped(undefined))), [""])
    assert.deepStrictEqual(await wrong((l) => l.cases(untyped({ kind: "all" }))), ["kind"])
    assert.deepStrictEqual(await wrong((l) => l.commit(untyped({ ...key, amount: 1 }))), [
      "amountKopecks",
      "pointsHundredths",
    ])
    await withLoyalty(service, async (loyalty) => {
      const refused = await loyalty.identify(untyped({ ...key, search: 79201234567 }))
      assert.strictEqual(code(refused), "BAD_REQUEST")
      assert.notInclude(JSON.stringify(refused), "7920")
    })
  })
})

describe("a signal", () => {
  it("that is aborted already sends nothing", () => {
    const service = fakeService()
    return withLoyalty(service, async (loyalty) => {
      assert.strictEqual(code(await loyalty.identify(anna, { signal: AbortSignal.abort() })), "ABORTED")
      assert.isEmpty(service.calls)
    })
  })

  it("stops the waiting, and the commit goes on to its end", async () => {
    const sold = json({
      success: true,
      retail: { amount: 1000, total: 900, percent: 5, type: "cashback", spend: 100 },
    })
    const { answer, asked, reply } = onDemand(sold)
    const service = fakeService({ retail: reply })
    await withLoyalty(service, async (loyalty) => {
      await loyalty.identify(anna)
      await loyalty.quote(purchase)
      const controller = new AbortController()
      const waiting = loyalty.commit(spend, { signal: controller.signal })
      await asked
      controller.abort()
      assert.strictEqual(code(await waiting), "ABORTED")
      answer()
      // The same commit again waits for the one that goes on, and gets its answer.
      assert.strictEqual(value(await loyalty.commit(spend)).sale.totalKopecks, 90_000)
      assert.lengthOf(
        service.methods().filter((method) => method === "retail"),
        1,
      )
    })
  })

  it("that is aborted after the answer changes nothing", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      const controller = new AbortController()
      const found = await loyalty.identify(anna, { signal: controller.signal })
      controller.abort()
      assert.strictEqual(code(found), "OK")
    }))
})

describe("closing", () => {
  it("waits for a commit that has begun, and then answers ABORTED", async () => {
    const sold = json({
      success: true,
      retail: { amount: 1000, total: 900, percent: 5, type: "cashback", spend: 100 },
    })
    const { answer, asked, reply } = onDemand(sold)
    const service = fakeService({ retail: reply })
    const loyalty = await createLoyalty({ url: "https://loyal.test", apiKey: "key", fetch: service.fetch })
    await loyalty.identify(anna)
    await loyalty.quote(purchase)
    const committing = loyalty.commit(spend)
    await asked
    const closing = loyalty.close()
    assert.strictEqual(code(await loyalty.get(key)), "ABORTED")
    answer()
    assert.strictEqual(code(await committing), "OK")
    await closing
    await loyalty.close()
  })
})

describe("a wrong configuration", () => {
  const refused = async (options: unknown): Promise<Error> => {
    try {
      await createLoyalty(options as never) // a JavaScript caller
    } catch (thrown) {
      if (thrown instanceof Error) return thrown
    }
    throw new Error("expected it to be refused")
  }
  const fine = { url: "https://loyal.test", apiKey: "key" }

  it("rejects with a plain Error that names what is wrong, and never the key", async () => {
    for (const [options, text] of [
      [{ ...fine, url: "loyal.test" }, /URL cannot be used: expected an absolute URL/],
      [{ ...fine, apiKey: "" }, /apiKey: Expected a key of printable ASCII/],
      [{ ...fine, apiKey: "top secret" }, /apiKey: /],
      [{ ...fine, policy: { commitBudget: 0 } }, /policy\.commitBudget: /],
      [{ ...fine, policy: { comitBudget: 5 } }, /policy\.comitBudget: /],
      [{ ...fine, journal: "disk" }, /journal: /],
      [{ ...fine, journal: { kind: "journal" } }, /journal: expected "memory" or what sqliteJournal/],
      [{ ...fine, transport: { kind: "transport" } }, /transport: /],
      [{ ...fine, fetch: "fetch" }, /fetch: /],
      [undefined, /Loyalty cannot start/],
    ] as const) {
      const { constructor, message } = await refused(options)
      assert.strictEqual(constructor, Error)
      assert.match(message, text)
      assert.notInclude(message, "secret")
    }
  })

  it("is not what is left undefined: that keeps its default", async () => {
    const undefinedPolicy = { commitBudget: undefined } as never // a JavaScript caller
    const loyalty = await createLoyalty({ ...fine, policy: undefinedPolicy })
    await loyalty.close()
  })
})
