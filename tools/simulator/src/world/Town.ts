/**
 * Where the world plays: points of sale, clients and their levels, with IDs that say what they are.
 */
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import { DEFAULT_KEY, type World } from "@loyalkit/sandbox/World"
import type { Setup } from "../script/Script.ts"

export interface Town {
  readonly world: World
  readonly pointId: (index: number) => PointId
  readonly clientId: (index: number) => ClientId
  /** What finds a client, as the cashier types it. */
  readonly phone: (index: number) => string
}

const FIRST_PHONE = 79_000_000_100

const pointId = (index: number) => PointId.make(`point-${index}`)
const clientId = (index: number) => ClientId.make(`client-${String(index).padStart(3, "0")}`)
const phone = (index: number) => String(FIRST_PHONE + index)

/** The town of a world. The point after the last of ours is elsewhere: another system sells there. */
export const make = (setup: Setup): Town => ({
  pointId,
  clientId,
  phone,
  world: {
    apikey: DEFAULT_KEY,
    points: Array.from({ length: setup.points + 1 }, (_, index) => ({
      id: pointId(index),
      title: `Point ${index}`,
    })),
    levels: [
      {
        id: "gold",
        title: "Gold",
        type: "cashback",
        percent: Percent.make(5),
        maxSpendPercent: Percent.make(100),
      },
      {
        id: "bronze",
        title: "Bronze",
        type: "cashback",
        percent: Percent.make(3),
        maxSpendPercent: Percent.make(50),
      },
      {
        id: "friends",
        title: "Friends",
        type: "discount",
        percent: Percent.make(15),
        maxSpendPercent: Percent.make(0),
      },
    ],
    clients: setup.clients.map((points, index) => ({
      id: clientId(index),
      name: `Client ${index}`,
      phone: FIRST_PHONE + index,
      level: points < 0 ? "friends" : index % 3 === 2 ? "bronze" : "gold",
      balance: Points.make(Math.max(0, points)),
    })),
  },
})
