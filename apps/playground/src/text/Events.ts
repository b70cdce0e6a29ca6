/** A journal event in words: what happened, and the numbers that count. */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Speech } from "./Language.ts"

/** What happened. */
export const eventTitle = (event: JournalEvent, speech: Speech): string => {
  const texts = speech.t().journal
  return event._tag === "HoldEnded" ? texts.HoldEnded[event.why] : texts[event._tag]
}

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
    case "CommitIntended": {
      const { amount, points: spent } = event.request
      return spent > 0 ? texts.intended(money(amount), points(spent)) : texts.earning(money(amount))
    }
    case "Committed":
      return texts.sold(money(event.sale.total))
    case "HoldUnknown":
    case "CommitRefused":
    case "CommitUnknown":
    case "PrintedNotWrittenOff":
      return event.detail
    case "ReturnNoted":
      return money(event.amount)
    case "QuoteOutdated":
    case "HoldEnded":
    case "Cancelled":
      return ""
    default:
      return event satisfies never
  }
}
