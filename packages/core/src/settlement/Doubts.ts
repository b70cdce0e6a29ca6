/**
 * Settles doubts: looks, writes the verdict down, sends again what was never created, and leaves to a person what
 * nothing that can be seen decides any more.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CheckoutKey, ClientId } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import type { InDoubt, NotCreated } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import { ReceiptConflict, type Unavailable } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import type { Examine, Examined, ExamineError } from "./Examine.ts"
import {
  make as makeKnowledge,
  NANOS_PER_MILLI,
  probingEnd,
  windowEnd,
  witnessHold,
  type Knowledge,
} from "./Knowledge.ts"
import { inferred } from "./Outcome.ts"
import type { LeftWhy } from "./Reasons.ts"
import type { Resend } from "./Resending.ts"
import type { Amend, WitnessHolds } from "./WitnessHolds.ts"
import type { DoubtWork, Work } from "./Work.ts"

/** What became of a doubt after one look. `later`: look again. */
export type Progress = "done" | "later"

export const isInDoubt = (snapshot: Snapshot): snapshot is Snapshot<InDoubt> =>
  snapshot.state._tag === "InDoubt"
export const isNotCreated = (snapshot: Snapshot): snapshot is Snapshot<NotCreated> =>
  snapshot.state._tag === "NotCreated"

/** Writes to a doubt only while it is the one that was looked at, and the machine's to settle. */
export const amending =
  (store: CheckoutStore["Service"]): Amend =>
  (doubt, events) =>
    store.alone(doubt.state.key)(
      Effect.flatMap(store.read(doubt.state.key), (now) =>
        isInDoubt(now) &&
        now.state.intent.attempt === doubt.state.intent.attempt &&
        now.state.left === undefined
          ? store.append(now, events)
          : Effect.fail(new ReceiptConflict({ detail: "its doubt is settled already" })),
      ),
    )

const notCreated: NewEvent = { _tag: "NotCreated", judge: { by: "witness" } }

/** Runs a sale of a client at a point in its turn. */
type InTurn = (
  whose: ClientId,
  key: CheckoutKey,
) => <A, E>(body: Effect.Effect<A, E>) => Effect.Effect<A, E | Unavailable | ReceiptConflict | JournalError>

type SettleError = ReceiptConflict | JournalError

/** What settling needs. */
export interface Needs {
  readonly store: CheckoutStore["Service"]
  readonly work: Work
  readonly amend: Amend
  readonly examine: Examine
  readonly holds: WitnessHolds
  readonly resend: Resend
  readonly inTurn: InTurn
  readonly policy: PolicyConfig
}

