/**
 * A till's program over the Promise face, undici and a journal in a file: `PromiseTill <setting> <journal>`.
 * It does what its parent calls.
 */
import { sqliteJournal, undiciTransport } from "@loyalkit/core/node"
import { createLoyalty, type Loyalty } from "@loyalkit/core/promise"
import type { Setting } from "@loyalkit/sandbox/conformance"
import type { Call, Reply } from "./TillProcess.ts"

const [settings = "", path = ""] = process.argv.slice(2)
const { apiKey, times, url }: Setting = JSON.parse(settings)

const answer = (reply: Reply): void => void process.send?.(reply)

const obey = (loyalty: Loyalty) =>
  process.on("message", async ({ id, method, request }: Call) => {
    // The parent calls by the names of the face's methods, and each checks what it is given.
    const run = loyalty[method as "identify"]
    answer({ id, result: await run(request as Parameters<typeof run>[0]) })
  })

void createLoyalty({
  url,
  apiKey,
  policy: times,
  transport: undiciTransport(),
  journal: sqliteJournal({ path }),
}).then((loyalty) => {
  obey(loyalty)
  answer({})
})
// Whoever started this one is gone.
process.on("disconnect", () => process.exit())
