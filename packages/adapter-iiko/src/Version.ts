/** The package's version, read from the one place that has it. */
import manifest from "@loyalkit/adapter-iiko/package.json" with { type: "json" }

export const version: string = manifest.version
