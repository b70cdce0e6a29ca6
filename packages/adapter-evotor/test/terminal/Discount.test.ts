/** The discount service: one answer, whatever happens, and our part is never in the receipt twice. */
import { describe, expect, it } from "vitest"
import { decodeExtra } from "../../src/terminal/index.ts"
import type { Native } from "./FakeTill.ts"
import { ANNA, BORIS, spends, worldOf, type World } from "./World.ts"

const R1 = "receipt-1"

/** What the terminal was told to take off, in kopecks; `skip` where nothing. */
const told = (answer: Native | undefined): number | "skip" | "screen" | undefined => {
  if (answer === undefined || answer === "skip") return answer
  return "activity" in answer ? "screen" : Math.round(answer.result.discount * 100)
}

const press = async ({ till, time }: World, receipt = R1) => {
  const event = till.press(receipt)
  await time.advance(0)
  return event
}

const pressed = async (world: World): Promise<ReturnType<typeof told>> => {
  const { answers } = await press(world)
  expect(answers).toHaveLength(1)
  return told(answers[0])
}

const worldWith = (options: Parameters<typeof worldOf>[0], total = 50_000, others = 0): World => {
  const world = worldOf(options)
  world.till.begin(R1, total, others)
  world.ask = spends(10_000)
  return world
}

describe("the icon on the payment screen", () => {
  it("takes the held points off the receipt, and tells the cloud in an extra", async () => {
    const world = worldWith({})
    expect(await pressed(world)).toBe(10_000)
    expect(world.gateway.of(R1).held).toBe(10_000)
    expect(decodeExtra(world.till.of(R1).extra)).toEqual({
      receiptId: R1,
      type: "cashback",
      pointsHundredths: 10_000,
      discountKopecks: 10_000,
      otherKopecks: 0,
      amountKopecks: 50_000,
    })
  })

  it("replaces our part when it is pressed again, and never adds to it", async () => {
    const world = worldWith({})
    await pressed(world)
    world.ask = spends(3_000)
    expect(await pressed(world)).toBe(3_000)
    expect(world.gateway.of(R1).held).toBe(3_000)
    world.ask = spends(0)
    expect(await pressed(world)).toBe(0)
    expect(world.gateway.of(R1).held).toBeUndefined()
  })

  it("takes whole hundredths of a point, whatever share an app worked out", async () => {
    const world = worldWith({})
    world.ask = spends(3_333.999_9)
    expect(await pressed(world)).toBe(3_333)
    expect(world.gateway.of(R1).held).toBe(3_333)
    world.ask = spends(Number.NaN)
    expect(await pressed(world)).toBe(0)
  })

  it("keeps another app's discount, before ours and after", async () => {
    const world = worldWith({}, 50_000, 1_500)
    expect(await pressed(world)).toBe(11_500)
    expect(world.gateway.of(R1).quoted).toBe(48_500)
    world.till.of(R1).discountKopecks += 700
    world.ask = spends(2_000)
    expect(await pressed(world)).toBe(4_200)
    expect(world.gateway.of(R1).quoted).toBe(47_800)
  })

  it("takes nothing off twice where the cashier has taken our part away by hand", async () => {
    const world = worldWith({ faults: { showsExtras: false } })
    await pressed(world)
    world.till.of(R1).discountKopecks = 0
    expect(await pressed(world)).toBe(10_000)
  })

  it("gives a discount programme's discount, and spends no points", async () => {
    const world = worldWith({})
    world.gateway.discountClients.add(ANNA)
    expect(await pressed(world)).toBe(5_000)
    expect(world.gateway.steps(R1)).toEqual(["identify", "quote"])
    expect(decodeExtra(world.till.of(R1).extra)).toMatchObject({ type: "discount", pointsHundredths: 0 })
  })

  it("earns only, with the discount as it was", async () => {
    const world = worldWith({}, 50_000, 1_500)
    world.ask = spends(0)
    expect(await pressed(world)).toBe(1_500)
    expect(world.gateway.steps(R1)).toEqual(["identify", "quote"])
  })

  it("leaves a kopeck to pay, or what the shop wants", async () => {
    const world = worldWith({})
    world.ask = spends("max")
    expect(await pressed(world)).toBe(49_999)
    const other = worldWith({ minimumPayable: 10_000 })
    other.ask = spends("max")
    expect(await pressed(other)).toBe(40_000)
  })

  it("shows who was found and what they can spend, before anything is held", async () => {
    const world = worldWith({})
    const seen: Array<unknown> = []
    world.ask = async (sale) => {
      seen.push(sale.amountKopecks, sale.search, await sale.find(ANNA))
      return { search: ANNA, points: 1_000 }
    }
    expect(await pressed(world)).toBe(1_000)
    expect(seen.slice(0, 2)).toEqual([50_000, undefined])
    expect(seen[2]).toMatchObject({
      ok: true,
      value: { client: { name: "Анна" }, quote: { maxSpendHundredths: 50_000 } },
    })
    // What was found is not asked for again.
    expect(world.gateway.steps(R1)).toEqual(["identify", "quote", "hold"])
  })
})

