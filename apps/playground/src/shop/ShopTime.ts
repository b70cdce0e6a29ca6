/**
 * How time goes by in the page's shop: by itself, as fast as outside; or not, and then only as much as somebody lets pass.
 *
 * The shop's time is virtual, so a minute may pass in a moment. It goes from one thing that happens to the next, and between any two the page's
 * own promises and its drawing have their turn: a till's program that waits for an answer hears it at its time. A service on a port has a clock of
 * its own: it goes on with the shop's, and stops with it.
 */
import type { Shop } from "@loyalkit/scenario/shop/Shop"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import type { RemoteClock } from "./Remote.ts"

/** How often the page looks at the clock at least, in milliseconds: countdowns show seconds, and must not skip one. */
const LOOK_MILLIS = 200

/** A page that was away for longer, in milliseconds, slept, and its shop with it. Our judgment: longer than a hold is never missed by accident. */
const SLEPT_MILLIS = 300_000

/** The same where answers come from outside, and a leap would be over them. Our judgment: a page in the background gets a turn each second. */
const SLEPT_WAITING_MILLIS = 2_000

export interface ShopTime {
  readonly goesByItself: Accessor<boolean>
  readonly letGo: (goes: boolean) => void
  readonly isPassing: Accessor<boolean>
  /** So many milliseconds pass now. */
  readonly pass: (millis: number) => Promise<void>
}

/** Lets everything else that waits have its turn; by a message, since a browser makes timers in a row wait for 4 ms each. */
const createTurn = (): (() => Promise<void>) => {
  const { port1, port2 } = new MessageChannel()
  let next: (() => void) | undefined
  port1.addEventListener("message", () => next?.())
  port1.start()
  return () =>
    new Promise((resolve) => {
      next = resolve
      port2.postMessage(undefined)
    })
}

export const createShopTime = (shop: Shop, outside?: RemoteClock): ShopTime => {
  const [goesByItself, setGoes] = createSignal(outside?.goes ?? true)
  const [isPassing, setPassing] = createSignal(false)
  const turn = createTurn()
  let target = shop.now()
  let chasing: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What the clock outside showed when the shop opened, if it had gone on by itself ever since. */
  let opened = performance.now()

  const goOn = async (): Promise<void> => {
    // What was begun just now may have something to do in the shop before time goes on.
    await turn()
    while (shop.now() < target || shop.next() === 0) {
      // An answer that is about to come is not to be leapt over.
      if (isPassing()) await outside?.settled()
      const step = Math.max(0, Math.min(shop.next() ?? Infinity, target - shop.now()))
      // There first: what is sent in the shop at that time finds it there.
      if (isPassing() && step > 0) await outside?.advance(step)
      shop.tick(step)
      await turn()
    }
  }
  /** One at a time: it goes to whatever the target is by then. */
  const chase = (): Promise<void> => {
    chasing ??= goOn().finally(() => {
      chasing = undefined
    })
    return chasing
  }

  const follow = async (): Promise<void> => {
    timer = undefined
    const now = performance.now()
    const slept = outside === undefined ? SLEPT_MILLIS : SLEPT_WAITING_MILLIS
    if (now - opened - shop.now() > slept) opened = now - shop.now()
    // Whole milliseconds only: the shop counts from 1970, where a small part of one would be lost.
    if (!isPassing()) target = Math.max(target, Math.floor(now - opened))
    await chase()
    comeBack()
  }
  const comeBack = (): void => {
    if (!goesByItself() || isPassing()) return
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), Math.min(LOOK_MILLIS, shop.next() ?? LOOK_MILLIS))
  }
  outside?.follow(() => {
    const behind = Math.floor(performance.now() - opened) - shop.now()
    if (goesByItself() && !isPassing() && behind > 0 && behind <= SLEPT_WAITING_MILLIS) shop.tick(behind)
  })
  /** From here on the clock outside counts again. */
  const takeUp = (): void => {
    opened = performance.now() - shop.now()
    target = shop.now()
    comeBack()
  }

  // Whatever was done just now may have something happen sooner than the page would look.
  const stop = shop.subscribe((news) => {
    if (news._tag === "Done" && chasing === undefined) queueMicrotask(comeBack)
  })
  onCleanup(() => {
    stop()
    clearTimeout(timer)
  })
  comeBack()

  return {
    goesByItself,
    isPassing,
    letGo: (goes) => {
      setGoes(goes)
      outside?.letGo(goes)
      if (goes) takeUp()
      else clearTimeout(timer)
    },
    pass: async (millis) => {
      if (isPassing()) return
      clearTimeout(timer)
      setPassing(true)
      const end = shop.now() + millis
      target = end
      try {
        // What is under way may end before it has seen the new target.
        while (shop.now() < end) await chase()
      } finally {
        setPassing(false)
        takeUp()
      }
    },
  }
}
