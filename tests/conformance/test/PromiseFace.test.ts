/** The Promise face lives through everything that a till must. */
import { scenarios } from "@loyalkit/sandbox/conformance"
import { describe } from "vitest"
import { everyScenario } from "./Certified.ts"
import { promiseDriver } from "./PromiseDriver.ts"

describe("the Promise face", () => void everyScenario(promiseDriver, scenarios))
