/**
 * The line between the tills and the gateway: down, up, or losing an answer.
 *
 * A request that finds no line, or nobody who listens, is told so at once. One whose answer is lost hears nothing, until its till gives up.
 */
import type { Timeline } from "../time/Timeline.ts"
import type { Heard, News, TillCall, Unheard } from "../watch/News.ts"
import type { PlainRequest } from "./Exchange.ts"
import type { Process } from "./Process.ts"

/** How long one way takes, in milliseconds: a cable in the shop. Our judgment. */
const ONE_WAY_MILLIS = 5

/** How long a till waits for an answer: longer than any budget of the gateway. Our judgment; vendors wait 5 to 30 seconds. */
export const PATIENCE_MILLIS = 15_000

export interface TillLine {
  /** Sends; `heard` is called once. Gives the call's number. */
  readonly send: (till: string, request: PlainRequest, heard?: (heard: Heard) => void) => number
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
    isOffice: boolean,
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
    if (!isOffice && !isUp) {
      timeline.soon(() => nothing("line-down"))
      return number
    }
    const before = falls
    timeline.after(ONE_WAY_MILLIS, () => {
      if (!isOffice && isCut(before)) return
      if (!process.isUp()) return void timeline.after(ONE_WAY_MILLIS, () => nothing("gateway-down"))
      update(number, { reached: { at: now(), life: process.life() } })
      process.exchange(request, (answer) => {
        if (answer !== undefined) update(number, { said: { at: now(), answer } })
        if (!isOffice && (isCut(before) || (answer !== undefined && isToBeLost()))) return
        timeline.after(ONE_WAY_MILLIS, () => {
          if (answer === undefined) nothing("gateway-died")
          else hear({ _tag: "Answer", at: now(), answer })
        })
      })
    })
    return number
  }

  return {
    send: (till, request, heard = () => {}) => exchange(till, request, false, heard),
    sendFromOffice: (name, request, heard = () => {}) => exchange(name, request, true, heard),
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
