/**
 * `gateway-memory`: does a gateway that nobody restarts grow?
 *
 * Compared: its process's resident memory after 100,000 checkouts against that after 1,000, its garbage collected
 * before each look. A machine that does not get there in {@link LONGEST} is asked after as many as it did, and the figure says how many.
 */
import { withFolder } from "../Disk.ts"
import type { Benchmark } from "../Figure.ts"
import { withService } from "../Service.ts"
import { withTills } from "./Load.ts"
import { withServer } from "./Servers.ts"

const FIRST = 1_000
const LAST = 100_000

/** Looked at the clock after so many. */
const STRETCH = 1_000

/** In milliseconds. */
const LONGEST = 150_000

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`

export const gatewayMemory: Benchmark = {
  name: "gateway-memory",
  run: ({ scale }) =>
    withService(({ url: service }) =>
      withFolder((folder) =>
        withServer("gateway", { folder, service }, ({ url, used }) =>
          withTills(url, "receipt", async ({ sell }) => {
            const until = performance.now() + LONGEST
            let sold = Math.ceil(FIRST * scale)
            await sell(sold)
            const before = await used("memory")
            const first = sold
            while (sold < LAST * scale && performance.now() < until) {
              const next = Math.ceil(Math.min(STRETCH, LAST * scale - sold))
              await sell(next)
              sold += next
            }
            const after = await used("memory")
            return {
              name: "gateway-memory",
              value: after.memory / before.memory,
              detail: `times the gateway's resident memory, after ${sold.toLocaleString("en")} checkouts to after ${first.toLocaleString("en")} (${megabytes(after.memory)} to ${megabytes(before.memory)})`,
              target: { at: "most", value: 1.3 },
            }
          }),
        ),
      ),
    ),
}
