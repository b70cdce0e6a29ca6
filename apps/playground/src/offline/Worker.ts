/**
 * The page's service worker: it stores every file of one build, and hands them out from then on.
 *
 * The names of scripts and styles carry a hash of what is in them, so whatever has the right name is the right file, and a stored one is never
 * asked for again. Only `index.html` says which build a page is. So it comes from the network where that answers, which is how a new build is taken
 * at the next visit, and from what is stored where it does not.
 *
 * A new build takes over at once. The files of the build before it stay: a page of it may be open, and has yet to load a till.
 */

/** The file that Vite's plugin, `scripts/OfflineFiles.ts`, puts in: which build this is, and its files but for the page itself. */
declare const OFFLINE_BUILD: string
declare const OFFLINE_FILES: ReadonlyArray<string>

// The language's own `self` is that of any worker.
declare const self: ServiceWorkerGlobalScope

/** In milliseconds: a network that has not answered by then is as good as none. Our judgment. */
const PATIENCE = 3_000

/** How many builds stay besides the one that is handed out. */
const OLDER_BUILDS = 1

/** From here on it is the server that failed. */
const SERVER_FAILED = 500

const files: ReadonlyArray<string> = OFFLINE_FILES
const { scope } = self.registration
const page = new URL("index.html", scope).href
const assets = new URL("assets/", scope).href
const home = new URL(scope)

/** Of this folder's page, among whatever else its host has stored in this browser. */
const ours = `loyalkit ${scope} `
const store = `${ours}${OFFLINE_BUILD}`

/** A host that answers whatever it is asked for with its front page must not get that stored as a script. */
const isFile = (answer: Response): boolean =>
  answer.ok && !(answer.headers.get("content-type") ?? "").includes("html")

const saveFile = async (cache: Cache, file: string): Promise<void> => {
  const url = new URL(file, scope).href
  const answer = (await caches.match(url)) ?? (await fetch(url, { priority: "low" }))
  if (!isFile(answer)) throw new Error(`${file} is not there`)
  await cache.put(url, answer)
}

/** While a build is copied to its host, the page may be of another one than this list. */
const savePage = async (cache: Cache): Promise<void> => {
  const answer = await fetch(page, { cache: "no-cache", priority: "low" })
  const text = await answer.text()
  const named = text.match(/\.\/assets\/[\w.-]+/g) ?? []
  if (!answer.ok || named.length === 0 || !named.every((file) => files.includes(file.slice(2)))) {
    throw new Error("index.html is not of this build")
  }
  // Made anew: some hosts redirect from `index.html`, and what was redirected cannot be a page.
  await cache.put(page, new Response(text, { headers: answer.headers }))
}

/** All of it, or nothing. The page comes last: where that is stored, everything is. */
const saveBuild = async (): Promise<void> => {
  const cache = await caches.open(store)
  try {
    await Promise.all(files.map((file) => saveFile(cache, file)))
    await savePage(cache)
  } catch (cause) {
    await caches.delete(store)
    throw cause
  }
  await self.skipWaiting()
}

const takeOver = async (): Promise<void> => {
  const older = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== store)
  await Promise.all(older.slice(0, -OLDER_BUILDS).map((name) => caches.delete(name)))
  await self.clients.claim()
}

const patience = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE))

const openPage = async (request: Request): Promise<Response> => {
  const fresh = fetch(request)
  const answer = await Promise.race([fresh, patience()]).catch(() => undefined)
  if (answer !== undefined && answer.status < SERVER_FAILED) return answer
  return (await caches.match(page, { cacheName: store })) ?? fresh
}

const openFile = async (request: Request): Promise<Response> =>
  (await caches.match(request.url)) ?? fetch(request)

/** Whatever stands behind `?` or `#`. */
const isPage = ({ origin, pathname }: URL): boolean =>
  origin === home.origin && (pathname === home.pathname || pathname === `${home.pathname}index.html`)

self.addEventListener("install", (event) => event.waitUntil(saveBuild()))
self.addEventListener("activate", (event) => event.waitUntil(takeOver()))
self.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET") return
  if (request.mode === "navigate" && isPage(new URL(request.url))) event.respondWith(openPage(request))
  else if (request.url.startsWith(assets)) event.respondWith(openFile(request))
})
