/**
 * A cashier with one receipt: presses what the script says, again where it failed, comes back after a crash or not.
 *
 * What the till was told is kept, since a till must be able to rely on it.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey } from "@loyalkit/core/Domain"
import { Kopecks, Points } from "@loyalkit/core/Money"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Act, Visit } from "../script/Script.ts"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Engine, Process } from "./Process.ts"
import type { Town } from "./Town.ts"

/** What a till was told about its receipt's sale last. */
export type Told = "nothing" | "committed" | "in doubt" | "queued" | "refused" | "cancelled"

/** A receipt as its cashier knows it. */
export interface Receipt {
  readonly visit: Visit
  readonly key: CheckoutKey
  told: Told
  /** The last commit that was pressed. */
  asked?: { readonly amount: number; readonly points: number }
  /** All amounts under which it may have been sold. */
  readonly amounts: Set<number>
  finished: boolean
}

export interface TillOptions {
  readonly timeline: Timeline
  readonly process: Process
  /** Where the same is pressed twice, the second time at another till of the point, which may be another process's. */
  readonly other: Process
  readonly town: Town
  readonly policy: PolicyConfig
  /** Told how long a press took, by what was pressed. */
  readonly took: (receipt: Receipt, act: Act["do"], millis: number, budget: number) => void
  /** Told of each answer: `done`, or the tag of the failure. */
  readonly answered: (receipt: Receipt, act: Act["do"], answer: string) => void
  /** The receipt's version in the journal; nothing while the engine works at it by itself. */
  readonly version: (receipt: Receipt) => number | undefined
  /** Told of a repeated press that changed something, or was answered otherwise. */
  readonly changed: (receipt: Receipt, detail: string) => void
}

const PRESS_AGAIN_MILLIS = 1_500

/**
 * Answers to a repeated press that say nothing against it: nobody heard them, the disk is broken just now, or was when the
 * sale's outcome came, which is a doubt then.
 */
const SAY_NOTHING: ReadonlySet<string | undefined> = new Set([
  undefined,
  "interrupted",
  "JournalUnavailable",
  "CommitInDoubt",
])

/** Answers that prove that nothing was created. */
const REFUSALS: ReadonlySet<string> = new Set([
  "ClientNotFound",
  "PointNotFound",
  "SpendTooLarge",
  "FieldsRejected",
  "Unauthorized",
  "Unavailable",
  "HoldExpired",
])

interface Known {
  amount: number
  maxSpend: number
  held: number
}

const budgetOf = (policy: PolicyConfig, act: Act["do"]): number => {
  switch (act) {
    case "identify":
      return policy.identifyBudget
    case "quote":
      return policy.quoteBudget
    case "hold":
      return policy.holdBudget
    case "commit":
    case "again":
      return policy.commitBudget
    case "release":
    case "cancel":
    case "return":
      return policy.releaseBudget
  }
}

/** The receipt of a visit, not begun. */
export const receiptOf = (visit: Visit, town: Town): Receipt => ({
  visit,
  key: { point: town.pointId(visit.point), receipt: ReceiptId.make(visit.receipt) },
  told: "nothing",
  amounts: new Set(),
  finished: false,
})

