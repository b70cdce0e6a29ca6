/**
 * How dealing with a receipt ended: for good, or for now.
 */

/** In which way a receipt is dealt with. */
export type How =
  /** The sale was created, or may have been: core settles it. */
  | "settled"
  /** The service is away; core delivers it. */
  | "queued"
  /** The native protocol had written it off. */
  | "claimed"
  /** A person has to look at it: a case of core. */
  | "case"
  /** A return was noted. */
  | "noted"
  /** There is nothing to do: no card, a return of nothing. */
  | "left"
  /** An earning for a card that leads to no client. */
  | "nobody"
  /** Under this receipt something else is settled already: somebody should look. */
  | "differs"

export type Outcome =
  | { readonly _tag: "Done"; readonly how: How; readonly why?: string }
  /** The same receipt is dealt with again later. `isTills`: a till may finish it by itself. */
  | { readonly _tag: "Wait"; readonly why: string; readonly isTills?: true }
  /** The settings name no point for its till. */
  | { readonly _tag: "NoPoint" }

export const done = (how: How, why?: string): Outcome => ({
  _tag: "Done",
  how,
  ...(why === undefined ? {} : { why }),
})

export const wait = (why: string) => ({ _tag: "Wait", why }) as const satisfies Outcome
