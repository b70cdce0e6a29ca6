/**
 * A sandbox or a gateway on a port in place of the one in the page: what the address says of it, and what the page is told by the room that reaches it.
 *
 * `?service=http://127.0.0.1:8078`. The room, `src/remote`, is loaded when the address asks for it.
 */
import type { OnPort } from "@loyalkit/scenario/shop/Shop"
import type { Component, JSX } from "solid-js"
import type { Speech } from "../text/Language.ts"

const PARAMETER = "service"

/** The address as it stands there; nothing where the service is the page's own. */
export const remoteIn = (search: string): string | undefined =>
  new URLSearchParams(search).get(PARAMETER) ?? undefined

/** The page's address with its own service again. */
export const withoutRemote = (): string => {
  const url = new URL(location.href)
  url.searchParams.delete(PARAMETER)
  return `${url.pathname}${url.search}`
}

/** A clock outside of the shop, which has to go on with the shop's own. */
export interface RemoteClock {
  /** Did it go by itself when the shop opened? */
  readonly goes: boolean
  readonly letGo: (goes: boolean) => void
  /** So many milliseconds pass there at once. */
  readonly advance: (millis: number) => Promise<void>
  /** Waits for what is under way there, but for no call for long: the shop's time is not to leap over an answer that is about to come. */
  readonly settled: () => Promise<void>
  /** How the shop's clock is brought up to now before something from there happens in it. */
  readonly follow: (catchUp: () => void) => void
}

/** What the page then cannot do, each with a word why. */
export interface Cannot {
  /** A recording plays again in a world of its own. */
  readonly share: string
  /** No single call to a port can be refused. */
  readonly notSent?: string
  /** Time, the engine and the service are not the page's. */
  readonly levers?: string
  /** What a till's screen has from the journal: who the guest is, how a sale stands, and what was read back from 1C. */
  readonly guest?: string
  readonly standing?: string
  readonly readBack?: string
  /** A till that has the engine inside it. */
  readonly own?: string
}

export interface Remote {
  readonly url: string
  /** The sandbox's key, which it says itself; a gateway's token is not for anybody's eyes. */
  readonly key?: string
  /** Said in the page's head: who is on the port. */
  readonly Notice: Component<{ readonly speech: Speech }>
  readonly elsewhere: OnPort
  readonly clock: RemoteClock
  readonly cannot: (speech: Speech) => Cannot
  /** Both columns of what is true, where the page knows less of it than of a shop of its own. `beside`: what goes over the tills' lines. */
  readonly Truth?: Component<{ readonly beside: JSX.Element }>
}
