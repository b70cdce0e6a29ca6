/**
 * The screen that a discount event opened: it always sets a result, and always finishes.
 *
 * The event stays open until the screen answers, and finishing without a result sends nothing: the terminal would wait. So a cancelled or
 * failed screen sets the discount that the receipt had, which changes nothing.
 */
import { DISCOUNT, RECEIPT_UUID } from "./DiscountService.ts"
import type { Lifecycle } from "./Lifecycle.ts"
import { kopecksOf, rublesOf } from "./Money.ts"
import { offerFor, type Patience, type Settled } from "./Offer.ts"
import type { Ask } from "./Options.ts"
import type { Terminal } from "./Terminal.ts"
import { NOT_TAKEN } from "./Visit.ts"

interface Asked {
  readonly receiptId: string
  readonly given: number
}

/** What the service put into the intent. */
const askedIn = (extras: Readonly<Record<string, unknown>> | null | undefined): Asked | undefined => {
  if (extras === null || extras === undefined) return undefined
  const receiptId = extras[RECEIPT_UUID]
  const given = kopecksOf(extras[DISCOUNT])
  return typeof receiptId === "string" && given !== undefined ? { receiptId, given } : undefined
}

const settledBy = (
  terminal: Terminal,
  lifecycle: Lifecycle,
  { given, receiptId }: Asked,
  ask: Ask,
): Promise<Settled | undefined> => {
  const patience: Patience = {
    wait: (promised) => Promise.resolve(promised),
    left: () => terminal.timeouts.request,
  }
  return lifecycle
    .leaveOthers(receiptId)
    .then(() => offerFor(terminal, patience, receiptId, given))
    .then((offer) =>
      offer === undefined
        ? undefined
        : ask(offer.sale).then((choice) => (choice === undefined ? undefined : offer.settle(choice))),
    )
}

/** Runs a screen to its end. Never rejects. */
export const activityOf =
  (terminal: Terminal, lifecycle: Lifecycle, afterwards: () => void) =>
  (ask: Ask): Promise<void> => {
    const { log, sdk } = terminal
    const { NavigationAPI } = sdk
    const failed = (what: string) => (): undefined => {
      log("error", what)
      return undefined
    }
    let given = 0
    return Promise.resolve()
      .then(() => NavigationAPI.getIntent())
      .then((intent) => {
        const asked = askedIn(intent.extras)
        if (asked === undefined) return failed("the screen was opened by no discount")()
        given = asked.given
        return settledBy(terminal, lifecycle, asked, ask)
      })
      .then(undefined, failed("the screen failed"))
      .then((settled) =>
        NavigationAPI.setIntegrationResult(
          settled === undefined
            ? new sdk.ReceiptDiscountEventResult(rublesOf(given), null, [])
            : settled.result,
        ).then(() => (settled === undefined ? undefined : settled.taken())),
      )
      .then(undefined, failed(NOT_TAKEN))
      .then(() => NavigationAPI.finish())
      .then(afterwards, failed("the screen does not finish"))
  }
