/**
 * Random days of a café by their seeds. `IIKO_LIVES=2000 npx vitest run tests/adapter-iiko/test/lives` lives more of them, `IIKO_SEED=…` one again.
 */
import { assert, describe, it } from "vitest"
import { live } from "./Life.ts"

const one = process.env["IIKO_SEED"]
const lives = Number(process.env["IIKO_LIVES"] ?? 150)
/** So many in a test: one that fails leaves the others to be lived. */
const BATCH = 25
const TIMEOUT = 120_000

const seeds = one === undefined ? Array.from({ length: lives }, (_, life) => `iiko-${life}`) : [one]
const batches = Array.from({ length: Math.ceil(seeds.length / BATCH) }, (_, at) =>
  seeds.slice(at * BATCH, (at + 1) * BATCH),
)

describe("a café's day: points are written off at most once for an order, never before it is closed, and every hold ends", () => {
  it.each(batches)(
    "from seed %s on",
    async (...batch) => {
      for (const seed of batch) assert.isUndefined(await live(seed))
    },
    TIMEOUT,
  )
})