describe("the sale goes on, with a skip,", () => {
  it("where nobody is chosen", async () => {
    const world = worldWith({})
    world.ask = async () => undefined
    expect(await pressed(world)).toBe("skip")
    expect(world.gateway.calls).toEqual([])
  })

  it.each(["throws", "rejects"])("where the app's own choice %s", async (how) => {
    const world = worldWith({})
    world.ask = () => {
      const trouble = new Error("ours")
      if (how === "throws") throw trouble
      return Promise.reject(trouble)
    }
    expect(await pressed(world)).toBe("skip")
  })

  it.each([
    ["identify", "CLIENT_NOT_FOUND"],
    ["identify", "LOYALTY_UNAVAILABLE"],
    ["quote", "FIELDS_REJECTED"],
    ["hold", "NOT_ENOUGH_POINTS"],
  ])("where %s is refused with %s, and the cashier is told", async (step, code) => {
    const world = worldWith({})
    world.gateway.refusals.set(step, [code])
    expect(await pressed(world)).toBe("skip")
    expect(world.till.of(R1).discountKopecks).toBe(0)
    expect(world.notices.map(({ message }) => message)).toEqual([`Отказ ${code}`])
  })

  it.each(["html", "gone", "unheard"] as const)("where the network's fate is %s", async (fate) => {
    const world = worldWith({})
    world.gateway.weather = () => ({ delay: 0, fate })
    expect(await pressed(world)).toBe("skip")
    expect(world.notices.map(({ kind }) => kind)).toEqual(["unreachable"])
  })

  it("in time, where nothing answers; what comes late is discarded", async () => {
    const world = worldWith({})
    world.gateway.weather = () => ({ delay: 1_900, fate: "fine" })
    const event = await press(world)
    await world.time.advance(3_999)
    expect(event.answers).toEqual([])
    await world.time.advance(1)
    expect(event.answers).toEqual(["skip"])
    await world.time.advance(60_000)
    expect(event.answers).toEqual(["skip"])
    expect(world.till.of(R1).discountKopecks).toBe(0)
  })

  it("in time where its timers stand still: requests have time limits of their own", async () => {
    const world = worldWith({ isInBackground: true })
    world.gateway.weather = () => ({ delay: 900, fate: "fine" })
    const event = await press(world)
    await world.time.advance(4_000)
    expect(event.answers).toEqual(["skip"])
    expect(world.gateway.steps(R1)).toEqual(["identify", "quote"])
  })

  it("rather than late, where its timers stand still and the app's choice took too long", async () => {
    const world = worldWith({ isInBackground: true })
    world.ask = async () => {
      await world.time.sleep(4_500)
      return { search: ANNA, points: 100 }
    }
    const event = await press(world)
    await world.time.advance(60_000)
    expect(event.answers).toEqual(["skip"])
    expect(world.gateway.calls).toEqual([])
  })

  it("where the app's choice never comes", async () => {
    const world = worldWith({})
    world.ask = () => new Promise(() => undefined)
    const event = await press(world)
    await world.time.advance(4_000)
    expect(event.answers).toEqual(["skip"])
  })

  it("where the receipt cannot be read, or is another one", async () => {
    const world = worldWith({ faults: { noReceipts: true } })
    expect(await pressed(world)).toBe("skip")
    expect(world.gateway.calls).toEqual([])
  })

  it.each([
    ["empty", 0, 0],
    ["wholly discounted", 50_000, 50_000],
  ])("where the receipt is %s", async (_what, total, others) => {
    const world = worldWith({}, total, others)
    expect(await pressed(world)).toBe("skip")
    expect(world.gateway.calls).toEqual([])
  })

  it("where the store does not write: nothing is promised that would be forgotten", async () => {
    const world = worldWith({})
    world.store.isFull = true
    expect(await pressed(world)).toBe("skip")
    expect(world.gateway.calls).toEqual([])
  })

  it.each([
    { url: "http://loyalty.example.ru", token: "t" },
    { url: "https://loyalty.example.ru", token: "" },
    { url: "http://localhost.example.ru", token: "t" },
  ])("where the gateway is $url with the token '$token'", async (gateway) => {
    const world = worldWith({ gateway })
    expect(await pressed(world)).toBe("skip")
    expect(world.gateway.calls).toEqual([])
    expect(world.logs.some((line) => line.startsWith("error"))).toBe(true)
  })

  it("even where native code takes no answer: there is no second one", async () => {
    const world = worldWith({ faults: { nativeFails: true } })
    const event = await press(world)
    await world.time.advance(60_000)
    expect(event.answers).toHaveLength(1)
    // What was not taken is not ours: the next press knows.
    expect(world.till.of(R1).discountKopecks).toBe(0)
  })
})

