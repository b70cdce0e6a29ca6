/** Which of the sandbox's calls is which of the page's: it is told by nobody. */
import type { Call } from "@loyalkit/sandbox/Call"
import type { TillCall } from "@loyalkit/scenario/watch/News"
import { assert, describe, it } from "vitest"
import * as Arrivals from "../src/remote/Arrivals.ts"
import { receiptsIn } from "../src/remote/Standing.ts"

const call = (number: number, body: string): Call => ({
  call: number,
  at: 0,
  request: { verb: "POST", path: "/integration/general/client", key: "right", body },
  method: "client",
  executed: [],
})
const asked = (body: string) => ({ method: "client", body }) as const

describe("the sandbox's calls", () => {
  it("are ours in the order in which we sent the same, and keep their numbers", () => {
    const arrivals = Arrivals.make()
    arrivals.sent(1, asked("a"))
    arrivals.sent(2, asked("a"))
    arrivals.sent(3, asked("b"))
    const found = [call(11, "a"), call(12, "b"), call(13, "a")].map(arrivals.find)
    assert.deepEqual(found, [1, 3, 2])
    assert.equal(arrivals.find(call(13, "a")), 2)
    assert.equal(arrivals.at(12), 3)
  })

  it("are somebody else's where we sent no such, or have had ours", () => {
    const arrivals = Arrivals.make()
    arrivals.sent(1, asked("a"))
    assert.isUndefined(arrivals.find(call(11, "b")))
    arrivals.find(call(12, "a"))
    assert.isUndefined(arrivals.find(call(13, "a")))
  })

  it("are not ours where ours never came: a look that began after its end did not find it", () => {
    const arrivals = Arrivals.make()
    arrivals.sent(1, asked("a"))
    arrivals.over(1, 5)
    assert.deepEqual(arrivals.looked(4), [])
    arrivals.sent(2, asked("a"))
    assert.deepEqual(arrivals.looked(5), [1])
    assert.equal(arrivals.find(call(11, "a")), 2)
  })

  it("count from 1 again when the sandbox was reset", () => {
    const arrivals = Arrivals.make()
    arrivals.sent(1, asked("a"))
    arrivals.find(call(1, "a"))
    arrivals.forget()
    assert.isUndefined(arrivals.find(call(1, "b")))
  })
})

describe("the receipts that a gateway is asked about", () => {
  const to = (path: string): TillCall => ({
    number: 1,
    at: 0,
    till: "web",
    request: { method: "POST", path, headers: {}, body: "" },
  })
  it("are those that the tills' calls name, each once, the newest first", () => {
    const calls = [
      to("/v1/receipts/r%201/quote"),
      to("/iiko/front/orders/o-1/checkin"),
      to("/loyal/hs/loyaltyservice/ping"),
      to("/v1/receipts/r%201/commit"),
    ]
    assert.deepEqual(receiptsIn(calls), ["r 1", "o-1"])
  })
})
