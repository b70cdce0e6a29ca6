/**
 * The gateway as an integrator runs it: the built command in a process of its own, with a settings file, over a sandbox on a port.
 */
import * as SandboxServer from "@loyalkit/sandbox/node/SandboxServer"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const MAIN = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))
const READY = /^gateway ready (http:\/\/\S+)$/m

const world = sampleWorld("1")
export const TILL_TOKEN = "the-token-of-the-first-till"

/** A service on a port, a folder for the journal, and a settings file that an adapter's section is written into. */
export const shop = Effect.gen(function* () {
  const context = yield* Layer.build(SandboxServer.layer({ port: 0 }, { seed: "1" }))
  const sandbox = yield* Sandbox.Sandbox.pipe(Effect.provide(context))
  const { address } = yield* HttpServer.pipe(Effect.provide(context))
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "loyalkit-iiko-gateway-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
  )
  const file = join(folder, "gateway.json")
  return {
    sales: Effect.map(sandbox.ledger(), (ledger) => ledger.filter(({ kind }) => kind === "sold").length),
    /** Writes the settings, with this section for iiko. */
    configure: (iiko: unknown) =>
      writeFileSync(
        file,
        JSON.stringify({
          loyalclient: {
            url: `http://127.0.0.1:${"port" in address ? address.port : 0}`,
            apikey: world.apikey,
            point: world.points[0].id,
          },
          port: 0,
          data: join(folder, "data"),
          tills: [{ name: "first", token: TILL_TOKEN }],
          adapters: { iiko },
        }),
      ),
    file,
  }
})

const child = (args: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const process_ = spawn(process.execPath, [MAIN, ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: process.env["PATH"] },
      })
      const written: Array<string> = []
      for (const stream of [process_.stdout, process_.stderr])
        stream.on("data", (chunk: Buffer) => written.push(chunk.toString("utf8")))
      const ended = new Promise<number | null>((resolve) => process_.once("close", resolve))
      return { process: process_, written: () => written.join(""), ended }
    }),
    ({ ended, process }) =>
      Effect.promise(async () => {
        process.kill("SIGKILL")
        await ended
      }),
  )

/** Waits until something is so, at most some seconds. */
export const until = <A>(what: string, look: Effect.Effect<A | undefined>): Effect.Effect<A> =>
  Effect.gen(function* () {
    for (let n = 0; n < 1_200; n++) {
      const seen = yield* look
      if (seen !== undefined) return seen
      yield* Effect.sleep("25 millis")
    }
    return yield* Effect.die(new Error(`waited in vain for ${what}`))
  })

/** A gateway that is ready. */
export const running = (
  file: string,
): Effect.Effect<
  { readonly url: string; readonly kill: Effect.Effect<void>; readonly written: () => string },
  never,
  Scope.Scope
> =>
  Effect.gen(function* () {
    const { ended, process, written } = yield* child(["--config", file])
    const url = yield* until(
      "the gateway to be ready",
      Effect.sync(() => READY.exec(written())?.[1]),
    )
    const kill = Effect.promise(async () => {
      process.kill("SIGKILL")
      await ended
    })
    return { url, kill, written }
  })

/** What the doctor prints, and its exit code. */
export const doctor = (file: string) =>
  Effect.gen(function* () {
    const { ended, written } = yield* child(["doctor", "--config", file, "--lang", "en"])
    return { code: yield* Effect.promise(() => ended), text: written() }
  })

/** A call with JSON: the status and the answer. */
export const call = (url: string, body: unknown, headers: Readonly<Record<string, string>>) =>
  Effect.promise(async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    return { status: response.status, answer }
  })
