/**
 * The page with a sandbox on a port for its service: real processes, real sockets.
 */
import { Entry } from "@loyalkit/sandbox/Ledger"
import { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { WAYS } from "@loyalkit/scenario/format/Ways"
import * as Schema from "effect/Schema"
import { afterEach, assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { findings } from "./Axe.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { startSandbox, type SandboxProcess } from "./SandboxProcess.ts"

const anna = "79000000001"

const MINUTE = 60_000

const decodeLedger = Schema.decodeUnknownPromise(Schema.Struct({ entries: Schema.Array(Entry) }))
const decodeState = Schema.decodeUnknownPromise(Snapshot)

/** What the sandbox itself says, asked for from outside of the page. */
const askOf = ({ url }: SandboxProcess) => ({
  state: async () => decodeState(await (await fetch(`${url}/sandbox/state`)).json()),
  sales: async () => {
    const { entries } = await decodeLedger(await (await fetch(`${url}/sandbox/ledger`)).json())
    return entries.flatMap((entry) => (entry.kind === "sold" ? [entry] : []))
  },
})

describe.skipIf(!hasChromium())("a sandbox on a port", { timeout: PATIENCE }, () => {
  const open = usePages()
  const started: Array<SandboxProcess> = []
  afterEach(async () => {
    for (const sandbox of started.splice(0)) await sandbox.stop()
  })
  const start = async (...flags: ReadonlyArray<string>): Promise<SandboxProcess> => {
    const sandbox = await startSandbox(...(flags.includes("--port") ? [] : ["--port", "0"]), ...flags)
    started.push(sandbox)
    return sandbox
  }
  /** Of a world that is not the page's own. */
  const openWith = async () => {
    const till = await open({
      service: async (origin) => (await start("--seed", "another", "--origin", origin)).url,
    })
    const [sandbox] = started
    if (sandbox === undefined) throw new Error("no sandbox was started")
    return { till, sandbox: askOf(sandbox) }
  }

  it("gets the sale, and the page shows what is true there", async () => {
    const { sandbox, till } = await openWith()
    await till.hold(anna, 500)
    await till.shows(till.service, "500 points for another")
    await till.press(/^Take payment/)
    await till.shows(till.payment, "500 points written off")
    await till.shows(till.ledger, "Sale Anna Sokolova")
    assert.equal(await till.balance(), "1,000")
    assert.deepEqual(await till.callMethods(), ["client", "recalc", "hold", "retail"])
    assert.deepEqual(
      (await sandbox.sales()).map(({ client, spend }) => ({ client, spend })),
      [{ client: (await sandbox.state()).clients[0]?.id, spend: 500_00 }],
    )
    await till.press("Share…")
    await till.shows(till.page.getByRole("dialog"), "With a sandbox on a port nothing is recorded")
  })

  it("loses an answer by the bar's lever: the sale is made once, seen by its hold, as time goes on here and there", async () => {
    const { sandbox, till } = await openWith()
    await till.hold(anna, 500)
    await till.failNext("retail", WAYS["closed-after"].en)
    await till.press(/^Take payment/)
    await till.shows(till.calls, "unknown · executed")
    await till.shows(till.payment, "The sale is in doubt")
    const before = await sandbox.state()
    await till.passMinute()
    await till.shows(till.payment, "The sale is settled")
    assert.isAtLeast((await sandbox.state()).clock.now - before.clock.now, MINUTE)
    // A browser that repeats a POST by itself would have sold twice.
    assert.lengthOf(await sandbox.sales(), 1)
    assert.equal(await till.salesSent(), 1)
  })

  it("stands while the page's time stands, hears of who else sells there, and is missed when it is gone", async () => {
    const { sandbox, till } = await openWith()
    await till.find(anna)
    await till.page.getByRole("switch", { name: /^Runs by itself/ }).click()
    const { running } = await sandbox.state().then(({ clock }) => clock)
    await till.press("Elsewhere…")
    await till.press("Another till sells, spending 100")
    await till.shows(till.ledger, "−100")
    await till.shows(till.calls, "elsewhere")
    assert.isFalse(running)
    for (const one of started) await one.stop()
    await till.shows(till.page.getByRole("status"), "No answer comes from there any more.")
  })

  it("that lets nobody in is said to, in both languages, with what starts one that does; and is asked again", async () => {
    const closed = await start()
    const { page } = await open({ service: () => closed.url })
    const alert = page.getByRole("alert")
    await alert.filter({ hasText: "does not let this page in" }).waitFor()
    const { origin } = new URL(page.url())
    const { port } = new URL(closed.url)
    await page.getByText(`npx @loyalkit/sandbox --port ${port} --origin ${origin}`).waitFor()
    assert.deepEqual(await findings(page), [])
    await page.getByRole("button", { name: "RU, Русский" }).click()
    await alert.filter({ hasText: "эту страницу не пускают" }).waitFor()
    const again = page.getByRole("button", { name: "Спросить снова" })
    await closed.stop()
    await again.click()
    await alert.filter({ hasText: "никто не отвечает" }).waitFor()
    await start("--port", port, "--origin", origin)
    await again.click()
    await page.getByRole("region", { name: "Касса", exact: true }).waitFor()
  })

  it.each<readonly [what: string, service: (origin: string) => string, why: string]>([
    ["an address that is not of the web", () => "ftp://127.0.0.1", "no address that can be called"],
    ["another page", (origin) => origin, "neither a sandbox nor a gateway"],
  ])("is not %s: the page says so, and leads back", async (_, service, why) => {
    const { page } = await open({ service })
    await page.getByRole("alert").filter({ hasText: why }).waitFor()
    await page.getByRole("link", { name: "Go on with the service inside the page" }).click()
    await page.getByRole("region", { name: "Till", exact: true }).waitFor()
  })
})
