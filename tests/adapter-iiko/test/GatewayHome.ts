/**
 * Where a scenario's gateway lives: in a process of its own, which can be killed and whose logs are its own; or in this one, which starts in a moment.
 *
 * It is the same gateway, put together by its settings, on a port and over a journal on disk.
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
import { fileURLToPath } from "node:url"

const GATEWAY = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))
const READY = /gateway ready (http:\/\/\S+)/

/** A gateway that runs. `end`: at once, as by a power cut where it is a process. */
export interface Running {
  readonly url: string
  readonly end: () => Promise<void>
}

/** Starts a gateway by its environment; what it says goes to `hear`. */
export type Home = (env: Readonly<Record<string, string>>, hear: (text: string) => void) => Promise<Running>

export const inProcess: Home = (env, hear) =>
  new Promise((done, gone) => {
    const child = spawn(process.execPath, [GATEWAY], {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let said = ""
    const end = async () => {
      const closed = once(child, "close")
      child.kill("SIGKILL")
      await closed
    }
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        hear(text)
        said += text
        const url = READY.exec(said)?.[1]
        if (url !== undefined) done({ url, end })
      })
    child.once("close", () => gone(new Error(`the gateway ended before it was ready:\n${said}`)))
  })

export const here: Home = (env, hear) =>
  new Promise((done, gone) => {
    const log = (text: unknown) => {
      hear(String(text))
      const url = READY.exec(String(text))?.[1]
      if (url !== undefined)
        done({ url, end: () => Effect.runPromise(Effect.asVoid(Fiber.interrupt(fiber))) })
    }
    const fiber = Effect.runFork(
      Effect.flatMap(readSettings({ flags: {} }), launch).pipe(
        Effect.tapCause((cause) => Effect.sync(() => gone(new Error("the gateway ended", { cause })))),
        Effect.provide(NodeFileSystem.layer),
        Effect.provideService(
          ConfigProvider.ConfigProvider,
          ConfigProvider.fromEnv({ env: { LOYALKIT_LOG_LEVEL: "error", ...env } }),
        ),
        Effect.provideService(Console.Console, { ...globalThis.console, log }),
      ),
    )
  })
