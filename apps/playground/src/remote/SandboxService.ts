/**
 * A sandbox on a port as the page's service: its world is the shop's, its clock goes with the shop's, and its key opens it, since it says it itself.
 */
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import * as Redacted from "effect/Redacted"
import { createSignal } from "solid-js"
import { createNotice } from "./Notice.tsx"
import type { Remote } from "../shop/Remote.ts"
import * as Flights from "./Flights.ts"
import * as SandboxLine from "./SandboxLine.ts"
import { adminOf } from "./Wire.ts"
import { wordsOf } from "./Words.ts"

/** Nothing where it has no point of sale: nobody can sell there. */
export const sandboxAt = (url: string, first: Snapshot): Remote | undefined => {
  const [cafe, ...others] = first.points
  if (cafe === undefined) return undefined
  const admin = adminOf(url)
  const flights = Flights.make()
  const [isAway, setAway] = createSignal(false)
  // That it does not answer is seen when it is looked at.
  const turn = (how: Parameters<typeof admin.turnClock>[0]): Promise<void> =>
    admin.turnClock(how).catch(() => {})
  return {
    url,
    key: first.apikey,
    Notice: createNotice((speech) => wordsOf(speech).notice.sandbox(url), isAway),
    cannot: (speech) => wordsOf(speech).cannot,
    elsewhere: {
      service: {
        world: { points: [cafe, ...others], clients: first.clients },
        access: { _tag: "LoyalClient", url, apiKey: Redacted.make(first.apikey) },
        line: (options) => SandboxLine.make({ url, admin, first, flights, isAway: setAway }, options),
      },
    },
    clock: {
      goes: first.clock.running,
      letGo: (running) => void turn({ running }),
      advance: (millis) => turn({ advance: Math.ceil(millis) }),
      settled: flights.settled,
      follow: flights.follow,
    },
  }
}
