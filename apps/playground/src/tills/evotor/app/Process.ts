/**
 * One process of the application on the terminal, with the real `@loyalkit/adapter-evotor/terminal` in it. Whatever it waits for never comes once it is dead.
 */
import {
  installEvotorLoyalty,
  type EvotorLoyalty,
  type Http,
  type Notice,
  type Store,
} from "@loyalkit/adapter-evotor/terminal"
import type { Language } from "@loyalkit/core/Money"
import type { After } from "../../../shop/ShopTimers.ts"
import { createLibrary, type Library, type Native } from "../sdk/Sdk.ts"

export interface Process {
  readonly library: Library
  readonly loyalty: EvotorLoyalty
  readonly die: () => void
}

export interface ProcessOptions {
  readonly native: Native
  readonly gateway: { readonly url: string; readonly token: string }
  readonly http: Http
  readonly store: Store
  readonly after: After
  readonly notify: (notice: Notice) => void
  readonly now: () => number
  readonly language: Language
}

/** The class of the application's screen. */
const ACTIVITY = "ru.example.loyalty.DiscountActivity"

export const beginProcess = (options: ProcessOptions): Process => {
  const { after, gateway, http, language, native, notify, now, store } = options
  let isAlive = true
  /** Asks only while it lives, and hears only while it lives. */
  const living =
    <Given extends ReadonlyArray<unknown>, A>(ask: (...given: Given) => PromiseLike<A>) =>
    (...given: Given): Promise<A> =>
      new Promise((resolve, reject) => {
        if (!isAlive) return
        ask(...given).then(
          (value) => isAlive && resolve(value),
          (cause) => isAlive && reject(cause),
        )
      })
  const library = createLibrary(native, () => isAlive)
  const loyalty = installEvotorLoyalty({
    sdk: library.sdk,
    gateway,
    store: { get: living(store.get), set: living(store.set), remove: living(store.remove) },
    ui: { activity: ACTIVITY, notify },
    http: living(http),
    timers: {
      set: (run, millis) => after(millis, () => isAlive && run()),
      clear: (forget) => {
        // Ours: `set` gave it.
        if (typeof forget === "function") forget()
      },
    },
    now,
    language,
  })
  return { library, loyalty, die: () => void (isAlive = false) }
}
