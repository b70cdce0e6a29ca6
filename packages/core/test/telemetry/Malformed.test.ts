/** An answer of another shape may hold a person anywhere; what is said about it must not. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { PointId } from "../../src/Domain.ts"
import { LoyalClient } from "../../src/LoyalClient.ts"
import { clientOver, reply } from "../loyalclient/ScriptedTransport.ts"

const person = "Анна Соколова, +7 900 000-00-01, anna@example.com"
const level = { id: "gold", title: "Gold", type: "cashback", percent: 5, maxSpendPercent: 50 }
const client = {
  id: "c1",
  name: "x",
  phone: 7,
  email: "x",
  birthday: "x",
  photo: "x",
  balance: 1,
  level,
}
/** Places that must hold something else than a text. */
const misplaced = [
  ...["balance", "level"].map((field) => ({ field, wrong: { ...client, [field]: person } })),
  ...["type", "percent"].map((field) => ({
    field,
    wrong: { ...client, level: { ...level, [field]: person } },
  })),
  { field: "id", wrong: { ...client, id: [person] } },
]

describe("a reply with a person in the wrong place", () => {
  it.effect.each(misplaced)("is refused without a word of it: $field", ({ wrong }) => {
    const { layer } = clientOver([reply(200, { success: true, client: wrong })], { maxAttempts: 1 })
    return Effect.gen(function* () {
      const service = yield* LoyalClient
      const search = { search: "79000000001", point: PointId.make("p") }
      const refused = yield* Effect.flip(service.findClient(search))
      assert.strictEqual(refused._tag, "Malformed")
      for (const part of ["Анна", "Соколова", "000-00", "anna@"]) assert.notInclude(refused.message, part)
    }).pipe(Effect.provide(layer))
  })
})
