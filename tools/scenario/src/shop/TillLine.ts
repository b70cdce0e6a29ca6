/**
 * The line between the tills and the gateway: down, up, or losing an answer. Whoever is in the same house, or in the same process, needs none.
 *
 * A request that finds no line, or nobody who listens, is told so at once. One whose answer is lost hears nothing, until its till gives up.
 */
import type { Timeline } from "../time/Timeline.ts"
import type { Heard, News, TillCall, Unheard } from "../watch/News.ts"
import type { PlainRequest } from "./Exchange.ts"
import type { Process } from "./Process.ts"

/** From where somebody calls the gateway. */
interface From {
  /** They call over the line, which may be down. */
  readonly isOverLine: boolean
  /** How long one way takes, in milliseconds. */
  readonly oneWay: number
}

/** A cable in the shop takes 5 ms; our judgment. */
const TILL: From = { isOverLine: true, oneWay: 5 }
const OFFICE: From = { isOverLine: false, oneWay: 5 }
/** A till that has the engine inside it. */
const WITHIN: From = { isOverLine: false, oneWay: 0 }

/** How long a till waits for an answer: longer than any budget of the gateway. Our judgment; vendors wait 5 to 30 seconds. */
export const PATIENCE_MILLIS = 15_000

export interface TillLine {
  /** Sends; `heard` is called once. Gives the call's number. */
  readonly send: (till: string, request: PlainRequest, heard?: (heard: Heard) => void) => number
  /** A till that has the engine inside it asks what another one asks of a gateway: at once, and over no line. */
  readonly sendFromWithin: (till: string, request: PlainRequest, heard?: (heard: Heard) => void) => number
  /** The office is in the same house: its calls need no line. */
  readonly sendFromOffice: (name: string, request: PlainRequest, heard?: (heard: Heard) => void) => number
  readonly goes: (up: boolean) => void
  readonly losesNext: () => void
  readonly isUp: () => boolean
  readonly answersToLose: () => number
  readonly calls: () => ReadonlyArray<TillCall>
}

export interface TillLineOptions {
  readonly timeline: Timeline
  readonly start: number
  readonly process: Process
  readonly tell: (news: News) => void
  /** Told when an answer was lost, as it was to be. */
  readonly lineChanged: () => void
}

export const make = ({ lineChanged, process, start, tell, timeline }: TillLineOptions): TillLine => {
  const now = () => timeline.now() - start
  let isUp = true
  /** Counts how often the line went down: an answer that set out before is lost. */
  let falls = 0
  let toLose = 0
  const calls: Array<TillCall> = []

  const keep = (call: TillCall): void => {
    calls[call.number - 1] = call
    tell({ _tag: "TillCall", call })
  }
  const update = (number: number, change: Partial<TillCall>): void => {
    const call = calls[number - 1]
    if (call !== undefined) keep({ ...call, ...change })
  }

  const isCut = (before: number): boolean => falls !== before || !isUp

  /** Is this one of the answers that are to be lost? Then there is one less. */
  const isToBeLost = (): boolean => {
    if (toLose === 0) return false
    toLose--
    lineChanged()
    return true
  }

  const exchange = (
    till: string,
    request: PlainRequest,
    { isOverLine, oneWay }: From,
    heard: (heard: Heard) => void,
  ): number => {
    const number = calls.length + 1
    keep({ number, at: now(), till, request })
    let isOver = false
    const hear = (what: Heard): void => {
      // Who gave up does not hear what comes later.
      if (isOver) return
      isOver = true
      forget()
      update(number, { heard: what })
      heard(what)
    }
    const nothing = (why: Unheard) => hear({ _tag: "Nothing", at: now(), why })
    const forget = timeline.after(PATIENCE_MILLIS, () => nothing("no-answer"))
    if (isOverLine && !isUp) {
      timeline.soon(() => nothing("line-down"))
      return number
    }
    const before = falls
    timeline.after(oneWay, () => {
      if (isOverLine && isCut(before)) return
      if (!process.isUp()) return void timeline.after(oneWay, () => nothing("gateway-down"))
      update(number, { reached: { at: now(), life: process.life() } })
      process.exchange(request, (answer) => {
        if (answer !== undefined) update(number, { said: { at: now(), answer } })
        if (isOverLine && (isCut(before) || (answer !== undefined && isToBeLost()))) return
        timeline.after(oneWay, () => {
          if (answer === undefined) nothing("gateway-died")
          else hear({ _tag: "Answer", at: now(), answer })
        })
      })
    })
    return number
  }

  return {
    send: (till, request, heard = () => {}) => exchange(till, request, TILL, heard),
    sendFromWithin: (till, request, heard = () => {}) => exchange(till, request, WITHIN, heard),
    sendFromOffice: (name, request, heard = () => {}) => exchange(name, request, OFFICE, heard),
    goes: (up) => {
      if (isUp && !up) falls++
      isUp = up
    },
    losesNext: () => {
      toLose++
    },
    isUp: () => isUp,
    answersToLose: () => toLose,
    calls: () => calls,
  }
}
