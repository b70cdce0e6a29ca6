/** What the cloud tells of an order's end, and one life of the process to hear it in. */
import * as Effect from "effect/Effect"
import { living, MORNING, outside, type Inside, type Life } from "./Cafe.ts"
import { event, infoOf } from "./Fixtures.ts"

export const at = MORNING + 1_000

/** One life in a world of its own. */
export const alive = <A, E>(body: Effect.Effect<A, E, Inside>, life: Life = {}) =>
  Effect.flatMap(outside, (world) => living(world, life)(body))

export const closed = (n: number, points = 0, timestamp = at) =>
  event(infoOf(n, { status: "Closed", points, timestamp }))
export const deleted = (n: number, timestamp = at) => event(infoOf(n, { status: "Deleted", timestamp }))
