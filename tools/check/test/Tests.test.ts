import { describe, expect, it } from "vitest"
import { read, type Report } from "../src/Tests.ts"

const report = (
  tests: ReadonlyArray<readonly [status: string, fullName: string]>,
  { fileStatus = "passed", success = true } = {},
): Report => ({
  success,
  testResults: [
    {
      name: "/repo/packages/core/test/Money.test.ts",
      status: fileStatus,
      assertionResults: tests.map(([status, fullName]) => ({ status, fullName })),
    },
  ],
})

describe("a test report", () => {
  it("counts what passed, and names what failed and what did not run", () => {
    const tests = [
      ["passed", "money adds"],
      ["failed", "money rounds"],
      ["skipped", "money in a browser"],
      ["pending", "money later"],
      ["todo", "money one day"],
    ] as const
    expect(read(report(tests, { fileStatus: "failed", success: false }), "/repo")).toEqual({
      passed: 1,
      failures: ["packages/core/test/Money.test.ts > money rounds"],
      skips: [
        "packages/core/test/Money.test.ts > money in a browser",
        "packages/core/test/Money.test.ts > money later",
        "packages/core/test/Money.test.ts > money one day",
      ],
    })
  })

  it("fails for a file that could not be loaded", () => {
    expect(read(report([], { fileStatus: "failed", success: false }), "/repo").failures).toEqual([
      "packages/core/test/Money.test.ts: the file itself",
    ])
  })

  it("fails for an error outside every test", () => {
    const { failures, passed } = read(report([["passed", "money adds"]], { success: false }), "/repo")
    expect(passed).toBe(1)
    expect(failures).toEqual(["tests: an error outside every test, see above"])
  })

  it("fails where there was no test at all", () => {
    expect(read(report([]), "/repo").failures).toEqual(["tests: none was found"])
  })
})
