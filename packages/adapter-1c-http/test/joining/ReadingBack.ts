/** Receipts that are read back in the small model, early, late or again. */
import { Points } from "@loyalkit/core/Money"
import * as Joining from "../../src/joining/JoiningRule.ts"
import {
  asked,
  CLIENT,
  later,
  outcomeOf,
  POINT,
  type Document,
  type Move,
  type Plot,
  type World,
} from "./World.ts"

/** A receipt that is read back is decided on, and its claim written down; then the sale, unless the reader dies between. */
export const seen = (plot: Plot, world: World, document: Document): ReadonlyArray<Move> => {
  const { at, points, ref } = document
  // Settled under its own reference, or a case: the reader is done with it.
  if (world.outcomes[ref] !== undefined) return []
  const first = document.seen ?? world.now
  const known: World = {
    ...world,
    documents: world.documents.map((one) => (one === document ? { ...one, seen: first } : one)),
  }
  const writeOffs = Object.entries(world.outcomes).flatMap(
    ([receipt, outcome]): ReadonlyArray<Joining.WriteOff> =>
      receipt.startsWith("doc") ? [] : [{ receipt, ...outcome, points: Points.make(outcome.points) }],
  )
  const sale = { ref, point: POINT, client: CLIENT, points: Points.make(points), at, seen: first }
  const verdict = plot.rules.join(sale, writeOffs, world.claims, world.now)
  const claim = { ref, point: POINT, client: CLIENT, points: Points.make(points), at: world.now }
  const claiming = (made: Joining.Claim): World =>
    known.claims.some((one) => one.ref === ref) ? known : { ...known, claims: [...known.claims, made] }
  switch (verdict._tag) {
    case "Wait":
      return known.documents === world.documents || document.seen !== undefined
        ? []
        : [[`${ref} is seen: wait`, known]]
    case "Claim": {
      if (world.claims.some((one) => one.ref === ref)) return []
      const mine = claiming({ ...claim, writeOff: verdict.writeOff })
      const again = verdict.again ? asked(mine, verdict.writeOff, points) : [["its write-off", mine] as const]
      return again.map(([said, after]): Move => [`${ref} is seen: ${said}`, after])
    }
    case "Commit": {
      const mine = claiming(claim)
      return [
        ...asked(mine, ref, points).map(([said, after]): Move => [
          `${ref} is seen: from the document, ${said}`,
          after,
        ]),
        ...(world.left.crashes === 0
          ? []
          : [
              [
                `${ref} is seen: the reader dies before the sale`,
                { ...mine, left: { ...mine.left, crashes: mine.left.crashes - 1 } },
              ] as const,
            ]),
      ]
    }
    case "Person":
      return [[`${ref} is seen: a person`, outcomeOf(known, ref, points, "refused")]]
  }
}

/** When the day is over: everything is read back until nothing is left to decide. */
export const evening = (plot: Plot, world: World): ReadonlyArray<World> => {
  const after = later({ ...world, left: { crashes: 0, copies: 0, refusals: 0, waits: 0 } }, Joining.GRACE)
  const read = after.documents.flatMap((document) => seen(plot, after, document))
  return read.length === 0 ? [after] : read.flatMap(([, next]) => evening(plot, next))
}
