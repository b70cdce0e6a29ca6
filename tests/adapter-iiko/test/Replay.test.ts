/** Every recorded order of callbacks, played against the bridge. */
import { readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { play, type Sequence } from "./Front.ts"
import { ANNA, inShop, type Answer, type Shop } from "./Shop.ts"

const FOLDER = new URL("fixtures/", import.meta.url)
const sequence = (name: string): Sequence =>
  // Our own notation.
  JSON.parse(readFileSync(new URL(`front-sequence-${name}.json`, FOLDER), "utf8")) as Sequence

interface Expected {
  /** What the bridge says to each callback that reaches it. */
  readonly says: ReadonlyArray<string>
  /** Points of the sales in the end. */
  readonly spends: ReadonlyArray<number>
  readonly returns?: ReadonlyArray<number>
  readonly guest?: string
}

const expectations: Readonly<Record<string, Expected>> = {
  "pay-and-close": {
    guest: ANNA,
    says: ["CollectData proceed", "OnPaymentAdded proceed", "Pay proceed", "OrderChanged committed"],
    spends: [150_00],
  },
  "fiscal-failure-then-retry": {
    guest: ANNA,
    says: [
      "CollectData proceed",
      "OnPaymentAdded proceed",
      "Pay proceed",
      "EmergencyCancelPayment proceed",
      "Pay proceed",
      "OrderChanged committed",
    ],
    spends: [150_00],
  },
  // Nobody is checked in: the addition is refused, and so is the payment.
  "pay-refused": { says: ["CollectData fail", "OnPaymentAdded fail", "Pay fail"], spends: [] },
  "payment-deleted": {
    guest: ANNA,
    says: ["CollectData proceed", "OnPaymentAdded proceed", "OnPaymentDeleting proceed"],
    spends: [],
  },
  "earn-only": {
    says: ["OrderEditBarcodeScanned proceed", "OrderChanged committed", "OrderChanged committed"],
    spends: [0],
  },
  "storno-open-shift": {
    guest: ANNA,
    says: [
      "CollectData proceed",
      "OnPaymentAdded proceed",
      "Pay proceed",
      "OrderChanged committed",
      "ReturnPayment proceed",
      "OrderStorned proceed",
    ],
    spends: [150_00],
    returns: [150_00],
  },
  "partial-return": {
    guest: ANNA,
    says: [
      "CollectData proceed",
      "OnPaymentAdded proceed",
      "Pay proceed",
      "OrderChanged committed",
      "ReturnPayment proceed",
    ],
    spends: [150_00],
    returns: [50_00],
  },
  // The order is none of the programme's: iiko gives the payment back otherwise.
  "past-order-return": {
    says: ["ReturnPaymentWithoutOrder fail", "PastOrderStorned proceed"],
    spends: [],
    returns: [],
  },
  "restart-after-pay": {
    guest: ANNA,
    says: [
      "CollectData proceed",
      "OnPaymentAdded proceed",
      "Pay proceed",
      "Pay proceed",
      "OrderChanged committed",
    ],
    spends: [150_00],
  },
  "cancel-before-pay": {
    guest: ANNA,
    says: ["CollectData proceed", "OnPaymentAdded proceed", "EmergencyCancelPayment proceed", "Pay cancel"],
    spends: [],
  },
  "silent-pay": { guest: ANNA, says: ["PaySilently proceed", "OrderChanged committed"], spends: [150_00] },
}

const said = ([call, { action, data }]: readonly [string, Answer]): string =>
  `${call} ${data?.status ?? action}`

const outcome = async (shop: Shop) => ({
  spends: (await shop.sales()).map(({ spend }) => spend),
  returns: (await shop.cases()).flatMap((one) => (one.kind === "return" ? [Number(one.amount)] : [])),
})

describe("a recorded sequence of callbacks", () => {
  for (const [name, { guest, returns = [], says, spends }] of Object.entries(expectations))
    it(
      `is ${name}`,
      inShop(async (shop) => {
        // A barcode of the fixtures is a code of the guest's app here.
        const text = JSON.stringify(sequence(name)).replace("demo-code", "123456")
        const { played } = await play(
          shop,
          JSON.parse(text) as Sequence, // as above
          guest === undefined ? {} : { guest },
        )
        assert.deepStrictEqual(played.map(said), says)
        assert.deepStrictEqual(await outcome(shop), { spends, returns })
        assert.deepStrictEqual(await shop.held(), [])
      }),
    )

  it(
    "of a past order that was sold notes its return once",
    inShop(async (shop) => {
      await play(shop, sequence("pay-and-close"), { guest: ANNA })
      await shop.restart()
      const { played } = await play(shop, sequence("past-order-return"))
      assert.deepStrictEqual(played.map(said), [
        "ReturnPaymentWithoutOrder proceed",
        "PastOrderStorned proceed",
      ])
      assert.deepStrictEqual(await outcome(shop), { spends: [150_00], returns: [150_00] })
    }),
  )

  it("is played for each that there is", () => {
    const names = readdirSync(FOLDER).flatMap((file) => /^front-sequence-(.+)\.json$/.exec(file)?.[1] ?? [])
    assert.deepStrictEqual(Object.keys(expectations).toSorted(), names.toSorted())
  })
})
