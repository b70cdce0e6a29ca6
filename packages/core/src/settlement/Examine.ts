/**
 * Looks at a doubt once: which holds to look with, in which order, and what the table says of what was seen.
 *
 * Every choice here is a move of the model in `test/settlement`, which takes them in every order and at every moment.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Hold, HoldId } from "../Domain.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import type { Journal, JournalError } from "../Journal.ts"
import type { InDoubt } from "../journal/CheckoutState.ts"
import type { NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { FindClientError, ReceiptConflict } from "../LoyaltyError.ts"
import { subtract, zeroPoints, type Points } from "../Money.ts"
import type { PolicyConfig } from "../Policy.ts"
import {
  HOLD_MARGIN,
  NANOS_PER_MILLI,
  probingEnd,
  windowEnd,
  witnessHold,
  type Knowledge,
  type WitnessHold,
} from "./Knowledge.ts"
import type { LookAround, Looked } from "./Looks.ts"
import type { Observed } from "./Observed.ts"
import { verdictOf } from "./Reasons.ts"
import { decide, signSeen, type UndecidedWhy, type Verdict, type Watch } from "./Verdict.ts"
import type { WitnessHolds } from "./WitnessHolds.ts"

export type ExamineError = FindClientError | ReceiptConflict | JournalError

/** What a look brought: the verdict, what is now known, and the look as the journal keeps it. */
export interface Examined {
  readonly verdict: Verdict
  readonly knowledge: Knowledge
  readonly looked?: NewEvent
  /** The balance that was shown to who named the hold. */
  readonly shown?: Points
}

/** A doubt as the journal has it now, and what is known of it. Both change when a hold comes or goes beside it. */
interface Standing {
  readonly doubt: Snapshot<InDoubt>
  readonly knowledge: Knowledge
}

/** The sale's own hold, or the one-point hold beside it. `since`: from then on it certainly was there. */
interface Watched {
  readonly id: HoldId
  readonly size: Points
  readonly end: bigint | undefined
  /** Its end by the service's clock. */
  readonly until: number | undefined
  readonly since: bigint
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
  verdict: verdictOf(verdict),
})

const undecided = (why: UndecidedWhy, knowledge: Knowledge): Examined => ({
  verdict: { _tag: "Undecided", why },
  knowledge,
})

/** What the sale changes in the balance at once, where that is known. */
const changeOf = ({ state: { intent } }: Snapshot<InDoubt>, policy: PolicyConfig): Points | undefined => {
  if (intent.request.points > 0) return subtract(zeroPoints, intent.request.points)
  return policy.creditImmediate ? intent.witness.earn : undefined
}

/** One point that nobody has ended, as far as we know, and no sign of it. */
const showsNothing = ({ disturbed, unexpired, withHold, withHoldAgain, without }: Looked): boolean =>
  unexpired && !disturbed && withHold === without && withHoldAgain === without

/** Was every hold of ours certainly alive, or ended by nothing but a sale, until the last look was answered? */
const isCertain = (doubt: Snapshot<InDoubt>, { holdEnd, witness }: Knowledge, { done }: Looked): boolean =>
  holdEnd !== undefined &&
  done < holdEnd &&
  (witness === undefined || done < witness.end) &&
  doubt.state.witnesses.every((hold) => hold === witness?.id)

