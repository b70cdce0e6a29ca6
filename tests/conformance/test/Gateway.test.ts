/** The gateway's `/v1` lives through everything that a till must. */
import { scenarios } from "@loyalkit/sandbox/conformance"
import { describe } from "vitest"
import { everyScenario } from "./Certified.ts"
import { gatewayDriver } from "./GatewayDriver.ts"

describe("the gateway's /v1", () => void everyScenario(gatewayDriver, scenarios))
