/** All benchmarks, in the order in which they are run and told. */
import { bundle } from "./Bundle.ts"
import { callOverhead } from "./CallOverhead.ts"
import { callThroughput } from "./CallThroughput.ts"
import { checkoutSale } from "./CheckoutSale.ts"
import type { Benchmark } from "./Figure.ts"
import { gatewayLatency } from "./gateway/Latency.ts"
import { gatewayMemory } from "./gateway/Memory.ts"
import { gatewayThroughput } from "./gateway/Throughput.ts"
import { journalAppends } from "./JournalAppends.ts"
import { journalGrowth } from "./JournalGrowth.ts"

export const benchmarks: ReadonlyArray<Benchmark> = [
  callOverhead,
  callThroughput,
  checkoutSale,
  journalAppends,
  journalGrowth,
  gatewayThroughput,
  gatewayLatency,
  gatewayMemory,
  bundle,
]
