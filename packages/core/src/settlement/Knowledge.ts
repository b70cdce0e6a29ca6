/**
 * What only this process knows about a doubt: times of its own monotonic clock, and what it saw since.
 *
 * None of it survives a crash, and nothing is lost by that but certainty: a hold whose age is not known counts as
 * possibly expired, and another process's request counts as sent when this one found it.
 */
import type { CheckoutKey, ClientId, Hold, HoldId } from "../Domain.ts"
import type { InDoubt, Intent, NotCreated } from "../journal/CheckoutState.ts"
import type { Snapshot } from "../journal/CheckoutStore.ts"
import type { Points } from "../Money.ts"
import type { PolicyConfig } from "../Policy.ts"

export const NANOS_PER_MILLI = 1_000_000n
const MILLIS_PER_MINUTE = 60_000

/**
 * How much earlier than by our clock a hold may end: the service gives its end in whole seconds, and its clock may run
 * faster. Our judgment: 1 s, and 4 s for half an hour of a clock that is 0.2 % fast.
 */
export const HOLD_MARGIN = 5_000

/** A one-point hold beside the doubt. */
export interface WitnessHold {
  readonly id: HoldId
  readonly size: Points
  /** When it was known to be there. */
  readonly takenAt: bigint
  /** Until then it certainly lives, unless somebody ends it. */
  readonly end: bigint
  /** The same by the service's clock, where its replies carry that. */
  readonly until?: number
  /** Was a look made after it was taken that saw the sale's own hold alive? Only then does its end prove a sale. */
  readonly proven: boolean
}

/** The balance at a moment when certainly nothing was created, and the journal's sequence before it was asked for. */
export interface Baseline {
  readonly balance: Points
  readonly since?: number
}

export interface Knowledge {
  readonly key: CheckoutKey
  /** The request that it is about. Another process may have sent a later one since: then none of this holds any more. */
  readonly attempt: number
  readonly client: ClientId
  /** When it was taken up here: its hold was there before. */
  readonly begun: bigint
  /** No request was on its way from us later than this. */
  readonly sentUntil: bigint
  /** Until then the sale's own hold certainly lives, unless somebody ends it. */
  readonly holdEnd?: bigint
  readonly baseline: Baseline
  readonly witness?: WitnessHold
  /** When the last sale of another client at this point was sent that the service has confirmed. */
  readonly othersSold?: bigint
}

/** The hold that a commit's fate can be read off: of the very size, or the one-point hold of an earning. */
export const witnessHold = ({ request, witness }: Intent): Hold | undefined =>
  witness.hold !== undefined && (request.points === 0 || witness.hold.points === request.points)
    ? witness.hold
    : undefined

/** Until when the sale's hold certainly lives: what was asked for beyond the till's time counts too. */
export const holdEnd = (snapshot: Snapshot, hold: Hold): bigint | undefined =>
  snapshot.heldUntil === undefined
    ? undefined
    : snapshot.heldUntil +
      BigInt(Math.max(0, hold.askedMinutes - hold.minutes) * MILLIS_PER_MINUTE - HOLD_MARGIN) *
        NANOS_PER_MILLI

/** What a process knows of a doubt: all that the snapshot says, and since when no request is on its way. */
export const make = (
  snapshot: Snapshot<InDoubt | NotCreated>,
  sentUntil: bigint,
  now: bigint = sentUntil,
): Knowledge => {
  const { intent, key } = snapshot.state
  const hold = witnessHold(intent)
  const end = hold === undefined ? undefined : holdEnd(snapshot, hold)
  const { balance, since } = intent.witness
  return {
    key,
    attempt: intent.attempt,
    client: intent.account.id,
    begun: now,
    sentUntil,
    baseline: { balance, ...(since === undefined ? {} : { since }) },
    ...(end === undefined ? {} : { holdEnd: end }),
  }
}

const after = (time: bigint, millis: number): bigint => time + BigInt(millis) * NANOS_PER_MILLI

/** From then on no request of this doubt can be executed any more (docs/design.md, "What is assumed"). */
export const windowEnd = ({ sentUntil }: Knowledge, policy: PolicyConfig): bigint =>
  after(sentUntil, policy.doubtWindow)

/** The time that a doubt is given after its window. */
export const probingEnd = (knowledge: Knowledge, policy: PolicyConfig): bigint =>
  after(windowEnd(knowledge, policy), policy.probing)

/** Does the sale's hold certainly outlive a request that is sent now, and its doubt? */
export const outlives = (end: bigint | undefined, now: bigint, policy: PolicyConfig): boolean =>
  end !== undefined && after(now, policy.commitBudget + policy.doubtWindow + policy.probing) <= end
