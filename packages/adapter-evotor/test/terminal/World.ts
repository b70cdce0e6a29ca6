/** A terminal with our part on it: a fake till, a fake gateway, a store that outlives the app, and time of its own. */
import {
  installEvotorLoyalty,
  type Ask,
  type EvotorLoyalty,
  type EvotorLoyaltyOptions,
  type Notice,
  type Store,
} from "../../src/terminal/index.ts"
import { FakeGateway } from "./FakeGateway.ts"
import { FakeTill, type Faults } from "./FakeTill.ts"
import { VirtualTime } from "./VirtualTime.ts"

export class MemoryStore implements Store {
  readonly values = new Map<string, string>()
  isFull = false
  readonly get = async (key: string): Promise<string | null> => this.values.get(key) ?? null
  readonly set = async (key: string, value: string): Promise<void> => {
    if (this.isFull) throw new Error("ENOSPC")
    this.values.set(key, value)
  }
  readonly remove = async (key: string): Promise<void> => void this.values.delete(key)
}

export interface World {
  readonly till: FakeTill
  readonly gateway: FakeGateway
  readonly store: MemoryStore
  readonly time: VirtualTime
  readonly notices: Array<Notice>
  readonly logs: Array<string>
  /** Who comes to the till, and how many points they spend. */
  ask: Ask
  loyalty: EvotorLoyalty
  /** Kills the app's process and starts it again over the same store. */
  readonly restart: () => void
  readonly kill: () => void
}

export interface WorldOptions extends Partial<
  Pick<EvotorLoyaltyOptions, "gateway" | "minimumPayable" | "language">
> {
  readonly faults?: Faults
  readonly activity?: string
  /** The app is in the background, where React Native's timers stand still. */
  readonly isInBackground?: boolean
}

/** A process: when it is dead, nothing that it does reaches anybody any more. */
class Process {
  isDead = false
  readonly guard =
    <A extends ReadonlyArray<unknown>, B>(run: (...input: A) => Promise<B>) =>
    async (...input: A): Promise<B> => {
      if (this.isDead) return new Promise<B>(() => undefined)
      const done = await run(...input)
      return this.isDead ? new Promise<B>(() => undefined) : done
    }
}

export const worldOf = ({
  activity,
  faults,
  isInBackground = false,
  ...options
}: WorldOptions = {}): World => {
  const time = new VirtualTime()
  const till = new FakeTill(faults)
  const gateway = new FakeGateway(time)
  const store = new MemoryStore()
  const notices: Array<Notice> = []
  const logs: Array<string> = []
  let process = new Process()
  const start = (): EvotorLoyalty => {
    const own = new Process()
    process = own
    const { getReceiptByType, getReceiptByUuid } = till.sdk.ReceiptAPI
    return installEvotorLoyalty({
      sdk: {
        ...till.sdk,
        ReceiptAPI: {
          getReceiptByType: own.guard(async (type: string) => getReceiptByType(type)),
          getReceiptByUuid: own.guard(async (uuid: string) => getReceiptByUuid(uuid)),
        },
      },
      gateway: { url: "https://loyalty.example.ru", token: "token-of-the-till" },
      store: { get: own.guard(store.get), set: own.guard(store.set), remove: own.guard(store.remove) },
      http: own.guard(gateway.http),
      timers: {
        set: (run, millis) =>
          isInBackground ? undefined : time.timers.set(() => (own.isDead ? undefined : run()), millis),
        clear: time.timers.clear,
      },
      now: time.clock,
      logger: (level, message) => void logs.push(`${level} ${message}`),
      ui: {
        ...(activity === undefined ? { choose: (sale) => world.ask(sale) } : { activity }),
        notify: (notice) => void notices.push(notice),
      },
      ...options,
    })
  }
  const kill = (): void => {
    process.isDead = true
    till.die()
  }
  const world: World = {
    till,
    gateway,
    store,
    time,
    notices,
    logs,
    ask: async () => undefined,
    // Replaced at once.
    loyalty: undefined as unknown as EvotorLoyalty,
    kill,
    restart: () => {
      kill()
      world.loyalty = start()
    },
  }
  world.loyalty = start()
  return world
}

export const ANNA = "79000000001"
export const BORIS = "79000000002"

/** Spends so many points, in hundredths. */
export const spends =
  (points: number | "max", search = ANNA): Ask =>
  async () => ({ search, points })
