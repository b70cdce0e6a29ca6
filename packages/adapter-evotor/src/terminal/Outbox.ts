/**
 * Sales that the gateway has not confirmed, sent in order whenever something happens.
 *
 * A sale is in the book before anything is sent. What is committed is what the closed receipt shows to be applied; it is written down before
 * the first request, so that a repeat after a crash asks for the same, and `/v1` gives the recorded answer. A sale leaves the outbox when the
 * gateway has it (committed, queued or pending: from then on it settles it) or has refused it for good.
 */
import { NOT_WRITTEN, type Notes, type SoldReceipt } from "./Book.ts"
import type { Answer, Sale } from "./Gateway.ts"
import { applied, asAsked, type Applied } from "./Standing.ts"
import type { Terminal } from "./Terminal.ts"

export interface Outbox {
  /** Sends what waits. One at a time: who asks meanwhile starts another round after this one. Never rejects. */
  readonly drain: () => Promise<void>
}

/** The amount is not the one quoted, or nothing was quoted: so quote, and commit again. */
const TO_QUOTE = /^(STALE_QUOTE|OUT_OF_ORDER)$/
/** Somebody else has this receipt, or has it just now: the gateway is asked which. */
const TAKEN = /^(RECEIPT_CONFLICT|ALREADY_COMMITTED|COMMIT_PENDING)$/
/** A sale of it is known: from the cloud, or from before. */
const HAS_SALE = /^(committed|queued|committing|doubt)$/
/** There will be no sale of it. */
const HAS_NONE = /^(cancelled|rejected)$/
/** The token, or the address: the same for every sale. */
const NOT_OURS = /^(UNAUTHORIZED|FORBIDDEN|NOT_FOUND)$/
/** The line, for every sale. */
const NO_LINE = /^(UNREACHABLE|RATE_LIMITED)$/
/** Not marked as retryable, since a till should not press again at once; but the owner will mend it, and then the sale goes through. */
const KEPT = /^(SERVICE_KEY_REFUSED|POINT_NOT_FOUND|QUEUE_FULL|JOURNAL_UNAVAILABLE|INTERNAL)$/

type Outcome = "gone" | "kept" | "stop"

/** What is committed, written down before it is sent. */
const withApplied = (terminal: Terminal, { applied: known, open }: SoldReceipt): Promise<Applied> => {
  if (known !== undefined) return Promise.resolve(known)
  const { book, log, notify } = terminal
  const { receipt } = open
  return terminal.purchase(receipt).then((purchase) => {
    if (purchase === undefined) log("warn", `receipt ${receipt}: cannot be read`)
    const what = purchase === undefined ? asAsked(open) : applied(open, purchase)
    const noted = (one: SoldReceipt): SoldReceipt =>
      one.open.receipt === receipt ? { open: one.open, soldAt: one.soldAt, applied: what } : one
    return book
      .change((notes) => ({ open: notes.open, outbox: notes.outbox.map(noted) }))
      .then(() => {
        if (!what.isAsAsked) notify("difference", receipt)
        return what
      })
  })
}

const committed = ({ gateway, timeouts }: Terminal, receipt: string, sale: Sale): Promise<Answer<string>> => {
  const { request } = timeouts
  const commit = () => gateway.commit(receipt, sale, request)
  return commit().then((first) =>
    first.ok || !TO_QUOTE.test(first.code)
      ? first
      : gateway
          .identify(receipt, sale.search, request)
          .then((client) => (client.ok ? gateway.quote(receipt, sale.amountKopecks, request) : client))
          .then((quote) => (quote.ok ? commit() : quote)),
  )
}

const outcomeOf = (
  { gateway, log, notify, timeouts }: Terminal,
  receipt: string,
  answer: Answer<string>,
): Outcome | Promise<Outcome> => {
  const lost = (why: string): Outcome => {
    notify("lost", receipt, why)
    return "gone"
  }
  if (answer.ok) {
    log("info", `receipt ${receipt}: ${answer.value}`)
    return "gone"
  }
  const { code, isRetryable, message, requestId } = answer
  log("warn", `receipt ${receipt}: ${code} ${requestId}`)
  if (TAKEN.test(code))
    return gateway.state(receipt, timeouts.request).then((state) => {
      if (state.ok && HAS_NONE.test(state.value)) return lost(message)
      return state.ok && HAS_SALE.test(state.value) ? "gone" : "kept"
    })
  if (NO_LINE.test(code)) return "stop"
  if (NOT_OURS.test(code)) {
    notify("stuck", receipt)
    return "stop"
  }
  return isRetryable || KEPT.test(code) ? "kept" : lost(message)
}

export const outboxOf = (terminal: Terminal): Outbox => {
  const { book, log } = terminal
  let running: Promise<void> | undefined
  let isAskedAgain = false

  const send = (sold: SoldReceipt): Promise<Outcome> => {
    const { open, soldAt } = sold
    const { receipt } = open
    const gone = (notes: Notes): Notes => ({
      open: notes.open,
      outbox: notes.outbox.filter((one) => one.open.receipt !== receipt),
    })
    return withApplied(terminal, sold)
      .then(({ amount, points, search }) =>
        committed(terminal, receipt, { amountKopecks: amount, pointsHundredths: points, search, soldAt }),
      )
      .then((answer) => outcomeOf(terminal, receipt, answer))
      .then((outcome) => (outcome === "gone" ? book.change(gone).then(() => outcome) : outcome))
  }
  /** Says whether it came to the end. */
  const sendFrom = (outbox: ReadonlyArray<SoldReceipt>, index: number): Promise<boolean> => {
    const sold = outbox[index]
    return sold === undefined
      ? Promise.resolve(true)
      : send(sold).then((outcome) => outcome !== "stop" && sendFrom(outbox, index + 1))
  }
  /** Who asks before its last line gets another round; who asks after it begins one. */
  const rounds = (): Promise<void> => {
    isAskedAgain = false
    return book
      .read()
      .then(({ outbox }) => sendFrom(outbox, 0))
      .then(undefined, () => {
        log("error", NOT_WRITTEN)
        return false
      })
      .then((isThrough) => {
        if (isThrough && isAskedAgain) return rounds()
        running = undefined
        return undefined
      })
  }
  return {
    drain: () => {
      isAskedAgain = true
      if (!terminal.isUsable) return Promise.resolve()
      if (running === undefined) running = rounds()
      return running
    },
  }
}
