/**
 * What is true at a sandbox on a port, kept in the page: asked for again and again, and told in the shop's own time.
 *
 * Its clock shows another time than the shop's, so every time that it says is moved by what the two are apart.
 */
import type { Call } from "@loyalkit/sandbox/Call"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import type { Admin } from "./Wire.ts"

/** The points of sale at which the page has tills. */
const TILL_POINTS = 2

/** So many entries of before the page was opened are shown at most. Our judgment. */
const EARLIER_ENTRIES = 200

/** A call is followed until so many others have come: one that is late is executed soon enough. Our judgment. */
const FOLLOWED_CALLS = 50

/** How often it is asked how things stand, in milliseconds, besides after each call. Our judgment: others may sell there too. */
const LOOK_MILLIS = 1_000

/** What a look brought. */
export interface Seen {
  readonly entries: ReadonlyArray<Entry>
  /** Those that are new or may have got on. */
  readonly calls: ReadonlyArray<Call>
  /** Looks are counted. */
  readonly look: number
  /** Somebody reset the sandbox: its numbers count from 1 again. */
  readonly isAnew: boolean
}

export interface MirrorOptions {
  readonly admin: Admin
  readonly first: Snapshot
  /** The shop's clock, in milliseconds since 1970. */
  readonly now: () => number
  readonly land: (what: () => void) => void
  /** Told of each look, when it has landed. */
  readonly seen: (seen: Seen) => void
  readonly isAway: (isAway: boolean) => void
}

export interface Mirror {
  readonly state: () => Snapshot
  readonly ledger: () => ReadonlyArray<Entry>
  /** Has it looked at anew, at once or as soon as the look before is through. Gives the number of that look. */
  readonly look: () => number
}

export const make = ({ admin, first, isAway, land, now, seen }: MirrorOptions): Mirror => {
  let apart = first.clock.now - now()
  const moved = (at: number): number => Math.round(at - apart)
  const inShopTime = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    // The page's tills stand at these.
    points: snapshot.points.slice(0, TILL_POINTS),
    clock: { ...snapshot.clock, now: moved(snapshot.clock.now) },
    clients: snapshot.clients.map((client) => ({
      ...client,
      holds: client.holds.map((hold) => ({ ...hold, until: moved(hold.until) })),
    })),
  })
  const entryInShopTime = (entry: Entry): Entry =>
    entry.kind === "held"
      ? { ...entry, at: moved(entry.at), until: moved(entry.until) }
      : { ...entry, at: moved(entry.at) }
  const callInShopTime = (call: Call): Call => ({
    ...call,
    at: moved(call.at),
    executed: call.executed.map(({ at, reply }) => ({ at: moved(at), reply })),
    ...(call.delivered === undefined
      ? {}
      : { delivered: { ...call.delivered, at: moved(call.delivered.at) } }),
  })

  let state = inShopTime(first)
  let known = {
    entries: Math.max(0, first.entries - EARLIER_ENTRIES),
    calls: first.calls,
    pending: first.pending,
  }
  let ledger: ReadonlyArray<Entry> = []
  let looks = 0
  let isLooking = false
  let isAsked = false

  const read = async (): Promise<void> => {
    looks++
    const look = looks
    const next = await admin.state()
    const isAnew = next.entries < known.entries || next.calls < known.calls
    if (isAnew) known = { entries: 0, calls: 0, pending: 0 }
    const entries = next.entries > known.entries ? await admin.ledger(known.entries) : []
    const hasNewCalls = next.calls > known.calls || known.pending > 0 || next.pending > 0
    const calls = hasNewCalls ? await admin.calls(Math.max(0, known.calls - FOLLOWED_CALLS)) : []
    known = { entries: known.entries + entries.length, calls: next.calls, pending: next.pending }
    land(() => {
      apart = next.clock.now - now()
      state = inShopTime(next)
      const fresh = entries.map(entryInShopTime)
      ledger = isAnew ? fresh : [...ledger, ...fresh]
      seen({ entries: fresh, calls: calls.map(callInShopTime), look, isAnew })
    })
  }

  const look = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    try {
      do {
        isAsked = false
        await read()
      } while (isAsked)
      isAway(false)
    } catch {
      isAway(true)
    } finally {
      isLooking = false
    }
  }

  const asked = (): number => {
    isAsked = isLooking
    if (isLooking) return looks + 1
    void look()
    return looks
  }
  setInterval(asked, LOOK_MILLIS)
  asked()

  return { state: () => state, ledger: () => ledger, look: asked }
}
