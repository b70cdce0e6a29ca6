// One run over the whole repository: packages, page, tools, and the tests that need more than one of them.
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** The longest file of all, by minutes: begun last, it would be what everything waits for. */
const LONGEST = "tools/simulator/test/Sabotage.test.ts"

class LongestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const isLongest = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith(LONGEST)
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's own method, not a list's
    const sorted = await super.sort(files)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

export default defineConfig({
  test: {
    // What a passing test logs is no news.
    silent: "passed-only",
    // Many files mostly wait, for processes, sockets and time that must go by: four beside each other, on two cores as well.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // Scenarios of the conformance suite mostly wait; each has processes of its own.
    maxConcurrency: 3,
    // A limit stops what hangs; vitest's own 5 s also stop what a busy machine does slowly.
    testTimeout: 20_000,
    include: ["{packages,apps,tools,tests}/*/test/**/*.test.{ts,tsx}"],
  },
})
