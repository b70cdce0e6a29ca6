/**
 * For which receipt a call or an append is made: the receipt, or nothing for what the engine does by itself.
 * A fiber inherits it from the one that began it.
 */
import * as Context from "effect/Context"

export class Subject extends Context.Reference<string>("@loyalkit/simulator/Subject", {
  defaultValue: () => "",
}) {}
