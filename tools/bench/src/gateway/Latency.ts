/**
 * `gateway-latency`: what a till's customer waits for, where the shop is busy.
 *
 * Compared: the 99th percentile of a request's time, over all four steps of a sale, at half of the checkouts a second that
 * the gateway can do at most, against the bare `node:http` handler of `gateway-throughput` at the same rate. Fair because
 * checkouts come as they come, at the same scattered times for both, whether or not earlier ones are answered: who falls behind is not asked less. A request's time begins when it is
 * made, and waiting for one of the 32 connections counts.
 */
import { withFolder } from "../Disk.ts"
import type { Benchmark, Effort } from "../Figure.ts"
import { compare, median, percentile, rate, spread } from "../Rounds.ts"
import { withService } from "../Service.ts"
import { CONNECTIONS, withTills, type Tills } from "./Load.ts"
import { withServer, type Program } from "./Servers.ts"

/** Blocks in which the most is found, the compiler's first ones included, and checkouts in each. */
const FINDING = 12
const CHECKOUTS = CONNECTIONS * 6

/** A block, in milliseconds. */
const BLOCK = 400

const share = 0.5

/** The most checkouts a second: the median of the later half of the blocks. */
const most = async ({ sell }: Tills, { scale }: Effort): Promise<number> => {
  const checkouts = Math.ceil(CHECKOUTS * scale)
  const block = rate(checkouts, () => sell(checkouts))
  const rates: Array<number> = []
  for (let count = 0; count < FINDING; count++) rates.push(...(await block()))
  return median(rates.slice(FINDING / 2))
}

export const gatewayLatency: Benchmark = {
  name: "gateway-latency",
  run: (effort) =>
    withService(({ url: service }) =>
      withFolder(async (folder) => {
        const withSide = <A>(program: Program, use: (tills: Tills) => Promise<A>): Promise<A> =>
          withServer(program, { folder, service }, ({ url }) => withTills(url, program, use))
        return await withSide("bare", (bare) =>
          withSide("gateway", async (gateway) => {
            const perSecond = share * (await most(gateway, effort))
            const millis = BLOCK * effort.scale
            const comparison = await compare(
              effort,
              {
                ours: () => gateway.arrive(perSecond, millis),
                theirs: () => bare.arrive(perSecond, millis),
              },
              percentile(0.99),
            )
            return {
              name: "gateway-latency",
              value: comparison.ratio,
              detail: `times bare node:http's p99 of a request at ${Math.round(perSecond)} checkouts/s, half of the gateway's most (${comparison.ours.toFixed(2)} ms to ${comparison.theirs.toFixed(2)} ms: ${(comparison.ours - comparison.theirs).toFixed(2)} ms added; ${spread(comparison)})`,
              target: { at: "most", value: 2 },
            }
          }),
        )
      }),
    ),
}
