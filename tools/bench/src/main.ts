/**
 * `npm run bench`: the figures that this project promises, measured here and now, one line each.
 *
 * Figures are told, not enforced: a busy machine is no failure. What does not run at all is.
 * `--only <name>` measures one; `--rounds <n>` measures longer, or shorter, than a plain run.
 */
import { parseArgs } from "node:util"
import { benchmarks } from "./Benchmarks.ts"
import { line } from "./Figure.ts"
import { versions } from "./Versions.ts"

const DEFAULT_ROUNDS = "7"

const { values } = parseArgs({
  options: { only: { type: "string" }, rounds: { type: "string", default: DEFAULT_ROUNDS } },
})

const chosen = benchmarks.filter(({ name }) => values.only === undefined || values.only === name)
const rounds = Number(values.rounds)

if (chosen.length === 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    `bench: --only is one of ${benchmarks.map(({ name }) => name).join(", ")}, --rounds a whole number of 1 or more`,
  )
  process.exit(2)
}

console.log(versions())
for (const benchmark of chosen) console.log(line(await benchmark.run({ rounds, scale: 1 })))
