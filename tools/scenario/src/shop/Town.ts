/**
 * Who is in the shop: the points and clients of a world, the tills with their points, and the person in the back office.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { Client, Point } from "@loyalkit/sandbox/World"
import type { Till } from "@loyalkit/gateway"
import * as Redacted from "effect/Redacted"
import type { Place } from "../format/Step.ts"

/** Who deals with cases: no till, and of no point. */
export const OFFICE = "office"

/** The world as far as the shop knows it: where it sells, and to whom. */
export interface TownWorld {
  /** The café first and the bakery second; where there is but one point, it is both. */
  readonly points: readonly [TownPoint, ...ReadonlyArray<TownPoint>]
  readonly clients: ReadonlyArray<TownClient>
}
type TownPoint = Pick<Point, "id" | "title">
type TownClient = Pick<Client, "id" | "phone">

export interface Town {
  readonly world: TownWorld
  readonly pointOf: (place: Place) => PointId
  readonly placeOf: (point: PointId) => Place
  /** A client by phone; nothing where nobody has it. */
  readonly clientByPhone: (phone: string) => TownClient | undefined
  /** A client's phone by ID. */
  readonly phoneOf: (client: string) => string
  /** The tills as the gateway's settings have them, the office with them. */
  readonly tills: ReadonlyArray<Till>
  /** What a till, or the office, says to be known. */
  readonly tokenOf: (name: string) => string
}

/** Anybody may know it: it opens nothing but a shop in memory. */
const tokenOf = (name: string): string => `scenario-token-${name}`

export const make = (world: TownWorld, tills: Readonly<Record<string, Place>>): Town => {
  const [cafe, bakery = cafe] = world.points
  const points: Readonly<Record<Place, PointId>> = { cafe: cafe.id, bakery: bakery.id }
  const phones = new Map(world.clients.map((client) => [String(client.phone), client]))
  return {
    world,
    pointOf: (place) => points[place],
    placeOf: (point) => (point === points.bakery && bakery !== cafe ? "bakery" : "cafe"),
    clientByPhone: (phone) => phones.get(phone),
    phoneOf: (id) => String(world.clients.find((client) => client.id === id)?.phone ?? id),
    tokenOf,
    tills: [
      ...Object.entries(tills).map(([name, place]): Till => ({
        name,
        token: Redacted.make(tokenOf(name)),
        point: points[place],
        role: "till",
      })),
      { name: OFFICE, token: Redacted.make(tokenOf(OFFICE)), role: "operator" },
    ],
  }
}
