/** Who comes to the café, where it sells, and which tills it has. */
import { Callers } from "@loyalkit/core/Callers"
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import * as Layer from "effect/Layer"

export const KEY = "sandbox-key"
export const HALL = PointId.make("point-hall")
export const BAR = PointId.make("point-bar")

/** Anna has points, Boris earns, Vera has a discount. */
export const ANNA = "79990000001"
export const ANNAS_CARD = "2900000000018"
export const BORIS = "79990000002"
export const VERA = "79990000003"
export const ANNA_ID = ClientId.make("anna")

export const world = (balance: number) => ({
  apikey: KEY,
  points: [
    { id: HALL, title: "Зал" },
    { id: BAR, title: "Бар" },
  ],
  levels: [
    {
      id: "points",
      title: "Баллы",
      type: "cashback" as const,
      percent: Percent.make(10),
      maxSpendPercent: Percent.make(30),
    },
    {
      id: "discount",
      title: "Скидка",
      type: "discount" as const,
      percent: Percent.make(5),
      maxSpendPercent: Percent.make(0),
    },
  ],
  clients: [
    {
      id: ANNA_ID,
      name: "Анна Тестова",
      phone: Number(ANNA),
      card: ANNAS_CARD,
      codes: ["123456"],
      level: "points",
      balance: Points.make(balance),
    },
    {
      id: ClientId.make("boris"),
      name: "Борис Тестов",
      phone: Number(BORIS),
      card: "2900000000025",
      level: "points",
      balance: Points.make(500_00),
    },
    {
      id: ClientId.make("vera"),
      name: "Вера Тестова",
      phone: Number(VERA),
      card: "2900000000032",
      level: "discount",
      balance: Points.make(0),
    },
  ],
})

/** The terminals: two in the hall, one at the bar, and one whose token has no point. */
export type Till = "hall-1" | "hall-2" | "bar" | "nowhere"
const tills: Readonly<Record<Till, PointId | undefined>> = {
  "hall-1": HALL,
  "hall-2": HALL,
  bar: BAR,
  nowhere: undefined,
}

export const callers = Layer.succeed(
  Callers,
  Callers.of({
    of: (headers) => {
      const token = headers["x-loyalkit-token"] ?? headers["authorization"]?.replace(/^Bearer /, "") ?? ""
      const name = (Object.keys(tills) as ReadonlyArray<Till>).find((till) => `token-${till}` === token)
      const point = name === undefined ? undefined : tills[name]
      return name === undefined
        ? undefined
        : { name, role: "till", ...(point === undefined ? {} : { point }) }
    },
  }),
)
