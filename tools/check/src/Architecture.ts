/**
 * Draws the house's imports with dependency-cruiser and holds them against the rules.
 *
 * dependency-cruiser reads TypeScript with the compiler's JavaScript API, which TypeScript 7 has no more: so
 * pnpm-workspace.yaml gives it a TypeScript 6 of its own, for reading only.
 */
import { cruise, type IViolation } from "dependency-cruiser"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { rules } from "./Rules.ts"
import { failed, passed, ROOT, type Step } from "./Step.ts"

/** Which imports break which rule, in the tree at `root`. */
export const violations = async (root: string): Promise<ReadonlyArray<IViolation>> => {
  const folders = ["packages", "apps", "tools", "tests"].filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(folders, {
    baseDir: root,
    ruleSet: { forbidden: [...rules] },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)(node_modules|dist)/" },
    exclude: { path: "(^|/)(node_modules/[.]cache|dist|generated)/.*[.](map|d[.]ts)$" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  })
  if (typeof output === "string") throw new Error("dependency-cruiser answered with a text")
  if (output.summary.totalCruised === 0) throw new Error("dependency-cruiser found nothing to read")
  return output.summary.violations
}

export const describe = (violation: IViolation): string =>
  violation.from === violation.to
    ? `${violation.rule.name}: ${violation.from}`
    : `${violation.rule.name}: ${violation.from} → ${violation.to}`

export const architecture: Step = {
  name: "architecture",
  run: async () => {
    const found = await violations(ROOT)
    if (found.length === 0) return passed
    return failed(...found.map((violation) => `architecture: ${describe(violation)}`))
  },
}