export const make = (
  client: LoyalClient["Service"],
  journal: Journal["Service"],
  looks: LookAround,
  holds: WitnessHolds,
  observed: Observed,
  policy: PolicyConfig,
) => {
  const lookAt = (doubt: Snapshot<InDoubt>, knowledge: Knowledge, watched: Watched) => {
    const { intent, key, witnesses } = doubt.state
    const own = witnessHold(intent)
    const all = new Set([...witnesses, ...[own?.id, knowledge.witness?.id].flatMap((id) => id ?? [])])
    all.delete(watched.id)
    return looks.look({
      subject: { key, account: intent.account, personal: doubt.personal },
      hold: watched.id,
      // All holds of ours are shown as if they were free, so that the end of one shows nothing: where naming adds, by
      // naming them; where it takes off, by not naming them.
      besides: observed.sign() === "adds" ? [...all] : [],
      windowEnd: windowEnd(knowledge, policy),
      end: watched.end,
      until: watched.until,
      sparesOthers: observed.salesSpareOthers(),
    })
  }

  const moved = Effect.fnUntraced(function* (doubt: Snapshot<InDoubt>, { baseline: { since } }: Knowledge) {
    const { intent, key, unseenHold } = doubt.state
    if (since === undefined) return { othersMoved: true, pointMoved: !observed.salesSpareOthers() }
    const ask = { since, except: key }
    const othersMoved =
      unseenHold !== undefined || (yield* journal.movedSince({ ...ask, client: intent.account.id }))
    const pointMoved =
      !observed.salesSpareOthers() && (yield* journal.movedSince({ ...ask, point: key.point }))
    return { othersMoved, pointMoved }
  })

  const withWitness = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
  ): Effect.fn.Return<Standing, ReceiptConflict | JournalError> {
    const now = yield* Clock.monotonicTimeNanos
    if (knowledge.witness !== undefined && knowledge.witness.end > now) return { doubt, knowledge }
    const { witness: _, ...without } = knowledge
    // Those of a dead process, or whose time is over, only keep the customer's points.
    const cleared = yield* holds.clear(doubt)
    if (cleared.state.witnesses.length > 0) return { doubt: cleared, knowledge: without }
    const { doubt: standing, witness } = yield* holds.take(cleared, knowledge)
    return { doubt: standing, knowledge: witness === undefined ? without : { ...without, witness } }
  })

  const watchedOf = ({ end, id, size, takenAt, until }: WitnessHold): Watched => ({
    id,
    size,
    end,
    until,
    since: takenAt,
  })

  /** What a hold that is seen alive says of the service: sales of others, sent after it was there, have not ended it. */
  const noteAlive = (knowledge: Knowledge, { since }: Watched) =>
    knowledge.othersSold !== undefined && knowledge.othersSold >= since ? observed.noteSparing : Effect.void

  /** Looks at a hold that certainly lives, if the sale has not ended it: by what is seen, the service reads holds so. */
  const learn = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
    watched: Watched,
  ) {
    const looked = yield* lookAt(doubt, knowledge, watched)
    const sign = signSeen(watched.size, { ...looked, unexpired: isCertain(doubt, knowledge, looked) })
    if (sign !== undefined) yield* observed.noteSign(sign)
    return looked
  })

  /** What the sale's own hold does not show, since it may be dead, a fresh hold of one point does. */
  const learnBeside = Effect.fnUntraced(function* (
    before: Snapshot<InDoubt>,
    known: Knowledge,
  ): Effect.fn.Return<Standing, ExamineError> {
    const standing = yield* withWitness(before, known)
    const { doubt, knowledge } = standing
    if (knowledge.witness === undefined) return standing
    const looked = yield* learn(doubt, knowledge, watchedOf(knowledge.witness))
    // Looks that were disturbed say nothing of it, and it may yet outlive somebody else's sale.
    if (observed.sign() !== undefined || looked.disturbed) return standing
    if (showsNothing(looked)) yield* observed.noteNoDifference
    // A late sale may have ended this one, too: the next look takes another.
    const { witness: _, ...without } = knowledge
    return { doubt, knowledge: without }
  })

  /** The age of a hold that another process took, by the service's own clock, as far as that is known. */
  const aged = (knowledge: Knowledge, { until }: Hold) =>
    Effect.map(client.serviceTime, (time): Knowledge => {
      if (knowledge.holdEnd !== undefined || until === undefined || time === undefined) return knowledge
      return { ...knowledge, holdEnd: time.asked + BigInt(until - time.at - HOLD_MARGIN) * NANOS_PER_MILLI }
    })

  /** What the table says of a look at one hold; one that is seen alive begins anew what is known. */
  const judge = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
    watched: Watched,
  ): Effect.fn.Return<Examined, ExamineError> {
    const before = knowledge.witness
    const looked = yield* lookAt(doubt, knowledge, watched)
    const change = changeOf(doubt, policy)
    const watch: Watch = {
      size: watched.size,
      balance: knowledge.baseline.balance,
      ...(change === undefined ? {} : { change }),
      ...(yield* moved(doubt, knowledge)),
      exclusivePoint: policy.exclusivePoint,
    }
    const verdict = decide(watch, observed.sign(), looked)
    const event = eventOf(watched, looked, verdict)
    const shown = looked.withHold
    if (verdict._tag !== "NotCreated") return { verdict, knowledge, looked: event, shown }
    yield* noteAlive(knowledge, watched)
    const proven = before === undefined ? {} : { witness: { ...before, proven: true } }
    const baseline = { balance: verdict.balance, since: looked.since }
    return { verdict, knowledge: { ...knowledge, baseline, ...proven }, looked: event, shown }
  })

  /**
   * Without a phone the balance is read off what a huge purchase could take, which a service may cap. A cap does not
   * move when one point is held. So such a "committed" is believed only where a fresh hold of one point shows at that very number.
   */
  const confirmed = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    examined: Examined,
  ): Effect.fn.Return<Examined, ExamineError> {
    if (examined.verdict._tag !== "Committed" || doubt.personal.person?.phone !== undefined) return examined
    const unproven: Examined = { ...examined, verdict: { _tag: "Undecided", why: "limitShown" } }
    // Once, at the end: each try holds one of the customer's points.
    if (doubt.state.windowOver !== true) return unproven
    const { witness: old, ...without } = examined.knowledge
    if (old !== undefined) yield* holds.giveBack(old.id)
    const { doubt: standing, witness } = yield* holds.take(doubt, without)
    if (witness === undefined) return { ...unproven, knowledge: without }
    const knowledge = { ...without, witness }
    const { verdict } = yield* judge(standing, knowledge, watchedOf(witness))
    const isBalance = verdict._tag === "NotCreated" && verdict.balance === examined.shown
    return { ...(isBalance ? examined : unproven), knowledge }
  })

  return Effect.fnUntraced(function* (
    asked: Snapshot<InDoubt>,
    recalled: Knowledge,
  ): Effect.fn.Return<Examined, ExamineError> {
    const hold = witnessHold(asked.state.intent)
    if (hold === undefined) return undecided("noWitness", recalled)
    const known = yield* aged(recalled, hold)
    const { id, points: size, until } = hold
    const own: Watched = { id, size, end: known.holdEnd, until, since: known.begun }
    const now = yield* Clock.monotonicTimeNanos
    const isOver = now >= windowEnd(known, policy)
    let standing: Standing = { doubt: asked, knowledge: known }
    if (observed.sign() === undefined) {
      // Before the window is over a sale may be executed between two looks, and show any sign.
      if (!isOver) return undecided("signUnknown", known)
      yield* learn(asked, known, own)
      if (observed.sign() === undefined) standing = yield* learnBeside(asked, known)
      if (observed.sign() === undefined) return undecided("signUnknown", standing.knowledge)
    }
    const lasts = known.holdEnd !== undefined && known.holdEnd >= probingEnd(known, policy)
    if (!lasts) standing = yield* withWitness(standing.doubt, standing.knowledge)
    const { doubt } = standing
    const first = yield* judge(doubt, standing.knowledge, own)
    if (first.verdict._tag !== "Undecided") return yield* confirmed(doubt, first)
    const { witness } = first.knowledge
    if (first.verdict.why === "pointMoved") {
      // A hold that outlives the next sale of somebody else shows that sales spare it; then our own was ended by ours.
      if (witness === undefined) {
        const { knowledge } = yield* withWitness(doubt, first.knowledge)
        return { ...first, knowledge }
      }
      const beside = yield* judge(doubt, first.knowledge, watchedOf(witness))
      const taught = { ...beside.knowledge, baseline: first.knowledge.baseline, witness }
      return observed.salesSpareOthers()
        ? yield* confirmed(doubt, yield* judge(doubt, taught, own))
        : { ...first, knowledge: taught }
    }
    return witness !== undefined && witness.proven
      ? yield* confirmed(doubt, yield* judge(doubt, first.knowledge, watchedOf(witness)))
      : first
  })
}

export type Examine = ReturnType<typeof make>
