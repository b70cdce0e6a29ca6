/**
 * What РМК may ask of a «Сервер лояльности», by the version that the server says it is.
 *
 * The switches are off until `useautomaticdiscounts` is answered: so after a call that failed РМК falls back to what the oldest server could.
 */

export interface Abilities {
  /** Discounts are the server's: a receipt is calculated there. */
  readonly calculates: boolean
  /** `findclientcard`; else `getclientbonuses` finds a card. */
  readonly findsCards: boolean
}

export const noAbilities: Abilities = { calculates: false, findsCards: false }

/** A server *above* this one finds cards. */
const FINDS_CARDS_ABOVE = [3, 0, 5, 1]

const isAbove = (version: string, gate: ReadonlyArray<number>): boolean => {
  const parts = version.split(".").map(Number)
  for (const [place, least] of gate.entries()) {
    const part = parts[place] ?? 0
    if (part !== least) return part > least
  }
  return false
}

export const abilitiesOf = (version: string, calculates: boolean): Abilities => ({
  calculates,
  findsCards: isAbove(version, FINDS_CARDS_ABOVE),
})
