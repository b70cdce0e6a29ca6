/** Ten thousand tills that are connected and idle, in a process of their own, on a gateway in a process of its own: nobody notices. */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { RESERVED_DESCRIPTORS } from "../../src/node/Limits.ts"
import { caller } from "./Caller.ts"
import { start, type GatewayProcess } from "./Process.ts"
import { anna, phoneOf } from "./Shop.ts"

const MOST = 10_000

/** How many files a process may open here. */
const descriptors = (): number => {
  const report = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } }
  } // Node's documented report
  const soft = report.userLimits?.open_files?.soft
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY
}

/** As many as both processes have descriptors for. */
const count = Math.min(MOST, descriptors() - 2 * RESERVED_DESCRIPTORS)

/** Fewer are no crowd: then this machine has too few descriptors to say anything. */
const LEAST = 1_000

/** A call beside the crowd takes no longer, in milliseconds; a quiet machine needs a hundredth. */
const SOON = 2_000

describe("a gateway with a crowd of idle tills", { timeout: 120_000 }, () => {
  let gateway: GatewayProcess
  beforeAll(async () => {
    gateway = await start({ LOYALKIT_DATA: ":memory:", LOYALKIT_LOG_LEVEL: "error" })
  })
  afterAll(async () => {
    gateway.kill()
    await gateway.ended
  })

  it(`keeps ${count} of them connected, serves another meanwhile, and then any of them again`, async ({
    annotate,
  }) => {
    expect(count).toBeGreaterThanOrEqual(LEAST)
    await annotate(`${count} idle clients, of ${MOST}: the descriptor limit here is ${descriptors()}`)
    const program = fileURLToPath(new URL("IdleCrowd.ts", import.meta.url))
    const crowd = spawn(process.execPath, [program, gateway.url, String(count)], {
      stdio: ["pipe", "pipe", "inherit"],
    })
    const lines = createInterface(crowd.stdout)[Symbol.asyncIterator]()
    try {
      expect((await lines.next()).value).toBe(`answered ${count} connected ${count}`)
      const till = caller(gateway.url)
      const begun = performance.now()
      for (let receipt = 0; receipt < 20; receipt++) {
        const commit = { amount: 100 + receipt, points: 0, search: phoneOf(anna) }
        const { body } = await till.post(`/v1/receipts/crowded-${receipt}/commit`, commit)
        expect(body.status).toBe("committed")
      }
      expect((performance.now() - begun) / 20).toBeLessThan(SOON)
      till.hangUp()
      crowd.stdin.write("again\n")
      expect((await lines.next()).value).toBe(`answered ${Math.ceil(count / 10)} connected ${count}`)
    } finally {
      crowd.kill("SIGKILL")
    }
  })
})
