/**
 * Who is in the shop: the sample world of a seed, the tills with their points, and the person in the back office.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { sampleWorld, type SampleWorld } from "@loyalkit/sandbox/SampleWorld"
import type { Client } from "@loyalkit/sandbox/World"
import type { Till } from "@loyalkit/gateway"
import * as Redacted from "effect/Redacted"
import type { Place } from "../format/Step.ts"

/** Who deals with cases: no till, and of no point. */
export const OFFICE = "office"

export interface Town {
  readonly world: SampleWorld
  readonly pointOf: (place: Place) => PointId
  readonly placeOf: (point: PointId) => Place
  /** A client by phone; nothing where nobody has it. */
  readonly clientByPhone: (phone: string) => Client | undefined
  /** A client's phone by ID. */
  readonly phoneOf: (client: string) => string
  /** The tills as the gateway's settings have them, the office with them. */
  readonly tills: ReadonlyArray<Till>
  /** What a till, or the office, says to be known. */
  readonly tokenOf: (name: string) => string
}

/** Anybody may know it: it opens nothing but a shop in memory. */
const tokenOf = (name: string): string => `scenario-token-${name}`

export const make = (seed: string, tills: Readonly<Record<string, Place>>): Town => {
  const world = sampleWorld(seed)
  const [cafe, bakery] = world.points
  const points: Readonly<Record<Place, PointId>> = { cafe: cafe.id, bakery: bakery.id }
  const phones = new Map(world.clients.map((client) => [String(client.phone), client]))
  return {
    world,
    pointOf: (place) => points[place],
    placeOf: (point) => (point === points.bakery ? "bakery" : "cafe"),
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
