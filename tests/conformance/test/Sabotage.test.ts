/** The suite can fail: what is wrong with a till is found, by the scenarios that are about it, and said. */
import {
  certify,
  render,
  scenarios,
  summary,
  type Driver,
  type Receipt,
  type Subject,
} from "@loyalkit/sandbox/conformance"
import { describe, expect, it, vi } from "vitest"
import { TIMEOUT } from "./Certified.ts"
import { naiveDriver } from "./NaiveDriver.ts"
import { promiseDriver } from "./PromiseDriver.ts"

/** The Promise face's driver with something wrong. */
const spoilt = (change: {
  readonly receipt?: (receipt: Receipt, subject: Subject) => Partial<Receipt>
  readonly subject?: (subject: Subject) => Partial<Subject>
}): Driver => ({
  name: "spoilt",
  start: async (setting) => {
    const subject = await promiseDriver.start(setting)
    return {
      ...subject,
      ...change.subject?.(subject),
      open: async (id, at) => {
        const receipt = await subject.open(id, at)
        return { ...receipt, ...change.receipt?.(receipt, subject) }
      },
    }
  },
})

/** What certifying gives: the IDs of the scenarios that failed, and what they say. */
const failures = async (driver: Driver, only?: ReadonlyArray<string>) => {
  // What does not come soon does not come: the subjects here are this repository's, or broken.
  const report = await certify(driver, { patience: 2_500, ...(only === undefined ? {} : { only }) })
  const failed = report.verdicts.filter(({ result }) => result === "failed")
  return {
    report,
    failed: failed.map(({ id }) => id),
    said: failed.map(({ detail }) => detail?.en ?? "").join("\n"),
  }
}

vi.setConfig({ testTimeout: TIMEOUT })

describe("a till with a fault", () => {
  it("that calls the API itself and sends again what got no answer sells twice", async () => {
    const { failed, report, said } = await failures(naiveDriver)
    expect(failed).toEqual([
      "identify",
      "hold",
      "discount-programme",
      "cancel",
      "receipt-changed",
      "mind-changed",
      "stale-quote",
      "repeated-commands",
      "reordered-commands",
      "lost-answer",
      "lost-request",
      "late-sale",
      "lost-at-cancel",
      "service-away-earn",
      "receipt-taken-over",
      "personal-data-in-logs",
    ])
    expect(report.verdicts.filter(({ result }) => result === "notCarried").map(({ id }) => id)).toEqual([
      "lines",
      "return",
      "lost-at-earning",
      "crash-after-pay",
      "crash-in-commit",
      "crash-with-queue",
    ])
    expect(said).toMatch(/at most one sale of 418\.00\. Seen: 418\.00 \(−100\.00\), 418\.00 \(−100\.00\)/)
  })

  it("that sells again under another receipt when it hears of a doubt", async () => {
    const driver = spoilt({
      receipt: (receipt, subject) => {
        let search = ""
        return {
          identify: (typed) => {
            search = typed
            return receipt.identify(typed)
          },
          commit: async (sale) => {
            const answer = await receipt.commit(sale)
            if (answer.ok || answer.error.code !== "COMMIT_PENDING") return answer
            const another = await subject.open(`again-${sale.amountKopecks}`, "first")
            await another.identify(search)
            await another.quote(sale)
            await another.commit(sale)
            return answer
          },
        }
      },
    })
    const only = ["spend", "repeated-commands", "lost-answer", "lost-request", "service-away-earn"]
    const { failed } = await failures(driver, only)
    expect(failed).toEqual(["lost-answer", "lost-request", "service-away-earn"])
  })

  it("that logs a phone", async () => {
    const driver = spoilt({
      subject: ({ logs }) => ({ logs: async () => `${await logs?.()}\nidentify +7 (900) 000-00-01` }),
    })
    const { failed, said } = await failures(driver, ["identify", "spend", "personal-data-in-logs"])
    expect(failed).toEqual(["personal-data-in-logs"])
    expect(said).toContain("Seen: a phone")
  })

  it("that says yes to a cancel and does nothing", async () => {
    const driver = spoilt({ receipt: () => ({ cancel: async () => ({ ok: true, value: undefined }) }) })
    const { failed, said } = await failures(driver, [
      "hold",
      "cancel",
      "reordered-commands",
      "lost-at-cancel",
    ])
    expect(failed).toEqual(["cancel", "reordered-commands", "lost-at-cancel"])
    expect(said).toContain("Expected: none of the client's points held. Seen: 100.00.")
  })

  it("that tells the customer another total", async () => {
    const driver = spoilt({
      receipt: ({ commit }) => ({
        commit: async (sale) => {
          const answer = await commit(sale)
          if (!answer.ok) return answer
          return { ok: true, value: { sale: { ...answer.value.sale, totalKopecks: sale.amountKopecks } } }
        },
      }),
    })
    const { failed, said } = await failures(driver, ["spend", "earn-only"])
    expect(failed).toEqual(["spend"])
    expect(said).toContain("the till hears: to pay 303.50, spent 100.05")
  })
})

