/**
 * The gateway with a settings file, over a journal on disk: in a process of its own, as shops run it, whose power can be cut and whose logs are its own; or in this one,
 * which starts in a moment.
 */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { launch } from "@loyalkit/gateway/node"
import { readSettings } from "@loyalkit/gateway/node/ReadSettings"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const EXECUTABLE = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))
const READY = /gateway ready (http:\/\/\S+)/

interface Running {
  readonly url: string
  /** At once, as by a power cut, where it is a process. */
  readonly end: () => Promise<void>
}

/** Starts a gateway by its settings file; what it says goes to `hear`. */
export type Home = (file: string, hear: (text: string) => void) => Promise<Running>

export const inProcess: Home = (file, hear) =>
  new Promise((done, gone) => {
    const child = spawn(process.execPath, [EXECUTABLE, "--config", file], {
      env: { PATH: process.env["PATH"] },
      stdio: ["ignore", "pipe", "pipe"],
    })
    const end = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, "close")
      child.kill("SIGKILL")
      await closed
    }
    let said = ""
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        hear(text)
        said += text
        const url = READY.exec(said)?.[1]
        if (url !== undefined) done({ url, end })
      })
    child.once("close", () => gone(new Error(`the gateway ended before it was ready:\n${said}`)))
  })

/** Its log goes to this process's own, and nobody reads it. */
const quietly = ConfigProvider.fromEnv({ env: { LOYALKIT_LOG_LEVEL: "error" } })

export const here: Home = (file, hear) =>
  new Promise((done, gone) => {
    const log = (text: unknown) => {
      hear(String(text))
      const url = READY.exec(String(text))?.[1]
      if (url !== undefined)
        done({ url, end: () => Effect.runPromise(Effect.asVoid(Fiber.interrupt(fiber))) })
    }
    const fiber = Effect.runFork(
      Effect.flatMap(readSettings({ flags: {}, config: file }), launch).pipe(
        Effect.tapCause((cause) => Effect.sync(() => gone(new Error("the gateway ended", { cause })))),
        Effect.provide(NodeFileSystem.layer),
        Effect.provideService(ConfigProvider.ConfigProvider, quietly),
        Effect.provideService(Console.Console, { ...globalThis.console, log }),
      ),
    )
  })

export interface Gateway {
  readonly url: string
  readonly logs: () => string
  /** Ends it, without a warning where it is a process, and starts it again over its journal. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts it with these settings, besides those that every test wants. */
export const startGateway = async (
  settings: Readonly<Record<string, unknown>>,
  home: Home = inProcess,
): Promise<Gateway> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-gateway-"))
  const file = join(folder, "gateway.json")
  await writeFile(file, JSON.stringify({ port: 0, data: join(folder, "data"), ...settings }))
  let logs = ""
  const begin = () => home(file, (text) => void (logs += text))
  let running = await begin()
  return {
    get url() {
      return running.url
    },
    logs: () => logs,
    crash: async () => {
      await running.end()
      running = await begin()
    },
    stop: async () => {
      await running.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
