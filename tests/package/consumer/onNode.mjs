// On a real till: requests over undici, and checkouts written down in a file. Plain JavaScript this time.
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import { sellOver } from "./dist/effects.js"

export const sell = (till) =>
  sellOver(till, [UndiciTransport.layer(), SqliteJournal.layer({ path: "till.db" })])
