/**
 * The seam between the page and its tills: what every till stands in, and what the page asks of one.
 *
 * All tills of the page are in one shop: one engine, one journal, one service. Each lives in a folder of its own and is loaded when it is chosen.
 */
import type { CheckoutKey, ClientId, PointId } from "@loyalkit/core/Domain"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Accessor, Component } from "solid-js"
import type { PageShop } from "../shop/PageShop.ts"
import type { Speech } from "../text/Language.ts"
import type { PrintedReceipt } from "../view/paper/Paper.ts"

/** What every till stands in. */
export interface TillPlace {
  readonly page: PageShop
  readonly speech: Speech
  readonly firstPoint: PointId
}

/** What the journal has of one receipt of the till. */
export interface JournalPart {
  readonly key: CheckoutKey
  /** Where the till's purchase has more receipts than one in the journal, or one under another name: what this one is. */
  readonly title?: string
  readonly events: ReadonlyArray<JournalEvent>
}

/** A till that was opened. It keeps what is on it while another one is looked at. */
export interface OpenTill {
  readonly View: Component
  /** A panel beside it: what goes between this till and loyalkit, where something does. */
  readonly Beside?: Component
  /** Who the customer is, for those who look on: a till itself may not know. */
  readonly client: Accessor<ClientId | undefined>
  /** What is written down for the purchase on the till. */
  readonly journal: Accessor<ReadonlyArray<JournalPart>>
  /** What its printer gave for the purchase on it, as much of it as the till knows; nothing where nothing was printed yet. */
  readonly printed?: Accessor<PrintedReceipt | undefined>
  /** What the till calls a receipt; nothing where it is none of its own. */
  readonly receiptName: (key: CheckoutKey) => string | undefined
}
