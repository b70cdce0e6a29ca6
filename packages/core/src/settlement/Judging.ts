/**
 * What a person decides, for good and by name: the fate of a doubt that was left to them, and that a case is dealt with.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { CheckoutKey } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import { caseName, hasOpenCase, type InDoubt, type NotCreated } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { Judge } from "../journal/JournalEvent.ts"
import { InvalidRequest, ReceiptConflict } from "../LoyaltyError.ts"
import { maskText } from "../Masking.ts"
import { isInDoubt, isNotCreated } from "./Doubts.ts"
import * as Knowledge from "./Knowledge.ts"
import { inferred } from "./Outcome.ts"
import type { WitnessHolds } from "./WitnessHolds.ts"
import type { Work } from "./Work.ts"

/** Who decides, and what they want to be remembered with it. */
interface By {
  /** The person's name, 1 to {@link MAX_NAME} characters. Kept for good. */
  readonly by: string
  /** At most {@link MAX_NOTE} characters. */
  readonly note?: string
}

/** What a person says of a case. A doubt that was not created is sent again, or closed without a sale. */
export type Resolution =
  | (By & { readonly kind: "doubt"; readonly verdict: "committed" })
  | (By & { readonly kind: "doubt"; readonly verdict: "notCommitted"; readonly then: "send" | "close" })
  | (By & { readonly kind: "difference" | "printedNotWrittenOff" | "rejected" })
  | (By & { readonly kind: "return"; readonly returnId: string })

/** The longest name of a person; our judgment. */
export const MAX_NAME = 200
/** The longest note; our judgment: a page. */
export const MAX_NOTE = 2_000

/** There is no such open case: it was dealt with already, is still being settled, or never was. */
export class NoSuchCase extends Data.TaggedError("NoSuchCase")<{
  readonly key: CheckoutKey
  readonly kind: Resolution["kind"]
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `Receipt ${this.key.receipt} has no open case "${this.kind}": look at the list again. A doubt is a person's only once it is left to one.`
  }
}

export type JudgeError = NoSuchCase | InvalidRequest | ReceiptConflict | JournalError

const check = ({ by, note = "" }: By): Effect.Effect<void, InvalidRequest> => {
  if (by.trim() === "" || by.length > MAX_NAME) {
    return Effect.fail(new InvalidRequest({ field: "by", expected: `a name of 1 to ${MAX_NAME} characters` }))
  }
  return note.length > MAX_NOTE
    ? Effect.fail(new InvalidRequest({ field: "note", expected: `at most ${MAX_NOTE} characters` }))
    : Effect.void
}

const judgeOf = ({ by, note }: By): Judge => ({
  by: "person",
  name: by.trim(),
  // A note is kept for good, and a phone must not be.
  ...(note === undefined ? {} : { note: maskText(note) }),
})

const closed = { error: "Closed", detail: "a person closed it without a sale" } as const

type DoubtResolution = Extract<Resolution, { readonly kind: "doubt" }>
type Events = readonly [NewEvent, ...ReadonlyArray<NewEvent>]

const doubtEvents = (
  { state: { before, intent } }: Snapshot<InDoubt>,
  resolution: DoubtResolution,
): Events => {
  const judge = judgeOf(resolution)
  if (resolution.verdict === "committed")
    return [{ _tag: "Committed", sale: inferred(before, intent), judge }]
  if (resolution.then === "send") return [{ _tag: "NotCreated", judge }]
  return [
    { _tag: "NotCreated", judge },
    { _tag: "Rejected", ...closed, judge },
  ]
}

export const make = (
  store: CheckoutStore["Service"],
  work: Work,
  { giveBack }: Pick<WitnessHolds, "giveBack">,
) => {
  /** There was no sale and there will be none: the points are the customer's again. */
  const giveBackHeld = ({ before }: InDoubt | NotCreated) =>
    before._tag === "Held" ? giveBack(before.hold.id) : Effect.void

  /** One that is proven not to be created, and is tried to be sent again, may be closed by a person at any time. */
  const closeUnsent = Effect.fnUntraced(function* (snapshot: Snapshot<NotCreated>, judge: Judge) {
    yield* store.append(snapshot, [{ _tag: "Rejected", ...closed, judge }], { durability: "synced" })
    yield* giveBackHeld(snapshot.state)
  })

  const judgeDoubt = Effect.fnUntraced(function* (snapshot: Snapshot, resolution: DoubtResolution) {
    const { key } = snapshot.state
    if (isNotCreated(snapshot) && resolution.verdict === "notCommitted" && resolution.then === "close") {
      return yield* closeUnsent(snapshot, judgeOf(resolution))
    }
    if (!isInDoubt(snapshot) || snapshot.state.left === undefined) {
      return yield* new NoSuchCase({ key, kind: "doubt" })
    }
    // Its request may still be executed, and then nobody can know that it was not. By the settler's word: a wall clock may be set.
    if (resolution.verdict === "notCommitted" && snapshot.state.windowOver !== true) {
      return yield* new ReceiptConflict({ detail: "its request may still be executed; wait a minute" })
    }
    const judged = yield* store.append(snapshot, doubtEvents(snapshot, resolution), { durability: "synced" })
    if (isNotCreated(judged)) yield* work.addDoubt(Knowledge.make(judged, yield* Clock.monotonicTimeNanos))
    if (judged.state._tag === "Rejected") yield* giveBackHeld(snapshot.state)
  })

  const close = Effect.fnUntraced(function* (
    snapshot: Snapshot,
    resolution: Exclude<Resolution, DoubtResolution>,
  ) {
    const { kind } = resolution
    const returnId = resolution.kind === "return" ? { returnId: resolution.returnId } : {}
    if (!hasOpenCase(snapshot.state, caseName(kind, returnId.returnId))) {
      return yield* new NoSuchCase({ key: snapshot.state.key, kind })
    }
    const { name, note } = { name: resolution.by.trim(), note: resolution.note }
    const remembered = note === undefined ? {} : { note: maskText(note) }
    yield* store.append(snapshot, [{ _tag: "CaseClosed", kind, ...returnId, name, ...remembered }], {
      durability: "synced",
    })
  })

  return (key: CheckoutKey, resolution: Resolution): Effect.Effect<void, JudgeError> =>
    Effect.andThen(
      check(resolution),
      store.alone(key)(
        Effect.flatMap(store.read(key), (snapshot): Effect.Effect<void, JudgeError> =>
          resolution.kind === "doubt" ? judgeDoubt(snapshot, resolution) : close(snapshot, resolution),
        ),
      ),
    )
}