describe("a driver with a fault", () => {
  it("that never answers keeps no scenario waiting", async () => {
    const driver = spoilt({ receipt: () => ({ quote: () => new Promise(() => undefined) }) })
    const report = await certify(driver, { only: ["quote", "identify"], slowest: 2_000 })
    expect(report.verdicts.map(({ id, result }) => [id, result])).toEqual([
      ["identify", "passed"],
      ["quote", "failed"],
    ])
    expect(render(report)).toContain("quote: no answer within 2000 ms, and a customer is waiting.")
  })

  it("that throws is a failure of the scenario, and the others go on", async () => {
    let starts = 0
    const driver: Driver = {
      name: "unplugged",
      start: (setting) =>
        ++starts === 1 ? Promise.reject(new Error("no such till")) : promiseDriver.start(setting),
    }
    const { failed, report, said } = await failures(driver, ["identify", "quote"])
    expect(failed).toEqual(["identify"])
    expect(report.passed).toBe(1)
    expect(said).toBe("The driver or the till broke: no such till")
  })

  it("that leaves a step out and does not say so is told", async () => {
    const driver: Driver = {
      name: "forgetful",
      start: async (setting) => {
        const { crash: _, ...subject } = await promiseDriver.start(setting)
        return {
          ...subject,
          open: async (id, at) => {
            const { cancel: _, ...receipt } = await subject.open(id, at)
            return receipt
          },
        }
      },
    }
    const { failed, said } = await failures(driver, ["cancel", "crash-after-pay"])
    expect(failed).toEqual(["cancel", "crash-after-pay"])
    expect(said).toContain("The driver has no cancel, and `cannot` does not say why.")
    expect(said).toContain("The driver has no crash, and `cannot` does not say why.")
  })
})

describe("a report", () => {
  it("names what a way in cannot carry, and why, and does not count it", async () => {
    const driver: Driver = { ...promiseDriver, name: "my till 1.2", cannot: { crash: "it has no journal" } }
    const seen: Array<string> = []
    const only = ["spend", "crash-after-pay", "crash-with-queue"]
    const report = await certify(driver, {
      only,
      onVerdict: ({ id, result }) => seen.push(`${id} ${result}`),
    })
    expect(seen).toEqual(["spend passed", "crash-after-pay notCarried", "crash-with-queue notCarried"])
    expect(summary(report, "en")).toBe(
      "passed, not certified: 1 of 3; not all scenarios were played; not carried: crash-after-pay, crash-with-queue",
    )
    // Who plays them all is certified for what their way in carries.
    expect(summary({ ...report, isPartial: false }, "en")).toBe(
      "certified: 1 of 3; not carried: crash-after-pay, crash-with-queue",
    )
    const page = render(report, "ru")
    expect(page.split("\n")[0]).toBe("my till 1.2")
    expect(page).toContain("crash: it has no journal")
    expect(page).toContain("docs/conformance.ru.md#spend")
    expect(page.split("\n").at(-1)).toBe(
      "пройдено, не сертифицировано: 1 из 3; сыграны не все сценарии; не поддержано: crash-after-pay, crash-with-queue",
    )
  })

  it("names a scenario that a way in cannot play though it has the abilities, and why", async () => {
    const driver: Driver = { ...promiseDriver, notCarried: { "stale-quote": "it quotes nothing" } }
    const report = await certify(driver, { only: ["spend", "stale-quote"] })
    expect(report.verdicts.map(({ detail, id, result }) => [id, result, detail?.en])).toEqual([
      ["spend", "passed", undefined],
      ["stale-quote", "notCarried", "it quotes nothing"],
    ])
    expect(summary({ ...report, isPartial: false }, "en")).toBe("certified: 1 of 2; not carried: stale-quote")
  })

  it("is refused for a scenario that does not exist", async () => {
    await expect(certify(promiseDriver, { only: ["spent"] })).rejects.toThrow("There is no scenario spent")
    const driver: Driver = { ...promiseDriver, notCarried: { "stale-quotes": "a typo" } }
    await expect(certify(driver, { only: ["spend"] })).rejects.toThrow("There is no scenario stale-quotes")
  })

  it("has 31 scenarios, each with a name of its own", () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(31)
  })
})