/** Goes through a visit. */
export const serve = (receipt: Receipt, options: TillOptions): void => {
  const { other, policy, process, timeline, town } = options
  const { key, visit } = receipt
  const known: Known = { amount: visit.amount, maxSpend: 0, held: 0 }
  let place = 0
  let patience = visit.patience

  const commit = (amount: number, points: number, search: string | undefined) => {
    receipt.asked = { amount, points }
    receipt.amounts.add(amount)
    return Effect.flatMap(Checkout, (checkout) =>
      checkout.commit(key, {
        amount: Kopecks.make(amount),
        points: Points.make(points),
        ...(search === undefined ? {} : { search }),
      }),
    )
  }

  const command = (act: Act): Effect.Effect<unknown, { readonly _tag: string }, Engine> => {
    switch (act.do) {
      case "identify":
        return Effect.flatMap(Checkout, (checkout) => checkout.identify(key, town.phone(act.client)))
      case "quote":
        known.amount = act.amount
        return Effect.map(
          Effect.flatMap(Checkout, (checkout) => checkout.quote(key, { amount: Kopecks.make(act.amount) })),
          ({ quote }) => {
            known.maxSpend = quote.maxSpend
          },
        )
      case "hold": {
        const points = Math.min(act.points, known.maxSpend)
        const minutes = act.minutes === undefined ? {} : { minutes: act.minutes }
        return Effect.map(
          Effect.flatMap(Checkout, (checkout) =>
            checkout.hold(key, { points: Points.make(points), ...minutes }),
          ),
          ({ hold }) => {
            known.held = hold.points
          },
        )
      }
      case "release":
        known.held = 0
        return Effect.flatMap(Checkout, (checkout) => checkout.release(key))
      case "commit": {
        const points = act.points === undefined ? known.held : Math.min(act.points, known.maxSpend)
        return commit(known.amount, points, act.search === undefined ? undefined : town.phone(visit.client))
      }
      case "again":
        return receipt.asked === undefined
          ? Effect.void
          : commit(receipt.asked.amount, receipt.asked.points, undefined)
      case "cancel":
        return Effect.flatMap(Checkout, (checkout) => checkout.cancel(key))
      case "return":
        return Effect.flatMap(Checkout, (checkout) =>
          checkout.noteReturn(key, { returnId: act.id, amount: Kopecks.make(act.amount) }),
        )
    }
  }

  const next = (): void => {
    const act = visit.acts[place++]
    if (act === undefined) {
      receipt.finished = true
      return
    }
    timeline.after(act.after, () => press(act))
  }

  /** Presses once; `done` gets the answer, or nothing where the process died. */
  const once = (by: Process, act: Act, done: (answer: string | undefined) => void): (() => void) => {
    let begun = timeline.now()
    const timed = Effect.suspend(() => {
      begun = timeline.now()
      return command(act)
    })
    return by.run(visit.receipt, timed, (exit) => {
      if (exit === undefined) return done(undefined)
      options.took(receipt, act.do, timeline.now() - begun, budgetOf(policy, act.do))
      const answer = answerOf(exit)
      options.answered(receipt, act.do, answer)
      done(answer)
    })
  }

  /** The same once more, with nothing else going on at the receipt: it must change nothing. */
  const repeat = (act: Act): void => {
    const before = options.version(receipt)
    once(process, act, (answer) => {
      if (SAY_NOTHING.has(answer)) return next()
      const after = options.version(receipt)
      if (answer !== "done") options.changed(receipt, `${act.do}, repeated, is answered ${answer}`)
      else if (before !== undefined && after !== before)
        options.changed(receipt, `${act.do}, repeated, writes to the journal`)
      next()
    })
  }

  const press = (act: Act): void => {
    let open = true
    const leave = once(process, act, (answer) => {
      open = false
      if (answer === undefined) {
        if (!visit.returns) return walkAway()
        return void timeline.after(PRESS_AGAIN_MILLIS, () => press(act))
      }
      heard(act, answer)
    })
    if (act.twice !== undefined) {
      timeline.after(act.twice, () => {
        if (open) once(other, act, (answer) => answer !== undefined && learn(act, answer))
      })
    }
    if (act.leave !== undefined) {
      timeline.after(act.leave, () => {
        if (open) leave()
      })
    }
  }

  const walkAway = (): void => {
    receipt.finished = true
  }

  /** What the till may rely on from now on. */
  const learn = (act: Act, answer: string): void => {
    if (act.do === "cancel" && answer === "done") receipt.told = "cancelled"
    if ((act.do !== "commit" && act.do !== "again") || receipt.asked === undefined) return
    if (answer === "done") receipt.told = "committed"
    else if (answer === "CommitInDoubt") receipt.told = "in doubt"
    else if (answer === "CommitQueued") receipt.told = "queued"
    else if (receipt.told === "nothing" && answer !== "interrupted") receipt.told = "refused"
    // At another process's till the same press was "in doubt" while this one was under way; now it has its answer.
    else if (receipt.told === "in doubt" && other !== process && REFUSALS.has(answer))
      receipt.told = "refused"
  }

  const heard = (act: Act, answer: string): void => {
    learn(act, answer)
    if (act.repeat === true && answer === "done") return repeat(act)
    const settled =
      answer === "done" || answer === "interrupted" || answer === "CommitInDoubt" || answer === "CommitQueued"
    if (settled) return next()
    if (patience-- > 0) return void timeline.after(PRESS_AGAIN_MILLIS, () => press(act))
    // Without points the customer still earns; without an answer the sale goes on without loyalty.
    if (act.do === "hold") known.held = 0
    next()
  }

  timeline.after(visit.at, next)
}

/** `done`, `interrupted`, the tag of a failure, or what a defect says. */
const answerOf = (exit: Exit.Exit<unknown, { readonly _tag: string }>): string => {
  if (Exit.isSuccess(exit)) return "done"
  const failure = Cause.findErrorOption(exit.cause)
  if (Option.isSome(failure)) return failure.value._tag
  return Cause.hasInterruptsOnly(exit.cause)
    ? "interrupted"
    : `defect: ${Cause.pretty(exit.cause).split("\n")[0]}`
}
