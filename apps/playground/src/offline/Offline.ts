/**
 * The page without a network: once its first view is shown, a service worker stores every file of the build, and from then on the page opens
 * whether or not the network answers.
 *
 * Where there are no service workers (an old browser, a private window, a page over plain http) nothing of this happens, and the page works as
 * it does without.
 */
import { createSignal, type Accessor } from "solid-js"

/** It stands beside the page, so that the page's folder is all that it may see. */
const WORKER = "./service-worker.js"

/** What the worker stores last. */
const PAGE = "./index.html"

/** In milliseconds, where a browser does not tell when it is idle. Our judgment. */
const SETTLING = 1_000

export interface Offline {
  /** Everything is stored, and this page gets it from there. */
  readonly isReady: Accessor<boolean>
  /** The first view is shown: the network is free for the rest. */
  readonly begin: () => void
}

/** Is there a whole build of which this page is? The one that the network has now may be another. */
const isStored = async (): Promise<boolean> => {
  for (const cacheName of await caches.keys()) {
    // To open a store would make it anew where the worker has just put it away.
    const has = async (file: string) => (await caches.match(file, { cacheName })) !== undefined
    if (await has(import.meta.url)) return has(PAGE)
  }
  return false
}

const whenIdle = (work: () => void): void => {
  if ("requestIdleCallback" in window) requestIdleCallback(work)
  else setTimeout(work, SETTLING)
}

export const createOffline = (): Offline => {
  const [isReady, setReady] = createSignal(false)
  let hasBegun = false

  const register = async (): Promise<void> => {
    try {
      const { serviceWorker } = navigator
      const ours = new URL(WORKER, document.baseURI).href
      const look = async (): Promise<void> => {
        setReady(serviceWorker.controller?.scriptURL === ours && (await isStored()))
      }
      serviceWorker.addEventListener("controllerchange", () => void look())
      await look()
      await serviceWorker.register(WORKER)
    } catch {
      // There are none here, or they are forbidden, or the network is away already.
    }
  }

  return {
    isReady,
    begin: () => {
      // What vite serves from the sources has nothing to store.
      if (hasBegun || !import.meta.env.PROD) return
      hasBegun = true
      whenIdle(() => void register())
    },
  }
}
