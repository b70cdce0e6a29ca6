/** The service's own clock, as its replies tell it, and the holds that end by it. */
import { assert, describe, it } from "@effect/vitest"
import { agreedUntil, make } from "../../src/loyalclient/ServiceClock.ts"

const at = Date.UTC(2026, 10, 24, 5, 0, 0)
const reply = (date?: string) => ({ status: 200, body: "{}", ...(date === undefined ? {} : { date }) })

describe("the service's clock", () => {
  it("is what its last reply with a date said, read before the request was sent", () => {
    const clock = make()
    assert.isUndefined(clock.last())
    clock.note(reply("Tue, 24 Nov 2026 05:00:00 GMT"), 7n)
    assert.deepStrictEqual(clock.last(), { at, asked: 7n })
    clock.note(reply(), 8n)
    clock.note(reply("some day"), 9n)
    assert.deepStrictEqual(clock.last(), { at, asked: 7n })
  })
})

describe("a hold's end by the service's clock", () => {
  const time = { at, asked: 0n }

  it.each([0, 1_000, -1_000, 2_000])(
    "is believed where it agrees with the reply's date to %i ms",
    (apart) => {
      assert.strictEqual(agreedUntil(at + 720_000 + apart, 12, time), at + 720_000 + apart)
    },
  )

  it.each([3_000, -3_000, 3_600_000, -720_000])("is not believed where they are %i ms apart", (apart) => {
    assert.isUndefined(agreedUntil(at + 720_000 + apart, 12, time))
  })

  it("is not known where the service does not say it, or not what time it is", () => {
    assert.isUndefined(agreedUntil(undefined, 12, time))
    assert.isUndefined(agreedUntil(at + 720_000, 12, undefined))
  })
})
