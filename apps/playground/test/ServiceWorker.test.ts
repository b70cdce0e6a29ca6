/**
 * The built service worker, among hosts that answer well and badly. The page must be built first; `npm test` does.
 */
import { readdirSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { ROOT } from "../scripts/Server.ts"
import { file, SCOPE, WorkerHost } from "./WorkerHost.ts"

const PAGE = `${SCOPE}index.html`
const scripts = readdirSync(`${ROOT}dist/assets`)
const script = `${SCOPE}assets/${scripts.find((name) => name.endsWith(".js"))}`

const installed = async (): Promise<WorkerHost> => {
  const host = new WorkerHost()
  await host.install()
  await host.activate()
  return host
}

const failsToInstall = async (host: WorkerHost): Promise<void> => {
  const failed = await host.install().then(
    () => false,
    () => true,
  )
  assert.isTrue(failed, "it stored a build that is not one")
  assert.deepEqual([...host.stores.all.keys()], [])
}

const page = async (answer: Promise<Response> | undefined): Promise<string | undefined> =>
  (await answer)?.text()

describe("what the service worker stores", () => {
  it("is asked for once, and handed out without the host from then on", async () => {
    const host = await installed()
    assert.equal(new Set(host.requests).size, host.requests.length)
    host.requests.length = 0
    assert.equal(await page(host.asks({ url: script })), await file(script.slice(SCOPE.length)).text())
    assert.deepEqual(host.requests, [])
  })

  it("is nothing at all where the host gives its front page for a script", async () => {
    const host = new WorkerHost()
    host.answers.set(script, () => file("index.html"))
    await failsToInstall(host)
  })

  it.each([
    ["is of another build", (text: string) => text.replace(/index-[\w-]+\.js/, "index-OTHER.js")],
    ["is not ours", () => "<p>Sign in to the shop's network</p>"],
  ])("is nothing at all where the page %s", async (_, change) => {
    const host = new WorkerHost()
    host.answers.set(PAGE, async () => new Response(change(await file("index.html").text())))
    await failsToInstall(host)
  })

  it("is a page although the host redirects from its name", async () => {
    const host = new WorkerHost()
    host.answers.set(PAGE, () =>
      Object.defineProperty(file("index.html"), "redirected", { value: true, configurable: true }),
    )
    await host.install()
    host.answers.set(SCOPE, () => Promise.reject(new TypeError("no network")))
    assert.isFalse((await host.opens())?.redirected)
  })

  it("is taken from the build before where the file is the same", async () => {
    const host = new WorkerHost()
    const before = await host.stores.open(`loyalkit ${SCOPE} before`)
    await before.put(script, file(script.slice(SCOPE.length)))
    await host.install()
    assert.notInclude(host.requests, script)
  })
})

describe("the page that the service worker opens", () => {
  it("is the host's, as long as that answers", async () => {
    const host = await installed()
    for (const status of [200, 401, 404]) {
      host.answers.set(SCOPE, () => new Response("as the host says", { status }))
      assert.equal(await page(host.opens()), "as the host says", String(status))
    }
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ["cannot be reached", () => Promise.reject(new TypeError("no network"))],
    ["has no server behind it", () => new Response("bad gateway", { status: 502 })],
    ["does not answer in time", () => new Promise<Response>(() => {})],
  ])("is the stored one where the host %s, whatever stands behind ?", async (_, answer) => {
    const host = await installed()
    for (const path of ["", "index.html", "?till=iiko", "?page=scenarios&scenario=answer-lost"]) {
      host.answers.set(`${SCOPE}${path}`, answer)
      assert.equal(await page(host.opens(path)), await file("index.html").text(), path)
    }
  })
})

describe("what the service worker leaves alone", () => {
  it.each([
    ["other pages of the folder", { url: `${SCOPE}docs/`, mode: "navigate" }],
    ["other folders", { url: "https://shop.example/", mode: "navigate" }],
    ["other hosts", { url: "https://loyalclient.example/assets/a.js" }],
    ["a gateway beside the page", { url: `${SCOPE}v1/receipts` }],
    ["what changes something", { url: script, method: "POST" }],
  ] as const)("is %s", async (_, asked) => {
    const host = await installed()
    assert.isUndefined(host.asks(asked))
  })
})
