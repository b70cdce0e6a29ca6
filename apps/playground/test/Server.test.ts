import { assert, describe, it } from "vitest"
import { pageUrl } from "../scripts/Server.ts"

describe("the page's address", () => {
  it("names host and port", () => assert.equal(pageUrl("127.0.0.1", 4173), "http://127.0.0.1:4173"))
  it("sets an IPv6 address in brackets", () => assert.equal(pageUrl("::1", 4173), "http://[::1]:4173"))
})
