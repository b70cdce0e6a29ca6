/** What a person has to look at, by promises: how a till's program lists it, and how it records what they say. */
import { assert, describe, it } from "@effect/vitest"
import type { Loyalty, LoyaltyCaseKind, LoyaltyResult } from "../../src/promise.ts"
import { anna, fakeService, json, key, purchase, spend, withLoyalty } from "./FakeService.ts"

const code = (result: LoyaltyResult<unknown>) => (result.ok ? "OK" : result.error.code)
const value = <A>(result: LoyaltyResult<A>): A => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const earn = { ...purchase, pointsHundredths: 0 }
const olga = { ...key, by: "Ольга", note: "seen in LoyalClient, call +7 920 123-45-67" }

/** Everything in the background is done at once, and a request is given up for good as soon. */
const hasty = { settleBase: 1, settleCap: 1, doubtWindow: 1 }

/** Lets the background work. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** The first case of a kind, as soon as it is listed and a person's. */
const personsCase = async (loyalty: Loyalty, kind: LoyaltyCaseKind) => {
  for (; ; await turn()) {
    const [found] = value(await loyalty.cases({ kind }))
    if (found !== undefined && (found.kind !== "doubt" || found.left !== undefined)) return found
  }
}

/** A service that loses the answer to its first sale. */
const losing = () => {
  let isLost = false
  const sold = {
    success: true,
    retail: { amount: 1000, total: 1000, percent: 5, type: "cashback", earn: 50 },
  }
  return fakeService({
    retail: () => {
      if (isLost) return json(sold)
      isLost = true
      return json({}, 503)
    },
  })
}

/** An earning in doubt: it has no witness, so it is a person's. */
const doubtful = async (loyalty: Loyalty) => {
  value(await loyalty.identify(anna))
  value(await loyalty.quote(purchase))
  assert.strictEqual(code(await loyalty.commit(earn)), "COMMIT_PENDING")
  return personsCase(loyalty, "doubt")
}

describe("a doubt, by promises", () => {
  it("is listed with its evidence once it is a person's", () =>
    withLoyalty(
      losing(),
      async (loyalty) => {
        const { since, ...doubt } = await doubtful(loyalty)
        assert.isAbove(since, 0)
        assert.deepStrictEqual(doubt, {
          ...key,
          kind: "doubt",
          clientId: "c1",
          amountKopecks: 100_000,
          pointsHundredths: 0,
          balanceHundredths: 50_000,
          detail: "HTTP 503",
          left: "noWitness",
        })
        assert.deepStrictEqual(value(await loyalty.get(key)).doubt, {
          since,
          amountKopecks: 100_000,
          pointsHundredths: 0,
          detail: "HTTP 503",
          left: "noWitness",
        })
      },
      hasty,
    ))

  it("is committed when a person says so, and never sent again", () => {
    const service = losing()
    return withLoyalty(
      service,
      async (loyalty) => {
        await doubtful(loyalty)
        const verdict = { ...olga, kind: "doubt", verdict: "committed" } as const
        assert.strictEqual(code(await loyalty.resolveCase(verdict)), "OK")
        const receipt = value(await loyalty.get(key))
        assert.strictEqual(receipt.state, "committed")
        assert.strictEqual(receipt.sale?.earnedHundredths, 5_000)
        assert.strictEqual(value(await loyalty.commit(earn)).sale.totalKopecks, 100_000)
        assert.deepStrictEqual(value(await loyalty.cases()), [])
        assert.strictEqual(code(await loyalty.resolveCase(verdict)), "RECEIPT_CONFLICT")
        assert.lengthOf(
          service.methods().filter((method) => method === "retail"),
          1,
        )
      },
      hasty,
    )
  })

  it("is sent again when a person says that it was not created", () => {
    const service = losing()
    return withLoyalty(
      service,
      async (loyalty) => {
        await doubtful(loyalty)
        const verdict = { ...olga, kind: "doubt", verdict: "notCommitted", then: "send" } as const
        assert.strictEqual(code(await loyalty.resolveCase(verdict)), "OK")
        while (value(await loyalty.get(key)).state !== "committed") await turn()
        assert.lengthOf(
          service.methods().filter((method) => method === "retail"),
          2,
        )
      },
      hasty,
    )
  })

  it("is closed without a sale when a person says so", () => {
    const service = losing()
    return withLoyalty(
      service,
      async (loyalty) => {
        await doubtful(loyalty)
        const verdict = { ...olga, kind: "doubt", verdict: "notCommitted", then: "close" } as const
        assert.strictEqual(code(await loyalty.resolveCase(verdict)), "OK")
        assert.strictEqual(value(await loyalty.get(key)).state, "rejected")
        assert.deepStrictEqual(value(await loyalty.cases()), [])
        assert.strictEqual(code(await loyalty.commit(earn)), "RECEIPT_CONFLICT")
        assert.lengthOf(
          service.methods().filter((method) => method === "retail"),
          1,
        )
      },
      hasty,
    )
  })

  it("cannot be called not created while its request may still be executed", () =>
    withLoyalty(
      losing(),
      async (loyalty) => {
        await doubtful(loyalty)
        const verdict = { ...olga, kind: "doubt", verdict: "notCommitted", then: "close" } as const
        assert.strictEqual(code(await loyalty.resolveCase(verdict)), "RECEIPT_CONFLICT")
        assert.strictEqual(value(await loyalty.get(key)).state, "doubt")
      },
      { ...hasty, doubtWindow: 600_000 },
    ))
})

