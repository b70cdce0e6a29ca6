/** What a client may conclude of an answer is what docs/design.md, 4 says. */
import { assert, describe, it } from "@effect/vitest"
import { ofAnswer } from "../src/watch/Concluding.ts"

describe("an answer", () => {
  it.each([
    [200, '{"success":true,"retail":{}}', "done"],
    [200, '{"success":true,"result":[]}', "unknown"],
    [200, '{"success":false}', "unknown"],
    [200, "<html>", "unknown"],
    [204, "", "unknown"],
    [302, "", "unknown"],
    [400, "", "rejected"],
    [401, "", "rejected"],
    [403, "{}", "rejected"],
    [404, "", "unknown"],
    [422, '{"spend":"Spend can\'t be more 1"}', "rejected"],
    [422, "{}", "unknown"],
    [422, "oops", "unknown"],
    [429, "{}", "unknown"],
    [503, "", "unknown"],
  ] as const)("%i %s says: %s", (status, body, concludes) => {
    assert.strictEqual(ofAnswer("retail", status, body), concludes)
  })
})
