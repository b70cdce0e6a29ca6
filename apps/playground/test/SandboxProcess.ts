/** The sandbox as anybody starts it, in a process of its own on a port. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const EXECUTABLE = fileURLToPath(new URL("../../../packages/sandbox/dist/node/main.js", import.meta.url))
const READY = /sandbox ready (http:\/\/\S+)/

export interface SandboxProcess {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts it with these flags. */
export const startSandbox = (...flags: ReadonlyArray<string>): Promise<SandboxProcess> =>
  new Promise((ready, gone) => {
    const child = spawn(process.execPath, [EXECUTABLE, ...flags], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const stop = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, "close")
      child.kill("SIGKILL")
      await closed
    }
    let said = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text
      const url = READY.exec(said)?.[1]
      if (url !== undefined) ready({ url, stop })
    })
    child.once("close", () => gone(new Error(`the sandbox ended before it was ready:\n${said}`)))
  })
