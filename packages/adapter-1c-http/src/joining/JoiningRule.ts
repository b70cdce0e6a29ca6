/**
 * Which printed receipt is which write-off? The native protocol writes points off without naming a receipt, and the receipt is read back later
 * without naming a write-off; both must come to one sale.
 *
 * What they share is the client, the point and the number of points. Several receipts of one client with the same points are alike, and then it
 * does not matter which is which: what counts is that each receipt takes one write-off, and no write-off is taken twice. Time only says which is likelier,
 * since a till's clock may be wrong.
 *
 * Pure, so that `test/joining/Joining.model.test.ts` can search it.
 */
import type { Points } from "@loyalkit/core/Money"

/** How far apart a receipt's time and its write-off's may be: a receipt put aside overnight, a till whose clock is hours off. Our judgment. */
export const APART = 36 * 3_600_000
/** How long a write-off is waited for: РМК sends it within a second of printing and waits 60 s for the answer; the rest is for queues. Our judgment. */
export const GRACE = 600_000
/** A write-off of other points so near in time may be this receipt's all the same: a person looks. Our judgment. */
export const NEAR = 600_000
/** So long after a receipt was committed from its document its write-off may still come: a proxy's queue, a document's clock behind ours. Our judgment. */
export const LATE = 3_600_000

/** What the till asked to write off, as the journal has it. */
export interface WriteOff {
  /** The made-up receipt of its checkout. */
  readonly receipt: string
  /** When it came, by the gateway's clock. */
  readonly at: number
  readonly points: Points
  /** `refused`: the points were not written off, and stand as a case. `closed`: a person has said what became of it. */
  readonly state: "settled" | "refused" | "closed"
}

/** What was decided of a receipt that was read back; kept. */
export interface Claim {
  /** `Ref_Key` of the document. */
  readonly ref: string
  readonly point: string
  readonly client: string
  readonly points: Points
  /** When it was decided, by the gateway's clock. */
  readonly at: number
  /** The write-off that is its; nothing where it is committed from the document. */
  readonly writeOff?: string
  /** The write-off came after all, and spent nothing. */
  readonly used?: true
}

/** A sale that was read back, and shows points. */
export interface Sale {
  readonly ref: string
  readonly point: string
  readonly client: string
  readonly points: Points
  /** By its document. */
  readonly at: number
  /** When it was first seen here, by the gateway's clock. */
  readonly seen: number
}

export type Verdict =
  /** This write-off is its. `again`: it was refused, so it is asked for once more. */
  | { readonly _tag: "Claim"; readonly writeOff: string; readonly again: boolean }
  /** The write-off may still come. */
  | { readonly _tag: "Wait" }
  /** None came: from the document, under its own `Ref_Key`. */
  | { readonly _tag: "Commit" }
  /** A write-off of other points may be its. */
  | { readonly _tag: "Person" }

const isTaken = (claims: ReadonlyArray<Claim>, point: string, { receipt }: WriteOff): boolean =>
  claims.some((claim) => claim.writeOff === receipt && claim.point === point)

/** Decides what a sale that was read back is. `writeOffs` are the client's at this point, `claims` the point's around that time. */
export const decide = (
  sale: Sale,
  writeOffs: ReadonlyArray<WriteOff>,
  claims: ReadonlyArray<Claim>,
  now: number,
): Verdict => {
  const decided = claims.find(({ ref }) => ref === sale.ref)
  // As before: the process may have died between deciding and committing, and under its `Ref_Key` it is the same commit.
  if (decided !== undefined)
    return decided.writeOff === undefined
      ? { _tag: "Commit" }
      : { _tag: "Claim", writeOff: decided.writeOff, again: false }
  const apart = ({ at }: WriteOff) => Math.abs(at - sale.at)
  const free = writeOffs
    .filter((writeOff) => !isTaken(claims, sale.point, writeOff) && apart(writeOff) <= APART)
    .toSorted((a, b) => apart(a) - apart(b))
  const own = free.find(({ points }) => points === sale.points)
  if (own !== undefined) return { _tag: "Claim", writeOff: own.receipt, again: own.state === "refused" }
  if (now - Math.min(sale.at, sale.seen) < GRACE) return { _tag: "Wait" }
  return free.some((writeOff) => apart(writeOff) <= NEAR) ? { _tag: "Person" } : { _tag: "Commit" }
}

/** A write-off that has just come. `begun`: when its purchase began, where that is known. */
export interface Coming {
  readonly point: string
  readonly client: string
  readonly points: Points
  readonly at: number
  readonly begun?: number
}

/**
 * The receipt, committed from its document before, whose write-off this is; then nothing more is spent. One that a purchase brings which was begun
 * after that is another's.
 */
export const lateFor = (coming: Coming, claims: ReadonlyArray<Claim>): Claim | undefined =>
  claims.find(
    ({ at, client, point, points, used, writeOff }) =>
      writeOff === undefined &&
      used === undefined &&
      point === coming.point &&
      client === coming.client &&
      points === coming.points &&
      coming.at - at < LATE &&
      (coming.begun ?? at) <= at,
  )
