/** A journal event in words: what happened, and the numbers or the evidence that count. */
import type { EventOf } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent, Judge } from "@loyalkit/core/journal/JournalEvent"
import type { Speech } from "./Language.ts"
import { reasonText, refusalText } from "@loyalkit/core/CaseText"

/** What happened. */
export const eventTitle = (event: JournalEvent, speech: Speech): string => {
  const texts = speech.t().journal
  return event._tag === "HoldEnded" ? texts.HoldEnded[event.why] : texts[event._tag]
}

const intended = ({ again, request }: EventOf<"CommitIntended">, speech: Speech): string => {
  const texts = speech.t().journal
  const { amount, points } = request
  const what =
    points > 0
      ? texts.intended(speech.money(amount), speech.points(points))
      : texts.earning(speech.money(amount))
  return again === true ? texts.again(what) : texts.before(what)
}

const decidedBy = (judge: Judge, speech: Speech, witness: string): string =>
  judge.by === "witness" ? witness : speech.t().journal.decided(judge.name)

/** The three balances of a look and what they say. */
export const lookText = (look: EventOf<"DoubtLooked">, speech: Speech): string => {
  const { bare } = speech
  const seen = speech.t().journal.looked(bare(look.withHold), bare(look.without), bare(look.withHoldAgain))
  return `${seen}: ${reasonText(look.verdict, speech.language())}`
}

/** Is its detail a failure's own text, which is written in English alone? */
export const isTechnical = ({ _tag }: JournalEvent): boolean =>
  _tag === "HoldUnknown" || _tag === "CommitUnknown"

/** The numbers that count, or the evidence. */
export const eventDetail = (event: JournalEvent, speech: Speech): string => {
  const { money, points } = speech
  const texts = speech.t().journal
  switch (event._tag) {
    case "Identified":
      return event.account.level.type === "cashback" ? texts.balance(points(event.account.balance)) : ""
    case "Quoted": {
      const { amount, earn, maxSpend, total } = event.quote
      return total === undefined
        ? texts.quoted(money(amount), speech.bare(maxSpend), speech.bare(earn))
        : texts.discounted(money(amount), money(total))
    }
    case "Held":
      return texts.held(points(event.hold.points), event.hold.minutes, event.hold.askedMinutes)
    case "CommitIntended":
      return intended(event, speech)
    case "Committed": {
      const paid = texts.sold(money(event.sale.total))
      return event.judge === undefined
        ? paid
        : `${paid}; ${decidedBy(event.judge, speech, texts.seenCommitted)}`
    }
    case "EarningQueued":
      return `${money(event.request.amount)}: ${refusalText(event, speech.language())}`
    case "DoubtLooked":
      return lookText(event, speech)
    case "WitnessHeld":
      return points(event.points)
    case "NotCreated":
      return decidedBy(event.judge, speech, texts.seenNotCreated)
    case "LeftToPerson":
      return reasonText(event.why, speech.language())
    case "Rejected":
      return event.judge === undefined
        ? refusalText(event, speech.language())
        : decidedBy(event.judge, speech, "")
    case "CaseClosed":
      return `${speech.t().cases[event.kind]}; ${texts.decided(event.name)}`
    case "CommitRefused":
    case "PrintedNotWrittenOff":
      return refusalText(event, speech.language())
    case "HoldUnknown":
    case "CommitUnknown":
      return event.detail
    case "ReturnNoted":
      return money(event.amount)
    case "Cancelled":
      return event.why === undefined ? "" : texts.abandoned
    case "SearchKept":
    case "QuoteOutdated":
    case "HoldEnded":
    case "WindowOver":
      return ""
    default:
      return event satisfies never
  }
}