export const make = ({ amend, examine, holds, inTurn, policy, resend, store, work }: Needs) => {
  const finish = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    { knowledge, looked }: Pick<Examined, "knowledge" | "looked">,
    end: NewEvent,
  ) {
    const [first, ...rest] = looked === undefined ? [end] : [looked, end]
    if (first !== undefined) yield* amend(doubt, [first, ...rest])
    if (end._tag === "Committed") work.endDoubt(doubt.state.key)
    const beside = new Set([
      ...doubt.state.witnesses,
      ...(knowledge.witness === undefined ? [] : [knowledge.witness.id]),
    ])
    yield* Effect.forEach(beside, holds.giveBack, { discard: true })
  })

  /** Also what is left to a person is waited for until its window is over: till then it may move the client's points. */
  const leave = (doubt: Snapshot<InDoubt>, examined: Pick<Examined, "knowledge" | "looked">, why: LeftWhy) =>
    finish(doubt, examined, { _tag: "LeftToPerson", why }).pipe(
      Effect.andThen(Telemetry.leftToPerson(doubt.state.key, why)),
      Effect.as<Progress>(doubt.state.windowOver === true ? "done" : "later"),
    )

  /** Writes down that the window is over, when it is. */
  const afterWindow = Effect.fnUntraced(function* (doubt: Snapshot<InDoubt>, knowledge: Knowledge) {
    const now = yield* Clock.monotonicTimeNanos
    if (doubt.state.windowOver === true || now < windowEnd(knowledge, policy)) return doubt
    const over = yield* store.alone(doubt.state.key)(
      Effect.flatMap(store.read(doubt.state.key), (found) =>
        isInDoubt(found) && found.state.intent.attempt === doubt.state.intent.attempt
          ? store.append(found, [{ _tag: "WindowOver" }])
          : Effect.succeed(found),
      ),
    )
    return isInDoubt(over) ? over : doubt
  })

  /**
   * What is known of the very request that a doubt is about. Where another process has sent it again meanwhile, what was known is of
   * an older one, and everything begins anew: its window, too, and on top the time that such a request takes.
   */
  const current = (
    snapshot: Snapshot<InDoubt | NotCreated>,
    knowledge: Knowledge,
  ): Effect.Effect<Knowledge> =>
    knowledge.attempt === snapshot.state.intent.attempt
      ? Effect.succeed(knowledge)
      : Effect.map(Clock.monotonicTimeNanos, (now) =>
          makeKnowledge(snapshot, now + BigInt(policy.commitBudget) * NANOS_PER_MILLI),
        )

  const again = (key: CheckoutKey, knowledge: Knowledge): Effect.Effect<Progress, SettleError> =>
    Effect.flatMap(store.peek(key), (found): Effect.Effect<Progress, SettleError> => {
      if (!isNotCreated(found)) return Effect.succeed("done")
      const alone = store.alone(key)(
        Effect.gen(function* () {
          const now = yield* store.read(key)
          if (!isNotCreated(now)) return "done" as const
          const { baseline } = yield* current(now, knowledge)
          return (yield* resend(now, baseline)) === "later" ? ("later" as const) : ("done" as const)
        }),
      )
      return inTurn(
        found.state.intent.account.id,
        key,
      )(alone).pipe(
        // Its turn did not come.
        Effect.catchTag("Unavailable", () => Effect.succeed<Progress>("later")),
      )
    })

  /** Nothing that could still be seen would decide it: the witnesses are over, or have had their time. */
  const isHopeless = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
    wasSeen: boolean,
  ) {
    const now = yield* Clock.monotonicTimeNanos
    const probed = now >= probingEnd(knowledge, policy)
    if (wasSeen) return probed
    const { holdEnd, witness } = knowledge
    const hold = witnessHold(doubt.state.intent)
    if (hold === undefined) return true
    // Of a hold whose age is not certain: it cannot live longer than it was asked for, counted from when we began.
    const longest = holdEnd ?? knowledge.sentUntil + BigInt(hold.askedMinutes) * 60_000_000_000n
    return probed && now >= longest && (witness === undefined || now >= witness.end)
  })

  const conclude = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    examined: Examined,
  ): Effect.fn.Return<Progress, SettleError> {
    const { knowledge, verdict } = examined
    const { before, intent, key } = doubt.state
    switch (verdict._tag) {
      case "Committed": {
        yield* finish(doubt, examined, {
          _tag: "Committed",
          sale: inferred(before, intent),
          judge: { by: "witness" },
        })
        return "done"
      }
      case "NotCreated":
        if (!verdict.final) return "later"
        yield* finish(doubt, examined, notCreated)
        return yield* again(key, knowledge)
      case "LookAgain":
      case "Undecided": {
        const why = verdict._tag === "Undecided" ? verdict.why : "movedAgain"
        const isOver = why === "noWitness" || (why === "limitShown" && doubt.state.windowOver === true)
        if (!isOver && !(yield* isHopeless(doubt, knowledge, true))) return "later"
        return yield* leave(doubt, examined, why)
      }
    }
  })

  const unseen = (doubt: Snapshot<InDoubt>, knowledge: Knowledge, error: ExamineError) =>
    Effect.flatMap(isHopeless(doubt, knowledge, false), (isOver): Effect.Effect<Progress, SettleError> => {
      if (error._tag === "JournalCorrupt") return Effect.fail(error)
      return isOver ? leave(doubt, { knowledge }, "notSeen") : Effect.succeed("later")
    })

  /** One look at a doubt, or one try to send it again. */
  const settle = Effect.fnUntraced(function* (item: DoubtWork): Effect.fn.Return<Progress, SettleError> {
    const { key } = item.knowledge
    const standing = yield* store.peek(key)
    if (isNotCreated(standing)) return yield* again(key, item.knowledge)
    if (!isInDoubt(standing)) return "done"
    item.knowledge = yield* current(standing, item.knowledge)
    const found = yield* afterWindow(standing, item.knowledge)
    if (found.state.left !== undefined) return found.state.windowOver === true ? "done" : "later"
    const examined = yield* Effect.result(examine(found, item.knowledge))
    if (examined._tag === "Failure") return yield* unseen(found, item.knowledge, examined.failure)
    const { othersSold } = item.knowledge
    item.knowledge = { ...examined.success.knowledge, ...(othersSold === undefined ? {} : { othersSold }) }
    return yield* conclude(found, examined.success)
  })

  /** Another sale is about to end the hold of one that is to be sent again: that one takes a fresh hold. */
  const loseHold = Effect.fnUntraced(function* (key: CheckoutKey) {
    const lost = yield* store.alone(key)(
      Effect.flatMap(store.read(key), (now) => {
        if (!isNotCreated(now) || now.state.before._tag !== "Held") return Effect.succeed(undefined)
        const { id } = now.state.before.hold
        return Effect.as(store.append(now, [{ _tag: "HoldEnded", hold: id, why: "replaced" }]), id)
      }),
    )
    if (lost !== undefined) yield* holds.giveBack(lost)
  })

  /** The last look before another sale of this client ends the doubt's hold: what it does not decide, a person does. */
  const settleNow = Effect.fnUntraced(function* (
    item: DoubtWork,
    millis: number,
  ): Effect.fn.Return<void, SettleError> {
    const { key } = item.knowledge
    const found = yield* store.peek(key)
    if (isNotCreated(found)) return yield* loseHold(key)
    // Settled meanwhile, perhaps by another process.
    if (!isInDoubt(found)) return work.endDoubt(key)
    if (found.state.left !== undefined) return
    item.knowledge = yield* current(found, item.knowledge)
    const examined = yield* Effect.timeoutOption(Effect.result(examine(found, item.knowledge)), millis)
    const seen =
      examined._tag === "Some" && examined.value._tag === "Success" ? examined.value.success : undefined
    switch (seen?.verdict._tag) {
      case "Committed":
        return void (yield* conclude(found, seen))
      case "NotCreated":
        if (seen.verdict.final) {
          yield* finish(found, seen, notCreated)
          return yield* loseHold(key)
        }
    }
    yield* leave(found, seen ?? { knowledge: item.knowledge }, "anotherSale")
  })

  return {
    /** One step of an item, for those who come again: a failure makes it later. */
    settle: (item: DoubtWork): Effect.Effect<Progress> =>
      Effect.catch(settle(item), (error) =>
        Effect.as(
          error._tag === "ReceiptConflict"
            ? Effect.void
            : Telemetry.failed(item.knowledge.key, "A doubt could not be settled.", error),
          "later",
        ),
      ),
    settleNow,
    /** Is any of these still looked at? One that is to be sent again is not, nor one that cannot be read. */
    areOpen: (items: ReadonlyArray<DoubtWork>): Effect.Effect<boolean, JournalError> =>
      Effect.map(
        Effect.forEach(items, ({ knowledge }) =>
          store.peek(knowledge.key).pipe(
            Effect.catchTag("JournalCorrupt", () => Effect.succeed(undefined)),
            Effect.catchDefect(() => Effect.succeed(undefined)),
          ),
        ),
        (found) =>
          found.some(
            (snapshot) => snapshot !== undefined && isInDoubt(snapshot) && snapshot.state.left === undefined,
          ),
      ),
  }
}

export type Doubts = ReturnType<typeof make>
