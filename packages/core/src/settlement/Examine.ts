/**
 * Looks at a doubt once: which holds to look with, in which order, and what the table says of what was seen.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { HoldId } from "../Domain.ts"
import type { Journal, JournalError } from "../Journal.ts"
import type { InDoubt } from "../journal/CheckoutState.ts"
import type { NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { FindClientError, ReceiptConflict } from "../LoyaltyError.ts"
import { subtract, zeroPoints, type Points } from "../Money.ts"
import type { PolicyConfig } from "../Policy.ts"
import {
  probingEnd,
  windowEnd,
  witnessHold,
  type Baseline,
  type Knowledge,
  type Seen,
  type WitnessHold,
} from "./Knowledge.ts"
import type { LookAround, Looked } from "./Looks.ts"
import { decide, signSeen, type Verdict, type Watch } from "./Verdict.ts"
import type { WitnessHolds } from "./WitnessHolds.ts"

export type ExamineError = FindClientError | ReceiptConflict | JournalError

/** What a look brought: the verdict, what is now known, and the look as the journal keeps it. */
export interface Examined {
  readonly verdict: Verdict
  readonly knowledge: Knowledge
  readonly looked?: NewEvent
}

/** The sale's own hold, or the one-point hold beside it. */
interface Watched {
  readonly id: HoldId
  readonly size: Points
  readonly end: bigint | undefined
}

const eventOf = ({ id, size }: Watched, looked: Looked, verdict: Verdict): NewEvent => ({
  _tag: "DoubtLooked",
  hold: id,
  size,
  withHold: looked.withHold,
  without: looked.without,
  withHoldAgain: looked.withHoldAgain,
  afterWindow: looked.afterWindow,
  unexpired: looked.unexpired,
  verdict: verdict._tag === "Undecided" ? verdict.why : verdict._tag,
})

/** What the sale changes in the balance at once, where that is known. */
const changeOf = ({ state: { intent } }: Snapshot<InDoubt>, policy: PolicyConfig): Points | undefined => {
  if (intent.request.points > 0) return subtract(zeroPoints, intent.request.points)
  return policy.creditImmediate ? intent.witness.earn : undefined
}

export const make = (
  journal: Journal["Service"],
  looks: LookAround,
  holds: WitnessHolds,
  seen: Seen,
  policy: PolicyConfig,
) => {
  const lookAt = (doubt: Snapshot<InDoubt>, knowledge: Knowledge, watched: Watched) => {
    const { intent, key, witnesses } = doubt.state
    const others = new Set([...witnesses, ...(knowledge.witness === undefined ? [] : [knowledge.witness.id])])
    others.delete(watched.id)
    return looks.look({
      subject: { key, account: intent.account, personal: doubt.personal },
      hold: watched.id,
      // Named, they are shown as if they were free; where naming takes off, they are shown as if they were free unnamed.
      besides: seen.sign === "adds" ? [...others] : [],
      windowEnd: windowEnd(knowledge, policy),
      end: watched.end,
    })
  }

  const moved = Effect.fnUntraced(function* (doubt: Snapshot<InDoubt>, { baseline: { since } }: Knowledge) {
    const { intent, key, unseenHold } = doubt.state
    if (since === undefined) return { othersMoved: true, pointMoved: true }
    const ask = { since, except: key }
    const othersMoved =
      unseenHold !== undefined || (yield* journal.movedSince({ ...ask, client: intent.account.id }))
    const pointMoved =
      seen.salesSpareOthers !== true && (yield* journal.movedSince({ ...ask, point: key.point }))
    return { othersMoved, pointMoved }
  })

  const judge = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
    watched: Watched,
    looked: Looked,
  ) {
    const change = changeOf(doubt, policy)
    const watch: Watch = {
      size: watched.size,
      balance: knowledge.baseline.balance,
      ...(change === undefined ? {} : { change }),
      ...(yield* moved(doubt, knowledge)),
      exclusivePoint: policy.exclusivePoint,
    }
    return decide(watch, seen.sign, looked)
  })

  const withWitness = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
  ): Effect.fn.Return<Knowledge, ReceiptConflict | JournalError> {
    const now = yield* Clock.monotonicTimeNanos
    if (knowledge.witness !== undefined && knowledge.witness.end > now) return knowledge
    const witness = yield* holds.take(doubt, knowledge)
    const { witness: _, ...without } = knowledge
    return witness === undefined ? without : { ...without, witness }
  })

  /** Looks at the one-point hold itself: it certainly lives, so what is seen tells how the service reads holds. */
  const learn = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
    witness: WitnessHold,
  ) {
    const looked = yield* lookAt(doubt, knowledge, witness)
    const sign = signSeen(witness.size, looked)
    if (sign === undefined) return
    seen.sign ??= sign
    // It outlived somebody else's sale at this point, so sales end the holds of their own client only.
    if (knowledge.othersSold === true && sign === seen.sign) seen.salesSpareOthers = true
  })

  /** The sale's own hold was seen alive: what is known begins anew from here. `before`: the one-point hold that stood by already. */
  const alive = (knowledge: Knowledge, baseline: Baseline, before: WitnessHold | undefined): Knowledge => {
    const { othersSold, witness, ...rest } = knowledge
    if (othersSold === true) seen.salesSpareOthers = true
    const proven = witness !== undefined && (witness.proven || witness.id === before?.id)
    return { ...rest, baseline, ...(witness === undefined ? {} : { witness: { ...witness, proven } }) }
  }

  return Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    known: Knowledge,
  ): Effect.fn.Return<Examined, ExamineError> {
    const hold = witnessHold(doubt.state.intent)
    if (hold === undefined) return { verdict: { _tag: "Undecided", why: "noWitness" }, knowledge: known }
    const own: Watched = { id: hold.id, size: hold.points, end: known.holdEnd }
    const lasts = known.holdEnd !== undefined && known.holdEnd >= probingEnd(known, policy)
    let knowledge = lasts ? known : yield* withWitness(doubt, known)
    const before = knowledge.witness
    // A first look does not know yet how to name what stands beside it: the balance that it saw is no baseline then.
    const isClear = seen.sign !== undefined || (before === undefined && doubt.state.witnesses.length === 0)
    const looked = yield* lookAt(doubt, knowledge, own)
    const shown = signSeen(own.size, looked)
    if (shown !== undefined) seen.sign ??= shown
    if (seen.sign === undefined || (knowledge.othersSold === true && seen.salesSpareOthers !== true)) {
      knowledge = yield* withWitness(doubt, knowledge)
      if (knowledge.witness !== undefined) yield* learn(doubt, knowledge, knowledge.witness)
    }
    const verdict = yield* judge(doubt, knowledge, own, looked)
    const first = { verdict, knowledge, looked: eventOf(own, looked, verdict) }
    if (verdict._tag === "NotCreated") {
      const baseline = isClear ? { balance: verdict.balance, since: looked.since } : knowledge.baseline
      return { ...first, knowledge: alive(knowledge, baseline, before) }
    }
    const { witness } = knowledge
    if (verdict._tag !== "Undecided" || witness === undefined || !witness.proven) return first
    const second = yield* lookAt(doubt, knowledge, witness)
    const other = yield* judge(doubt, knowledge, witness, second)
    return { verdict: other, knowledge, looked: eventOf(witness, second, other) }
  })
}

export type Examine = ReturnType<typeof make>
