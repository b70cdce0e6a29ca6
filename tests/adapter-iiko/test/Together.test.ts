/**
 * Two calls of one order at once come to the same as one after the other, in one of the two orders: nothing is torn, held or sold that neither would
 * have done alone.
 */
import { assert, describe, it } from "vitest"
import { calls, look, policy, states } from "./States.ts"
import { open, type Answer } from "./Shop.ts"

type Way = (first: () => Promise<Answer>, second: () => Promise<Answer>) => Promise<ReadonlyArray<Answer>>

const together: Way = (first, second) => Promise.all([first(), second()])
const inOrder: Way = async (first, second) => [await first(), await second()]
const inReverse: Way = async (first, second) => {
  const later = await second()
  return [await first(), later]
}

/** What both calls are told, without what differs from order to order, and what it comes to. */
const played = async (state: string, one: string, other: string, way: Way): Promise<string> => {
  const shop = await open({ policy, page: true })
  try {
    const prepared = await states[state]?.(shop)
    if (prepared === undefined) throw new Error(`no state ${state}`)
    const run = (name: string) => (): Promise<Answer> => {
      const call = calls[name]
      if (call === undefined) throw new Error(`no call ${name}`)
      return call(prepared, shop)
    }
    const answers = await way(run(one), run(other))
    const said = answers.map(({ action, data, retry }) => [action, data?.status, retry])
    return JSON.stringify([said, await look(shop, prepared)])
  } finally {
    await shop.close()
  }
}

const MEETING = [
  "`checkin`, another",
  "`checkin/undo`",
  "`pay`, the same again",
  "`cancel` of it",
  "`payments/deleted`",
  "`closed`",
  "`deleted`",
]
const pairs = MEETING.flatMap((one, at) => MEETING.slice(at + 1).map((other) => [one, other] as const))

describe("two calls at once", () => {
  for (const state of ["guest", "paid"])
    for (const [one, other] of pairs)
      it(`of an order that is ${state}: ${one} and ${other}`, async () => {
        const serial = [await played(state, one, other, inOrder), await played(state, one, other, inReverse)]
        assert.include(serial, await played(state, one, other, together))
      })
})
