// One run over the whole repository: packages, page, tools, and the tests that need more than one of them.
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    // What a passing test logs is no news.
    silent: "passed-only",
    // Many files mostly wait, for processes, sockets and time that must go by: four beside each other, on two cores as well.
    maxWorkers: 4,
    // Scenarios of the conformance suite mostly wait; each has processes of its own.
    maxConcurrency: 3,
    // A limit stops what hangs; vitest's own 5 s also stop what a busy machine does slowly.
    testTimeout: 20_000,
    include: ["{packages,apps,tools,tests}/*/test/**/*.test.{ts,tsx}"],
  },
})
