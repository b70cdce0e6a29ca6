/**
 * The scripted iikoFront in a process of its own: a command goes in, and what came of it comes out.
 *
 * Its folder is the till's disk: orders, log and plugin survive a kill, as they do in a restaurant.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { Readable, Writable } from "node:stream"
import { type Build, deploy } from "./Mono.ts"

export interface PaymentShown {
  readonly type: string
  readonly sum: number
  readonly maxSum?: number
  readonly status: "New" | "Processed" | "Storned" | "Cancelled"
  readonly rollbackData?: string
}

/** What the till says after a command. */
export interface Told {
  readonly did: string
  readonly outcome: "ok" | "failed" | "cancelled" | "error"
  readonly message?: string
  readonly keepInOrder?: boolean
  readonly messages: ReadonlyArray<{
    readonly kind: "ok" | "error" | "warning" | "ask"
    readonly text: string
  }>
  /** Notifications that lost a handler of the plugin. */
  readonly dead: ReadonlyArray<string>
  readonly handled?: boolean
  readonly value?: unknown
  readonly lines?: ReadonlyArray<string>
  readonly order?: {
    readonly status: string
    readonly sum: number
    readonly loyaltyDiscount?: number
    readonly payments: ReadonlyArray<PaymentShown>
  }
}

export type Command = { readonly do: string } & Readonly<Record<string, unknown>>

type Till = ChildProcessByStdio<Writable, Readable, null>

/** Pauses quick enough for a test, and patience enough for a busy machine; the shipped times are in `Settings.cs`. */
const TIMES = {
  payTimeout: 20_000,
  callTimeout: 20_000,
  printTimeout: 20_000,
  firstPause: 20,
  longestPause: 200,
  lookEvery: 100,
}

export class Front {
  readonly folder: string
  readonly #build: Build
  #till: Till | undefined
  #waiting: ((line: string) => void) | undefined

  private constructor(build: Build, folder: string) {
    this.#build = build
    this.folder = folder
  }

  /** A till whose plugin has these settings; not switched on yet. */
  static async make(build: Build, settings: Readonly<Record<string, unknown>>): Promise<Front> {
    const front = new Front(build, await mkdtemp(join(tmpdir(), "loyalkit-iiko-till-")))
    await front.set(settings)
    return front
  }

  async set(settings: Readonly<Record<string, unknown>> | string): Promise<void> {
    const home = await deploy(this.#build, this.folder)
    const whole =
      typeof settings === "string"
        ? settings
        : JSON.stringify({
            paymentTypes: ["Баллы LoyalClient", "Баллы скидкой"],
            folder: join(this.folder, "data"),
            ...TIMES,
            ...settings,
          })
    await writeFile(join(home, "loyalkit.json"), whole)
  }

  /** Switches the till on. */
  async start(): Promise<Told> {
    const till = spawn("mono", [join(this.#build.folder, "ScriptedFront.exe"), this.folder], {
      stdio: ["pipe", "pipe", "inherit"],
    })
    this.#till = till
    createInterface({ input: till.stdout }).on("line", (line) => this.#waiting?.(line))
    return this.do({ do: "start" })
  }

  async do(command: Command): Promise<Told> {
    const told = await this.attempt(command)
    if (told.outcome === "error") throw new Error(`the till broke: ${JSON.stringify(told)}`)
    return told
  }

  /** Like {@link do}, for what a till itself refuses. */
  attempt(command: Command): Promise<Told> {
    const till = this.#till
    if (till === undefined) throw new Error("the till is off")
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`the till ended in ${command.do}`))
      till.once("exit", gone)
      this.#waiting = (line) => {
        till.off("exit", gone)
        // Written by `Till.Do`, which has this shape.
        resolve(JSON.parse(line) as Told)
      }
      till.stdin.write(`${JSON.stringify(command)}\n`)
    })
  }

  /** The plug is pulled. */
  async kill(): Promise<void> {
    const till = this.#till
    this.#till = undefined
    if (till === undefined || till.exitCode !== null || till.signalCode !== null) return
    const gone = once(till, "exit")
    till.kill("SIGKILL")
    await gone
  }

  async restart(): Promise<Told> {
    await this.kill()
    return this.start()
  }

  log(): Promise<string> {
    return readFile(join(this.folder, "till.log"), "utf8").catch(() => "")
  }

  /** The calls that the plugin has on its disk: waiting, or put aside. */
  async files(kind: "outbox" | "refused" | "watched"): Promise<ReadonlyArray<string>> {
    const folder = join(this.folder, "data", kind)
    const names = await readdir(folder).catch((): Array<string> => [])
    return Promise.all(names.toSorted().map((name) => readFile(join(folder, name), "utf8").catch(() => "")))
  }

  async close(): Promise<void> {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}
