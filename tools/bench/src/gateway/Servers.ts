/**
 * The servers that are held against each other, each in a process of its own: the gateway as it is started in a shop, and
 * two that do the same four calls and one synced insert without it.
 */
import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { closeSync, mkdirSync, openSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { KEY } from "../Service.ts"
import type { Asked, Used } from "./Probe.ts"

export interface Server {
  readonly url: string
  /** What its process has used so far. */
  readonly used: (asked: Asked) => Promise<Used>
}

/** What is started. */
export type Program = "gateway" | "bare" | "fastify"

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const programs: Readonly<Record<Program, string>> = {
  gateway: fileURLToPath(import.meta.resolve("@loyalkit/gateway/node/main")),
  bare: here("BareServer.ts"),
  fastify: here("FastifyServer.ts"),
}

/** Where a server says that it is ready. */
const READY = /ready (http:\/\/\S+)/

/** What somebody's shell may have set for a gateway of their own. */
const NOT_OURS = /^(?:LOYAL|OTEL_)/

/** The gateway's settings are its defaults, but for where the service and the journal are. The others read the same two. */
const environment = (service: string, data: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name))),
  LOYALCLIENT_URL: service,
  LOYALCLIENT_APIKEY: KEY,
  LOYALCLIENT_POINT: "point-1",
  LOYALKIT_PORT: "0",
  LOYALKIT_DATA: data,
})

const addressOf = async (child: ChildProcess, program: Program): Promise<string> => {
  let said = ""
  for await (const chunk of child.stdout?.setEncoding("utf8") ?? []) {
    said += chunk
    const address = READY.exec(said)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`the ${program} server did not start: ${said}`)
}

const usedBy = (child: ChildProcess) => async (asked: Asked) => {
  const answer = once(child, "message")
  child.send(asked)
  const [used] = await answer
  return used as Used // the probe sends nothing else
}

/** Starts a server in front of a service, runs `use` with it, and ends it. Its journal and its log are in a folder of its own. */
export const withServer = async <A>(
  program: Program,
  { folder, service }: { readonly folder: string; readonly service: string },
  use: (server: Server) => Promise<A>,
): Promise<A> => {
  const data = join(folder, program)
  mkdirSync(data)
  // A file, as in a shop: what a line costs counts.
  const log = openSync(join(data, "log.txt"), "a")
  const child = fork(programs[program], [], {
    execArgv: ["--expose-gc", "--import", new URL("Probe.ts", import.meta.url).href],
    env: environment(service, data),
    stdio: ["ignore", "pipe", log, "ipc"],
  })
  const ended = once(child, "exit")
  try {
    return await use({ url: await addressOf(child, program), used: usedBy(child) })
  } finally {
    child.kill()
    await ended
    closeSync(log)
  }
}
