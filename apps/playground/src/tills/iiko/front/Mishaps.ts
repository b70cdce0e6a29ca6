/**
 * What goes wrong at an iiko till, once each. What goes wrong around it, on the lines and behind them, are the page's levers.
 */
import type * as Any from "../../../shop/Mishaps.ts"

/**
 * - `printer`: the fiscal printer fails after `Pay`.
 * - `payAnswer`: `Pay` is executed, its answer lost.
 * - `changed`: another terminal adds a dish after `Pay`.
 * - `plugin`: the plugin restarts between `Pay` and Closed, and does not hear of it.
 * - `power`: the till is switched off between `Pay` and the cheque.
 * - `terminals`: two terminals tell of Closed.
 */
export const mishaps = ["printer", "payAnswer", "changed", "plugin", "power", "terminals"] as const
export type Mishap = (typeof mishaps)[number]

export type Mishaps = Any.Mishaps<Mishap>
