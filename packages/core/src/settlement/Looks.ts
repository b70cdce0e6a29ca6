/**
 * Looks at a doubt's hold: what the balance is with it, without it, and with it again, and whether anything of ours moved
 * it meanwhile.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CheckoutKey, ClientAccount, HoldId } from "../Domain.ts"
import type { Journal, JournalError } from "../Journal.ts"
import type { Personal } from "../journal/JournalEvent.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import type { FindClientError } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Balance from "./Balance.ts"
import { HOLD_MARGIN, NANOS_PER_MILLI } from "./Knowledge.ts"
import type { Looks } from "./Verdict.ts"

/** Whose balance is looked at. */
export interface Subject {
  readonly key: CheckoutKey
  readonly account: ClientAccount
  readonly personal: Personal
}

export interface LookRequest {
  readonly subject: Subject
  readonly hold: HoldId
  /** Other holds of ours, named in every look so that they do not disturb it. */
  readonly besides: ReadonlyArray<HoldId>
  /** From then on nothing of this doubt can be executed any more. */
  readonly windowEnd: bigint
  /** Until then the hold certainly lives; absent: not certain at all. */
  readonly end: bigint | undefined
  /** The same by the service's clock, in milliseconds, where its replies carry that. */
  readonly until: number | undefined
  /** Is it known that a sale ends its own client's holds only? */
  readonly sparesOthers: boolean
}

/** What was seen, the journal's sequence before the first look, and when the last one was answered. */
export interface Looked extends Looks {
  readonly since: number
  readonly done: bigint
}

export const make = (client: LoyalClient["Service"], journal: Journal["Service"], policy: PolicyConfig) => {
  const { lookAt } = Balance.make(client, policy)

  /**
   * Is it over by the service's own clock? Ours may have stood still meanwhile: a laptop's does while it sleeps. Asked after the looks,
   * whose replies have brought the time.
   */
  const isOver = (until: number | undefined, done: bigint): Effect.Effect<boolean> =>
    Effect.map(client.serviceTime, (time) => {
      if (until === undefined || time === undefined) return false
      const now = time.at + Number((done - time.asked) / NANOS_PER_MILLI)
      return now >= until - HOLD_MARGIN
    })

  const look = Effect.fnUntraced(function* ({
    besides,
    end,
    hold,
    sparesOthers,
    subject,
    until,
    windowEnd,
  }: LookRequest): Effect.fn.Return<Looked, FindClientError | JournalError> {
    const since = yield* journal.sequence
    const { account, key, personal } = subject
    const whose = { client: account.id, point: key.point, phone: personal.person?.phone }
    const begun = yield* Clock.monotonicTimeNanos
    const shown = yield* lookAt(whose, hold, besides)
    const done = yield* Clock.monotonicTimeNanos
    const asked = { since, except: key }
    const disturbed =
      (yield* journal.movedSince({ ...asked, client: account.id })) ||
      (!sparesOthers && (yield* journal.movedSince({ ...asked, point: key.point })))
    return {
      since,
      done,
      disturbed,
      ...shown,
      afterWindow: begun >= windowEnd,
      unexpired: end !== undefined && done < end && !(yield* isOver(until, done)),
    }
  })

  return { look }
}

export type LookAround = ReturnType<typeof make>
