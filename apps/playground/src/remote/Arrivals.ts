/**
 * Which of the sandbox's calls is which of the shop's: it counts its own, and is not told whose they are.
 *
 * The oldest of ours that asked the same and was not found yet is the one. One that is over without having been found by a look that began later
 * never arrived. Whatever is left over somebody else has sent.
 */
import type { Call } from "@loyalkit/sandbox/Call"
import type { ServiceCall } from "@loyalkit/scenario/watch/News"

type Asked = Pick<ServiceCall, "method" | "body">

interface Waiting extends Asked {
  readonly number: number
  /** The first look that must have found it. */
  lastLook: number
}

export interface Arrivals {
  /** One of ours sets out. */
  readonly sent: (number: number, asked: Asked) => void
  /** It is over: a look of this number finds it, or none does. */
  readonly over: (number: number, look: number) => void
  /** Ours by the sandbox's number, also where it is found just now; nothing where it is somebody else's. */
  readonly find: (call: Call) => number | undefined
  /** Somebody else's call is shown under this number. */
  readonly keep: (call: Call, number: number) => void
  readonly at: (arrival: number) => number | undefined
  /** A look is over. Gives those of ours that never arrived. */
  readonly looked: (look: number) => ReadonlyArray<number>
  readonly forget: () => void
}

export const make = (): Arrivals => {
  let waiting: Array<Waiting> = []
  const numbers = new Map<number, number>()
  return {
    sent: (number, { body, method }) => {
      waiting.push({ number, body, method, lastLook: Infinity })
    },
    over: (number, look) => {
      const found = waiting.find((one) => one.number === number)
      if (found !== undefined) found.lastLook = look
    },
    find: ({ call, method, request }) => {
      const known = numbers.get(call)
      if (known !== undefined) return known
      const found = waiting.find((one) => one.method === method && one.body === request.body)
      if (found === undefined) return undefined
      waiting = waiting.filter((one) => one !== found)
      numbers.set(call, found.number)
      return found.number
    },
    keep: ({ call }, number) => void numbers.set(call, number),
    at: (arrival) => numbers.get(arrival),
    looked: (look) => {
      const lost = waiting.filter(({ lastLook }) => lastLook <= look)
      waiting = waiting.filter((one) => !lost.includes(one))
      return lost.map(({ number }) => number)
    },
    forget: () => {
      waiting = []
      numbers.clear()
    },
  }
}