describe("an earning while the service takes nothing, by promises", () => {
  /** It refuses our key, until it is told that it knows nobody. */
  const refusing = () => {
    let isBack = false
    const service = fakeService({
      client: () => (isBack ? json({ client: "Client not found." }, 422) : json({}, 401)),
    })
    return { service, comeBack: () => void (isBack = true) }
  }
  const unknown = { ...earn, search: anna.search }

  it("is queued: pending, and provably not sent", () =>
    withLoyalty(refusing().service, async (loyalty) => {
      const pending = await loyalty.commit(unknown)
      assert.isFalse(pending.ok)
      if (!pending.ok) {
        assert.deepInclude(pending.error, {
          code: "COMMIT_PENDING",
          commitState: "not-sent",
          retryable: false,
        })
        assert.notInclude(JSON.stringify(pending.error), anna.search)
      }
      assert.deepStrictEqual(value(await loyalty.get(key)), { ...key, state: "queued", returns: [] })
      assert.strictEqual(code(await loyalty.commit(unknown)), "COMMIT_PENDING")
      assert.strictEqual(code(await loyalty.cancel(key)), "COMMIT_PENDING")
    }))

  it("is refused where the queue is full", () =>
    withLoyalty(
      refusing().service,
      async (loyalty) => {
        const full = await loyalty.commit(unknown)
        assert.strictEqual(code(full), "QUEUE_FULL")
        assert.strictEqual(value(await loyalty.get(key)).state, "open")
      },
      { queueLimit: 0 },
    ))

  it("ends rejected where the client turns out not to exist, until a person has dealt with it", () => {
    const { comeBack, service } = refusing()
    return withLoyalty(
      service,
      async (loyalty) => {
        assert.strictEqual(code(await loyalty.commit(unknown)), "COMMIT_PENDING")
        comeBack()
        const { since: _, ...rejected } = await personsCase(loyalty, "rejected")
        assert.deepInclude(rejected, {
          ...key,
          kind: "rejected",
          amountKopecks: 100_000,
          pointsHundredths: 0,
        })
        assert.notInclude(JSON.stringify(rejected), anna.search)
        assert.strictEqual(value(await loyalty.get(key)).state, "rejected")
        assert.strictEqual(code(await loyalty.resolveCase({ ...olga, kind: "rejected" })), "OK")
        assert.deepStrictEqual(value(await loyalty.cases()), [])
      },
      hasty,
    )
  })
})

describe("a return, by promises", () => {
  it("is dealt with by name, each one for itself", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      value(await loyalty.identify(anna))
      value(await loyalty.quote(purchase))
      value(await loyalty.commit(spend))
      for (const returnId of ["back-1", "back-2"]) {
        value(await loyalty.noteReturn({ ...key, returnId, amountKopecks: 10_000 }))
      }
      value(await loyalty.resolveCase({ ...olga, kind: "return", returnId: "back-1" }))
      const left = value(await loyalty.cases())
      assert.deepStrictEqual(
        left.map((one) => (one.kind === "return" ? one.returnId : one.kind)),
        ["back-2"],
      )
    }))
})

describe("the list of cases, by promises", () => {
  it("is a spreadsheet for who has no screen of ours", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      value(await loyalty.identify(anna))
      value(await loyalty.quote(purchase))
      value(await loyalty.commit(spend))
      value(await loyalty.noteReturn({ ...key, returnId: "back-1", amountKopecks: 10_050 }))
      assert.include(value(await loyalty.exportCases()), `Возврат;${key.point};${key.receipt};`)
      assert.include(value(await loyalty.exportCases({ language: "en" })), "100.50")
      assert.notInclude(value(await loyalty.exportCases({ kind: "doubt" })), key.receipt)
      assert.strictEqual(code(await loyalty.exportCases({ language: "de" } as never)), "BAD_REQUEST") // a JavaScript caller
    }))
})

describe("a wrong verdict, by promises", () => {
  it("is a bad request that says what is wrong, and changes nothing", () =>
    withLoyalty(fakeService(), async (loyalty) => {
      for (const [changes, path] of [
        [{ kind: "doubt" }, /verdict/],
        [{ kind: "doubt", verdict: "perhaps" }, /verdict/],
        [{ kind: "doubt", verdict: "notCommitted" }, /then/],
        [{ kind: "return" }, /returnId/],
        [{ kind: "damaged" }, /kind/],
        [{ kind: "rejected", by: 5 }, /by/],
        [{ kind: "rejected", by: " " }, /by/],
        [{ kind: "rejected", by: "x".repeat(201) }, /by/],
        [{ kind: "rejected", note: "x".repeat(2_001) }, /note/],
      ] as const) {
        const refused = await loyalty.resolveCase({ ...olga, ...changes } as never) // a JavaScript caller
        assert.strictEqual(code(refused), "BAD_REQUEST", JSON.stringify(changes))
        if (!refused.ok) {
          assert.match(refused.error.message, path)
          assert.notInclude(refused.error.message, "perhaps")
        }
      }
    }))
})
