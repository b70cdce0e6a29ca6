/**
 * A shop's app on a terminal: the vendor's library, the shipped bundle of ours, and a store on the terminal's disk. Its process can die at any time
 * and start again over that store.
 */
import type { Ask, EvotorLoyalty, Notice } from "@loyalkit/adapter-evotor/terminal"
import type * as Terminal from "@loyalkit/adapter-evotor/terminal"
import type { EvotorSdk } from "@loyalkit/adapter-evotor/terminal"
import { NativeSide } from "./NativeSide.ts"
import { worldWith } from "./Vendor.ts"
import { xhrOf } from "./Xhr.ts"

export interface AppOptions {
  readonly url: string
  readonly token: string
  /** The class of a screen, instead of choosing without one. */
  readonly activity?: string
  /** By when a discount is answered, in milliseconds. */
  readonly answer?: number
  readonly onLog?: (text: string) => void
}

export class App {
  readonly native = new NativeSide()
  readonly disk = new Map<string, string>()
  readonly notices: Array<Notice> = []
  readonly logs: Array<string> = []
  /** Who is at the till. */
  ask: Ask = async () => undefined
  /** Called when the store has written. */
  onWritten: ((value: string) => void) | undefined
  readonly #options: AppOptions
  #isAlive = { now: false }
  #dies: () => void = () => undefined
  #death: Promise<void> = Promise.resolve()
  #loyalty: EvotorLoyalty | undefined
  #sdk: EvotorSdk | undefined
  #library: typeof Terminal | undefined

  constructor(options: AppOptions) {
    this.#options = options
    this.start()
  }

  /** Kills the process and starts another. */
  readonly start = (): void => {
    this.kill()
    const alive = { now: true }
    this.#isAlive = alive
    this.#death = new Promise((dies) => {
      this.#dies = dies
    })
    const isAlive = () => alive.now
    /** What a dead process awaits never comes. */
    const living = <A>(value: A): Promise<A> =>
      isAlive() ? Promise.resolve(value) : new Promise(() => undefined)
    const world = worldWith(this.native.start(), {
      XMLHttpRequest: xhrOf(isAlive),
      setTimeout: (run, millis) => setTimeout(() => isAlive() && run(), millis),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    })
    // The library's own exports, and our bundle's.
    const sdk = world.library() as EvotorSdk
    const terminal = world.terminal() as typeof Terminal
    const { activity, answer = 4_000, token, url } = this.#options
    this.#sdk = sdk
    this.#library = terminal
    this.#loyalty = terminal.installEvotorLoyalty({
      sdk,
      gateway: { url, token },
      store: {
        get: (key) => living(this.disk.get(key)),
        set: (key, value) => {
          if (!isAlive()) return living(undefined)
          this.disk.set(key, value)
          this.onWritten?.(value)
          return living(undefined)
        },
        remove: (key) => living(this.disk.delete(key)),
      },
      ui: {
        ...(activity === undefined ? { choose: (sale) => this.ask(sale) } : { activity }),
        notify: (notice) => void this.notices.push(notice),
      },
      logger: (level, message) => {
        this.logs.push(`${level} ${message}`)
        this.#options.onLog?.(message)
      },
      timeouts: { answer },
    })
  }

  readonly kill = (): void => {
    this.#isAlive.now = false
    this.#dies()
    this.native.kill()
  }

  get loyalty(): EvotorLoyalty {
    if (this.#loyalty === undefined) throw new Error("the app does not run")
    return this.#loyalty
  }

  /** The vendor's exports in this process. */
  get sdk(): EvotorSdk {
    if (this.#sdk === undefined) throw new Error("the app does not run")
    return this.#sdk
  }

  /** Runs the screen that a discount opened. */
  readonly screen = (ask: Ask): Promise<void> => {
    if (this.#library === undefined) throw new Error("the app does not run")
    return this.#library.runDiscountActivity(this.loyalty, ask)
  }

  /** Presses the icon and waits for the one answer. */
  readonly press = async (uuid: string): Promise<ReadonlyArray<unknown>> => {
    const before = this.native.answers().length
    this.native.press(uuid)
    return (await this.native.answered(before + 1)).at(-1) ?? []
  }

  /** The customer has paid; a process that dies meanwhile has nothing to say of it. */
  readonly close = async (uuid: string): Promise<void> => {
    const death = this.#death
    this.native.close(uuid)
    await Promise.race([this.loyalty.drain(), death])
  }
}
