/**
 * `npm test`: everything that must hold before a change lands, step by step, with one summary.
 *
 * A failing step does not end the run: one run tells all. Only a step that builds on another one is left out
 * when that one failed, and then it counts as failed too. The last line is always `N passed, N failed, N
 * skipped`; every failure and every skip is named above it. Each step but the tests counts as one.
 */
import { architecture } from "./Architecture.ts"
import { packages } from "./Packages.ts"
import { command, failed, type Step } from "./Step.ts"
import { tests } from "./Tests.ts"

/** The same as in scripts/door.mjs, which brings a newer Node along where this machine's is older. */
const OLDEST_NODE = [22, 19] as const

const steps: ReadonlyArray<Step> = [
  command("formats", ["oxfmt", "--check"], { hint: "npm run format" }),
  command("lint", ["oxlint"]),
  architecture,
  command("build", ["turbo", "run", "build", "--output-logs=errors-only"]),
  command("types", ["turbo", "run", "typecheck", "--output-logs=errors-only", "--continue"], {
    after: "build",
  }),
  packages,
  tests,
]

const assertNode = (): void => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(
    `check: this is Node ${process.versions.node}, and ${OLDEST_NODE.join(".")} is needed. ` +
      "Use the commands at the root, which see to it: npm test",
  )
  process.exit(2)
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`

const main = async (): Promise<void> => {
  assertNode()
  console.log(`check: Node ${process.versions.node}`)
  const begun = performance.now()
  const broken = new Set<string>()
  const failures: Array<string> = []
  const skips: Array<string> = []
  let passes = 0
  for (const step of steps) {
    if (step.after !== undefined && broken.has(step.after)) {
      broken.add(step.name)
      failures.push(`${step.name}: not run, since ${step.after} failed`)
      continue
    }
    const from = performance.now()
    const outcome = await step.run().catch((cause: unknown) => failed(`${step.name}: ${String(cause)}`))
    const ok = outcome.failures.length === 0
    console.log(`${ok ? "✓" : "✗"} ${step.name} (${seconds(from)})`)
    if (!ok) broken.add(step.name)
    passes += outcome.passed
    failures.push(...outcome.failures)
    skips.push(...outcome.skips)
  }
  console.log(`\nall steps: ${seconds(begun)}`)
  for (const name of skips) console.log(`skipped: ${name}`)
  for (const name of failures) console.log(`failed: ${name}`)
  console.log(`${passes} passed, ${failures.length} failed, ${skips.length} skipped`)
  process.exitCode = failures.length === 0 ? 0 : 1
}

await main()
