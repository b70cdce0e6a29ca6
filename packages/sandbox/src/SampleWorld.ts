/**
 * A small world to try things in: two points of sale, levels of both types, a handful of clients.
 *
 * The playground, the CLI and the tests use it. Names, phones and cards are invented: the phone numbers are of
 * the kind 7900000…, which is given to nobody.
 */
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import * as Seed from "./internal/Seed.ts"
import { type Client, DEFAULT_KEY, type Level, type Point, type World } from "./World.ts"

/** A world whose inhabitants can be told by their place: Anna first, who has points to spend. */
export interface SampleWorld extends World {
  /** The café, and the bakery with a percent of its own. */
  readonly points: readonly [Point, Point]
  /** Bronze and gold (cashback), friends (discount). */
  readonly levels: readonly [Level, Level, Level]
  /** Anna (gold), Boris (bronze), Vera (bronze, no points), Grigory (friends), Darya (gold). */
  readonly clients: readonly [Client, Client, Client, Client, Client]
}

/**
 * The sample world of a seed: the same seed gives the same IDs.
 *
 * @example
 * ```ts
 * import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
 *
 * sampleWorld("1").clients.length // => 5
 * sampleWorld("1").points.map((point) => point.percent) // => [undefined, 10]
 * ```
 */
export const sampleWorld = (seed: string): SampleWorld => {
  const source = Seed.make(seed, "world")
  const bronze = source.id()
  const gold = source.id()
  const friends = source.id()
  const client = (
    name: string,
    phone: number,
    level: string,
    balance: number,
    rest: Partial<Client> = {},
  ) => ({
    id: ClientId.make(source.id()),
    name,
    phone,
    level,
    balance: Points.make(balance),
    codes: [source.digits(6), source.digits(6), source.digits(6)],
    ...rest,
  })
  return {
    apikey: DEFAULT_KEY,
    points: [
      { id: PointId.make(source.id()), title: "Кофейня на Садовой" },
      { id: PointId.make(source.id()), title: "Пекарня у вокзала", percent: Percent.make(10) },
    ],
    levels: [
      {
        id: bronze,
        title: "Бронза",
        type: "cashback",
        percent: Percent.make(5),
        maxSpendPercent: Percent.make(50),
      },
      {
        id: gold,
        title: "Золото",
        type: "cashback",
        percent: Percent.make(7.5),
        maxSpendPercent: Percent.make(100),
      },
      {
        id: friends,
        title: "Друзья",
        type: "discount",
        percent: Percent.make(15),
        maxSpendPercent: Percent.make(0),
      },
    ],
    clients: [
      client("Анна Соколова", 79000000001, gold, 1_500_00, {
        card: "2200000000001",
        email: "anna@example.com",
        birthday: "1990-04-12",
        photo: "https://example.com/anna.jpg",
      }),
      client("Борис Кузнецов", 79000000002, bronze, 320_50, {
        card: "2200000000002",
        birthday: "1985-11-30",
      }),
      client("Вера Орлова", 79000000003, bronze, 0),
      client("Григорий Волков", 79000000004, friends, 0, { card: "2200000000004" }),
      client("Дарья Лебедева", 79000000005, gold, 99_99),
    ],
  }
}
