import { assert, describe, it } from "@effect/vitest"
import { ClientId, PointId, ReceiptId } from "@loyalkit/core/Domain"
import type { Append, Durability } from "@loyalkit/core/Journal"
import { Percent, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Disk from "../src/world/Disk.ts"

const append = (receipt: string, expectedVersion: number, durability: Durability): Append => ({
  key: { point: PointId.make("point"), receipt: ReceiptId.make(receipt) },
  expectedVersion,
  events: [
    {
      _tag: "Identified",
      at: 1,
      account: {
        id: ClientId.make("client"),
        level: { type: "cashback", percent: Percent.make(5) },
        balance: Points.make(100),
      },
    },
  ],
  status: "open",
  cases: false,
  moves: false,
  at: 1,
  durability,
})

const make = () => {
  const met: Array<string> = []
  const disk = Disk.make({ singleWriter: true, appended: () => {}, met: (what) => met.push(what) })
  const write = (receipt: string, version: number, durability: Durability) =>
    Effect.runSync(Effect.result(disk.journal.append(append(receipt, version, durability))))
  const versions = (...receipts: ReadonlyArray<string>) =>
    receipts.map((receipt) =>
      Option.match(Effect.runSync(disk.journal.load(append(receipt, 0, "synced").key)), {
        onNone: () => 0,
        onSome: ({ version }) => version,
      }),
    )
  return { disk, met, versions, write }
}

describe("a disk whose power fails", () => {
  it("keeps what was synced, and all that was written before it", () => {
    const { disk, versions, write } = make()
    write("a", 0, "written")
    write("b", 0, "synced")
    write("c", 0, "written")
    assert.strictEqual(disk.powerCut(0), 1)
    assert.deepStrictEqual(versions("a", "b", "c"), [1, 1, 0])
  })

  it("may keep more: the first of what was not synced", () => {
    const { disk, versions, write } = make()
    write("a", 0, "written")
    write("a", 1, "written")
    write("b", 0, "written")
    write("c", 0, "written")
    assert.strictEqual(disk.powerCut(0.5), 2)
    assert.deepStrictEqual(versions("a", "b", "c"), [2, 0, 0])
  })

  it("loses what was remembered of the service, too, and goes on from there", () => {
    const { disk, versions, write } = make()
    Effect.runSync(disk.journal.sync)
    Effect.runSync(disk.journal.remember("name", "value"))
    assert.strictEqual(disk.powerCut(0), 1)
    assert.isTrue(Option.isNone(Effect.runSync(disk.journal.recall("name"))))
    write("a", 0, "synced")
    assert.strictEqual(disk.powerCut(0), 0)
    assert.deepStrictEqual(versions("a"), [1])
  })
})

describe("a bad disk", () => {
  it("takes nothing while it is full, and all again afterwards", () => {
    const { disk, met, versions, write } = make()
    disk.breaks("full")
    assert.strictEqual(write("a", 0, "synced")._tag, "Failure")
    disk.breaks(undefined)
    assert.strictEqual(write("a", 0, "synced")._tag, "Success")
    assert.deepStrictEqual(versions("a"), [1])
    assert.deepStrictEqual(met, ["disk: full"])
  })

  it("fails one append only, where that is all that happens", () => {
    const { disk, write } = make()
    disk.failsNext()
    assert.deepStrictEqual(
      [write("a", 0, "synced")._tag, write("a", 0, "synced")._tag],
      ["Failure", "Success"],
    )
  })

  it("cannot be read for a while, and may still be written", () => {
    const { disk, met, write } = make()
    disk.breaks("unreadable")
    assert.strictEqual(Effect.runSync(Effect.result(disk.journal.list({})))._tag, "Failure")
    assert.strictEqual(write("a", 0, "synced")._tag, "Success")
    assert.deepStrictEqual(met, ["disk: unreadable"])
  })
})
