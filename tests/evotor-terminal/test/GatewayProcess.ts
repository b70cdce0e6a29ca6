/** The gateway as shops run it: its executable, in a process of its own, told everything by its environment. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const EXECUTABLE = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))
const READY = /gateway ready (http:\/\/\S+)/

export interface Gateway {
  readonly url: string
  readonly logs: () => string
  /** Ends it without a warning, and starts it again over its journal. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, "close")
  child.kill("SIGKILL")
  await gone
}

/** Starts it with these variables, besides those that every test wants. */
export const startGateway = async (variables: Readonly<Record<string, string>>): Promise<Gateway> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-evotor-"))
  const env = {
    PATH: process.env["PATH"],
    LOYALKIT_HOST: "127.0.0.1",
    LOYALKIT_PORT: "0",
    LOYALKIT_DATA: folder,
    ...variables,
  }
  let logs = ""
  const begin = () =>
    new Promise<{ readonly child: ChildProcess; readonly url: string }>((done, gone) => {
      const child = spawn(process.execPath, [EXECUTABLE], { env, stdio: ["ignore", "pipe", "pipe"] })
      const before = logs.length
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          logs += text
          const url = READY.exec(logs.slice(before))?.[1]
          if (url !== undefined) done({ child, url })
        })
      child.once("close", () => gone(new Error(`the gateway ended before it was ready:\n${logs}`)))
    })
  let running = await begin()
  return {
    get url() {
      return running.url
    },
    logs: () => logs,
    crash: async () => {
      await kill(running.child)
      running = await begin()
    },
    stop: async () => {
      await kill(running.child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
