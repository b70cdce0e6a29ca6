/**
 * A browser around the built service worker, as far as it asks for one, and a host that answers as a test says. So what a host may do wrong can be tried in
 * milliseconds; `Offline.test.ts` has the real browser.
 */
import { readFileSync } from "node:fs"
import { runInNewContext } from "node:vm"
import { WORKER } from "../scripts/OfflineFiles.ts"
import { ROOT } from "../scripts/Server.ts"

export const SCOPE = "https://shop.example/till/"

type Answer = () => Response | Promise<Response>

/** A file of the build as a host hands it out. */
export const file = (name: string): Response =>
  new Response(readFileSync(`${ROOT}dist/${name}`), {
    headers: { "content-type": name.endsWith(".html") ? "text/html" : "text/javascript" },
  })

class Store {
  readonly kept = new Map<string, Response>()
  async put(url: string, answer: Response): Promise<void> {
    this.kept.set(url, answer)
  }
  match(url: string): Response | undefined {
    return this.kept.get(url)?.clone()
  }
}

class Stores {
  readonly all = new Map<string, Store>()
  async open(name: string): Promise<Store> {
    const store = this.all.get(name) ?? new Store()
    this.all.set(name, store)
    return store
  }
  async keys(): Promise<ReadonlyArray<string>> {
    return [...this.all.keys()]
  }
  async delete(name: string): Promise<boolean> {
    return this.all.delete(name)
  }
  async match(
    url: string,
    { cacheName }: { readonly cacheName?: string } = {},
  ): Promise<Response | undefined> {
    const stores = [...this.all].filter(([name]) => cacheName === undefined || name === cacheName)
    for (const [, store] of stores) {
      const found = store.match(url)
      if (found !== undefined) return found
    }
    return undefined
  }
}

interface Asked {
  readonly url: string
  readonly mode?: "navigate" | "cors"
  readonly method?: string
}

export class WorkerHost {
  readonly stores = new Stores()
  /** What the host answers otherwise than by the file of the build, by address. */
  readonly answers = new Map<string, Answer>()
  /** What was asked of the host. */
  readonly requests: Array<string> = []
  readonly #listeners = new Map<string, (event: unknown) => void>()

  constructor() {
    const code = readFileSync(`${ROOT}dist/${WORKER}`, "utf8")
    runInNewContext(code, {
      self: {
        registration: { scope: SCOPE },
        addEventListener: (name: string, listener: (event: unknown) => void) =>
          void this.#listeners.set(name, listener),
        skipWaiting: () => Promise.resolve(),
        clients: { claim: () => Promise.resolve() },
      },
      caches: this.stores,
      fetch: (asked: string | Asked) => this.#fetch(typeof asked === "string" ? asked : asked.url),
      // Whoever waits for time has waited enough.
      setTimeout: (work: () => void) => void setImmediate(work),
      Response,
      URL,
    })
  }

  async #fetch(url: string): Promise<Response> {
    this.requests.push(url)
    const answer = this.answers.get(url)
    if (answer !== undefined) return answer()
    const { pathname } = new URL(url)
    const name = pathname.slice(new URL(SCOPE).pathname.length)
    return file(name === "" ? "index.html" : name)
  }

  async #lives(name: "install" | "activate"): Promise<void> {
    const ends: Array<Promise<unknown>> = []
    this.#listeners.get(name)?.({ waitUntil: (end: Promise<unknown>) => ends.push(end) })
    await Promise.all(ends)
  }
  install(): Promise<void> {
    return this.#lives("install")
  }
  activate(): Promise<void> {
    return this.#lives("activate")
  }

  /** What the page gets, and nothing where the worker leaves the request to the browser. */
  asks(asked: Asked): Promise<Response> | undefined {
    const answers: Array<Promise<Response>> = []
    this.#listeners.get("fetch")?.({
      request: { mode: "cors", method: "GET", ...asked },
      respondWith: (answer: Promise<Response>) => void answers.push(answer),
    })
    return answers[0]
  }
  opens(path = ""): Promise<Response> | undefined {
    return this.asks({ url: `${SCOPE}${path}`, mode: "navigate" })
  }
}
