/**
 * What the sandbox refuses to those who drive it.
 */
import { MAX_WHOLE } from "@loyalkit/core/Money"
import * as Data from "effect/Data"
import { MAX_FAULT_RULES } from "./Fault.ts"

/** No client of the sandbox has this ID. */
export class NoSuchClient extends Data.TaggedError("NoSuchClient")<{ readonly client: string }> {
  override get message(): string {
    return `The sandbox has no client ${this.client}. See its state for those it has.`
  }
}

/** There are {@link MAX_FAULT_RULES} fault rules already. */
export class TooManyFaults extends Data.TaggedError("TooManyFaults")<{}> {
  override get message(): string {
    return `The sandbox has ${MAX_FAULT_RULES} fault rules, the most it takes. Remove some first.`
  }
}

/** The sandbox keeps as much as it may; see `Options.limits`. */
export class SandboxFull extends Data.TaggedError("SandboxFull")<{}> {
  override get message(): string {
    return "The sandbox is full. Reset the sandbox."
  }
}

/** This client cannot be credited so many points. */
export class CannotCredit extends Data.TaggedError("CannotCredit")<{
  readonly client: string
  /** `discount`: the client's level has no points. `too-many`: the balance would be beyond the largest amount. */
  readonly reason: "discount" | "too-many"
}> {
  override get message(): string {
    return this.reason === "discount"
      ? `Client ${this.client} has a discount level, which has no points. Credit another client.`
      : `The balance of client ${this.client} would be beyond ${MAX_WHOLE}. Credit fewer points.`
  }
}

/** The furthest that the clock is moved at once: ten years, in milliseconds. Longer than any hold, credit or fault. */
export const MAX_ADVANCE = 10 * 365 * 24 * 60 * 60 * 1_000

/** The clock goes forward only, by {@link MAX_ADVANCE} at most. */
export class CannotAdvance extends Data.TaggedError("CannotAdvance")<{
  /** How far it was to be moved, in milliseconds. */
  readonly by: number
}> {
  override get message(): string {
    return `The sandbox's clock goes forward by 0 to ${MAX_ADVANCE} ms at once, not by ${this.by} ms.`
  }
}
