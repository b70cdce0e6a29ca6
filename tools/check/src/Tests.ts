/**
 * The tests, run once over the whole repository, and read back from vitest's own report, so that each one
 * counts and each skip has a name.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { execute, type Outcome, ROOT, type Step } from "./Step.ts"

/** What is read of vitest's JSON report, which has jest's shape. */
export interface Report {
  readonly success: boolean
  readonly testResults: ReadonlyArray<{
    readonly name: string
    readonly status: string
    readonly assertionResults: ReadonlyArray<{ readonly status: string; readonly fullName: string }>
  }>
}

/** Counts a report. A file that could not be loaded is one failure; so is an error outside every test. */
export const read = (report: Report, root: string): Outcome => {
  let count = 0
  const failures: Array<string> = []
  const skips: Array<string> = []
  for (const file of report.testResults) {
    const path = relative(root, file.name)
    for (const test of file.assertionResults) {
      if (test.status === "passed") count += 1
      else if (test.status === "failed") failures.push(`${path} > ${test.fullName}`)
      else skips.push(`${path} > ${test.fullName}`)
    }
    const named = file.assertionResults.some(({ status }) => status === "failed")
    if (file.status === "failed" && !named) failures.push(`${path}: the file itself`)
  }
  if (!report.success && failures.length === 0) failures.push("tests: an error outside every test, see above")
  if (count + failures.length + skips.length === 0) failures.push("tests: none was found")
  return { passed: count, failures, skips }
}

export const tests: Step = {
  name: "tests",
  after: "build",
  run: async () => {
    const directory = await mkdtemp(join(tmpdir(), "loyalkit-check-"))
    const file = join(directory, "vitest.json")
    try {
      const argv = ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]
      const { code } = await execute(argv, { show: true })
      const outcome = read(JSON.parse(await readFile(file, "utf8")) as Report, ROOT)
      const silent = code !== 0 && outcome.failures.length === 0
      return silent ? { ...outcome, failures: [`tests: vitest ended with ${code}`] } : outcome
    } catch (cause) {
      return { passed: 0, failures: [`tests: vitest left no report (${String(cause)})`], skips: [] }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  },
}
