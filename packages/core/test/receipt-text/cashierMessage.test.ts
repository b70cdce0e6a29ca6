import { assert, describe, it } from "@effect/vitest"
import { DuplicateLine, LinesDiffer, PointsExceedLines } from "../../src/Allocation.ts"
import { NoSuchCase } from "../../src/Cases.ts"
import type { CheckoutError } from "../../src/CheckoutError.ts"
import { PointId, ReceiptId } from "../../src/Domain.ts"
import { JournalCorrupt, JournalUnavailable } from "../../src/Journal.ts"
import * as LoyaltyError from "../../src/LoyaltyError.ts"
import { Kopecks, Points } from "../../src/Money.ts"
import { cashierMessage } from "../../src/ReceiptText.ts"

// What a service, a disk or a till may say; none of it is for the cashier.
const said = "Ivan Petrov 79201234567"
const fields = [{ field: said, message: said }]
const kopecks = Kopecks.make(12_345)

// A new error without an example here does not compile.
const examples: { readonly [Tag in CheckoutError["_tag"]]: Extract<CheckoutError, { readonly _tag: Tag }> } =
  {
    ClientNotFound: new LoyaltyError.ClientNotFound({ fields }),
    PointNotFound: new LoyaltyError.PointNotFound({ fields }),
    SpendTooLarge: new LoyaltyError.SpendTooLarge({ limit: Points.make(10_000), fields }),
    FieldsRejected: new LoyaltyError.FieldsRejected({ status: 422, fields }),
    Unauthorized: new LoyaltyError.Unauthorized({ status: 401 }),
    RateLimited: new LoyaltyError.RateLimited({ retryAfter: 1_500 }),
    Unavailable: new LoyaltyError.Unavailable({ class: "unknown", detail: said }),
    Malformed: new LoyaltyError.Malformed({ status: 200, detail: said }),
    HoldExpired: new LoyaltyError.HoldExpired(),
    StaleQuote: new LoyaltyError.StaleQuote({ quoted: kopecks, asked: kopecks }),
    AlreadyCommitted: new LoyaltyError.AlreadyCommitted(),
    CommitInDoubt: new LoyaltyError.CommitInDoubt({ detail: said }),
    CommitQueued: new LoyaltyError.CommitQueued({ detail: said }),
    QueueFull: new LoyaltyError.QueueFull({ limit: 1_000 }),
    ReceiptConflict: new LoyaltyError.ReceiptConflict({ detail: said }),
    OutOfOrder: new LoyaltyError.OutOfOrder({ step: said, needs: "quote" }),
    PointsExceedLines: new PointsExceedLines({ capacity: Points.make(10_000) }),
    InvalidRequest: new LoyaltyError.InvalidRequest({ field: "points", expected: "zero or more" }),
    DuplicateLine: new DuplicateLine({ id: said }),
    LinesDiffer: new LinesDiffer({ amount: kopecks, sum: kopecks }),
    NoSuchCase: new NoSuchCase({
      key: { point: PointId.make("p"), receipt: ReceiptId.make("r") },
      kind: "doubt",
    }),
    JournalUnavailable: new JournalUnavailable({ detail: said }),
    JournalCorrupt: new JournalCorrupt({ detail: said }),
  }

describe("what the cashier is told", () => {
  it.each(Object.values(examples))(
    "about $_tag is short, in both languages, and repeats nobody's words",
    (error) => {
      const [russian, english] = [cashierMessage(error, "ru"), cashierMessage(error, "en")]
      assert.match(russian, /^[А-ЯЁ][^A-Za-z]{14,99}$/)
      assert.match(english, /^[A-Z][^А-Яа-яЁё]{14,99}$/)
      for (const message of [russian, english]) {
        assert.notInclude(message, "79201234567")
        assert.notMatch(message, /[.\s]$|undefined/)
      }
    },
  )

  it("names the most that can be spent", () => {
    assert.strictEqual(
      cashierMessage(examples.SpendTooLarge, "ru"),
      "Недостаточно баллов: можно списать не больше 100",
    )
    assert.strictEqual(
      cashierMessage(examples.PointsExceedLines, "ru"),
      "На эти товары можно списать не больше 100",
    )
    const noLimit = new LoyaltyError.SpendTooLarge({ fields })
    assert.strictEqual(cashierMessage(noLimit, "ru"), "Недостаточно баллов. Спишите меньше")
    assert.strictEqual(cashierMessage(noLimit, "en"), "Not enough points. Spend fewer")
  })

  it("says when to try again, in whole seconds, if the service said so", () => {
    assert.strictEqual(
      cashierMessage(examples.RateLimited, "ru"),
      "Сервис лояльности занят. Повторите через 2 с",
    )
    const noWait = new LoyaltyError.RateLimited({})
    assert.strictEqual(cashierMessage(noWait, "ru"), "Сервис лояльности занят. Повторите чуть позже")
    assert.strictEqual(cashierMessage(noWait, "en"), "The loyalty service is busy. Try again a little later")
  })

  it("says which step comes first", () => {
    const first = (["identify", "quote", "hold"] as const).map((needs) =>
      cashierMessage(new LoyaltyError.OutOfOrder({ step: "commit", needs }), "ru"),
    )
    assert.deepStrictEqual(first, [
      "Сначала найдите клиента",
      "Сначала рассчитайте чек",
      "Сначала зарезервируйте баллы",
    ])
  })

  it("promises no points to who is queued, only that they come", () => {
    assert.include(cashierMessage(examples.CommitQueued, "ru"), "Печатайте чек")
    assert.notMatch(
      cashierMessage(examples.CommitQueued, "ru") + cashierMessage(examples.QueueFull, "ru"),
      /\d/,
    )
  })

  it("never tells to repeat what is in doubt", () => {
    assert.include(cashierMessage(examples.CommitInDoubt, "ru"), "не повторяйте")
    assert.include(cashierMessage(examples.CommitInDoubt, "en"), "do not repeat")
  })
})
