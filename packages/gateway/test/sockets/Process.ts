/**
 * A gateway in a process of its own, as a shop runs it: the built command, told by its environment, killed or stopped by a signal.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { until } from "./Until.ts"

const MAIN = fileURLToPath(new URL("../../dist/node/main.js", import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface GatewayProcess {
  readonly url: string
  readonly pid: number
  /** Everything that it wrote, to either stream. */
  readonly written: () => string
  readonly kill: () => void
  /** Asks it to stop, as a service manager does. */
  readonly stop: () => void
  readonly ended: Promise<Ended>
}

const READY = /^gateway ready (http:\/\/\S+)$/m

/** Starts a gateway and waits until it is ready. Nothing of the developer's own settings reaches it. */
export const start = async (variables: Readonly<Record<string, string>>): Promise<GatewayProcess> => {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], LOYALKIT_PORT: "0", ...variables },
  })
  const abandon = () => void child.kill("SIGKILL")
  process.once("exit", abandon)
  const chunks: Array<Buffer> = []
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk))
  const written = () => Buffer.concat(chunks).toString()
  const ended = once(child, "close").then(([code, signal]): Ended => {
    process.off("exit", abandon)
    return { code, signal }
  })
  let over = false
  void ended.then(() => (over = true))
  const url = await until("the gateway to be ready", () => {
    if (over) throw new Error(`the gateway did not start: ${written()}`)
    return READY.exec(written())?.[1]
  })
  return { url, pid: child.pid ?? 0, written, kill: abandon, stop: () => void child.kill("SIGTERM"), ended }
}

/** What a gateway over a service is told, with the tests' patience. */
export const over = (service: string, data: string): Readonly<Record<string, string>> => ({
  LOYALCLIENT_URL: service,
  LOYALCLIENT_APIKEY: "sandbox-key",
  LOYALKIT_DATA: data,
  LOYALKIT_DOUBT_WINDOW: "1",
  LOYALKIT_POLICY: JSON.stringify({
    probing: 500,
    settleBase: 50,
    settleCap: 200,
    retryBase: 10,
    breakerFailures: 1_000,
    earnWitness: "hold",
  }),
})