describe("a second press before the first is answered", () => {
  it("takes its slot: only the second is answered, and the first one's late result is discarded", async () => {
    const world = worldWith({})
    world.gateway.weather = () => ({ delay: 100, fate: "fine" })
    const first = await press(world)
    await world.time.advance(350)
    world.ask = spends(2_000)
    const second = await press(world)
    await world.time.advance(60_000)
    expect(first.answers).toEqual([])
    expect(second.answers.map(told)).toEqual([2_000])
    expect(world.till.of(R1).discountKopecks).toBe(2_000)
    expect(world.gateway.of(R1).held).toBe(2_000)
  })

  it("does not count the first one's part, which never reached the receipt", async () => {
    const world = worldWith({ faults: { showsExtras: false } }, 50_000, 1_500)
    const slow = world.store.set
    let held: (() => void) | undefined
    // The answer is being written down when the next press comes.
    Object.assign(world.store, {
      set: async (key: string, value: string) => {
        await slow(key, value)
        if (value.includes('"points":10000') && held === undefined)
          await new Promise<void>((resolve) => {
            held = resolve
          })
      },
    })
    world.restart()
    const first = await press(world)
    world.ask = spends(2_000)
    const second = await press(world)
    held?.()
    await world.time.advance(0)
    expect(first.answers).toEqual([])
    expect(second.answers.map(told)).toEqual([3_500])
  })
})

describe("another customer at the same receipt", () => {
  it("replaces the first one's part", async () => {
    const world = worldWith({})
    await pressed(world)
    world.ask = spends(4_000, BORIS)
    expect(await pressed(world)).toBe(4_000)
    world.till.close(R1)
    await world.time.advance(0)
    expect(world.gateway.of(R1).commit).toMatchObject({ points: 4_000, search: BORIS })
  })

  it("who is refused leaves the first one's part, and it is the first one's points that are spent", async () => {
    const world = worldWith({})
    await pressed(world)
    world.gateway.refusals.set("hold", ["NOT_ENOUGH_POINTS"])
    world.ask = spends(4_000, BORIS)
    expect(await pressed(world)).toBe("skip")
    world.till.close(R1)
    await world.time.advance(0)
    expect(world.gateway.of(R1).commit).toMatchObject({ points: 10_000, search: ANNA })
  })
})

describe("with a screen", () => {
  it("the event is answered with it at once, and nothing else is asked", async () => {
    const world = worldWith({ activity: "com.example.DiscountActivity" }, 50_000, 1_500)
    const { answers } = await press(world)
    expect(answers).toEqual([{ activity: { receiptUuid: R1, discount: "15.00" } }])
    expect(world.gateway.calls).toEqual([])
  })
})
