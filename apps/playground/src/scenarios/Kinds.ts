/**
 * The gallery's order: which scenario belongs to what. A name that stands nowhere is shown all the same, under "other".
 */

export const kinds = ["usual", "time", "doubt", "away", "crash", "1c", "iiko", "other"] as const
export type Kind = (typeof kinds)[number]

const named: Readonly<Record<string, Kind>> = {
  "happy-path": "usual",
  "earn-only": "usual",
  discount: "usual",
  return: "usual",
  "changed-mind": "usual",
  "pressed-twice": "usual",
  "two-tills": "usual",
  "no-holds": "usual",
  "stale-quote": "time",
  "quote-outdated": "time",
  "hold-expired": "time",
  "hold-expired-points-gone": "time",
  "answer-lost": "doubt",
  "sale-lost": "doubt",
  "sale-late": "doubt",
  "sold-elsewhere": "doubt",
  "earning-in-doubt": "doubt",
  "earning-deferred": "away",
  "spending-refused": "away",
  "key-refused": "away",
  "line-down-at-commit": "crash",
  "crash-before-commit": "crash",
  "crash-after-pay": "crash",
}

const order = Object.keys(named)

export const kindOf = (name: string): Kind => {
  if (name.startsWith("1c-")) return "1c"
  if (name.startsWith("iiko-")) return "iiko"
  return named[name] ?? "other"
}

/** From the plain to the hard, within a kind. */
export const inOrder = (a: string, b: string): number =>
  order.indexOf(a) - order.indexOf(b) || a.localeCompare(b)
