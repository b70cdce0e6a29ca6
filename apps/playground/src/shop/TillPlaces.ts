/**
 * The page's tills as the shop has them: each kind once at each of the two points of sale, since a gateway knows a till's point by its token.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { Place } from "@loyalkit/scenario/format/Step"
import type { Town } from "@loyalkit/scenario/shop/Town"

/** What kinds of till there are. `rmk` is 1C's workplace. */
export type TillKind = "own" | "rmk" | "iiko" | "evotor"

const kinds: ReadonlyArray<TillKind> = ["own", "rmk", "iiko", "evotor"]
const places: ReadonlyArray<Place> = ["cafe", "bakery"]

const named = (kind: TillKind, place: Place): string => `${kind}-${place}`

/** Every till's name, and where it stands. */
export const tillPlaces: Readonly<Record<string, Place>> = Object.fromEntries(
  kinds.flatMap((kind) => places.map((place) => [named(kind, place), place])),
)

/** Those that have the engine inside: a POS vendor's own program, as loyalkit's own till is one. */
export const tillsInside: ReadonlyArray<string> = places.map((place) => named("own", place))

/** The till of this kind that stands at this point. */
export const tillAt = (town: Town, kind: TillKind, point: PointId): string => named(kind, town.placeOf(point))
