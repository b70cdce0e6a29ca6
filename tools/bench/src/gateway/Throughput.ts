/**
 * `gateway-throughput`: how many checkouts a second a chain's gateway gets through.
 *
 * Compared: identify, quote, hold and commit over `/v1`, four requests each, by 32 tills on 32 kept connections, against a
 * bare `node:http` handler that takes the same requests, makes the same four calls to the service and one synced SQLite insert
 * before the sale; and beside it the same in fastify. Fair because all three run in a process of their own, on the same machine,
 * with the same tills and service, and one at a time has work. Load and service take their share of the processors from every side alike, which draws
 * the ratio towards 1: so what each server itself uses is told too.
 */
import { withFolder } from "../Disk.ts"
import type { Benchmark, Effort } from "../Figure.ts"
import { compare, median, perSecond, rate, spread, type Block } from "../Rounds.ts"
import { withService } from "../Service.ts"
import { CONNECTIONS, withTills, type Tills } from "./Load.ts"
import { withServer, type Program, type Server } from "./Servers.ts"

/** Checkouts of each till in a block. */
const CHECKOUTS = 3

/** Rounds of fastify: it is there for scale. */
const BESIDE = 2

interface Side {
  readonly block: Block
  /** Processor time of the server for one checkout, in milliseconds. */
  readonly processor: () => number
}

const side = ({ used }: Server, { sell }: Tills, effort: Effort): Side => {
  const checkouts = Math.ceil(CONNECTIONS * CHECKOUTS * effort.scale)
  const spent: Array<number> = []
  const sold = rate(checkouts, () => sell(checkouts))
  return {
    block: async () => {
      const before = await used("processor")
      const rates = await sold()
      const after = await used("processor")
      spent.push((after.processor - before.processor) / checkouts / 1_000)
      return rates
    },
    processor: () => median(spent),
  }
}

export const gatewayThroughput: Benchmark = {
  name: "gateway-throughput",
  run: (effort) =>
    withService(({ url: service }) =>
      withFolder(async (folder) => {
        const withSide = <A>(program: Program, use: (side: Side) => Promise<A>): Promise<A> =>
          withServer(program, { folder, service }, (server) =>
            withTills(server.url, program, (tills) => use(side(server, tills, effort))),
          )
        return await withSide("bare", async (bare) => {
          const [comparison, spent] = await withSide("gateway", async (gateway) => {
            const compared = await compare(effort, { ours: gateway.block, theirs: bare.block })
            return [compared, `${gateway.processor().toFixed(2)} ms to ${bare.processor().toFixed(2)} ms`]
          })
          const beside = await withSide("fastify", (other) =>
            compare(
              { ...effort, rounds: Math.min(BESIDE, effort.rounds) },
              { ours: other.block, theirs: bare.block },
            ),
          )
          return {
            name: "gateway-throughput",
            value: comparison.ratio,
            detail: `times bare node:http's checkouts at ${CONNECTIONS} connections (${perSecond(comparison.ours)} to ${perSecond(comparison.theirs)}, the server's own processor time ${spent} each; fastify: ${beside.ratio.toFixed(2)}; ${spread(comparison)})`,
            target: { at: "least", value: 0.6 },
          }
        })
      }),
    ),
}
