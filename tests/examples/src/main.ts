// Writes the examples for the compiler to check.
import { generate } from "./Generated.ts"

await generate()
