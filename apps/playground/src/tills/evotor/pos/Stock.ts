/**
 * What the terminal sells: the shop's goods that points can pay for, and one that is bought by the hundred.
 *
 * The vendor's React Native library knows one discount for a whole receipt, so a good that takes no points cannot be told from the others.
 */
import { Kopecks } from "@loyalkit/core/Money"
import { goods, type Good } from "../../../shop/Goods.ts"

/** Of the vendor's own example of rounding: 200 of them at 10 % off. */
const cup: Good = {
  id: "cup",
  name: { ru: "Стакан с крышкой", en: "Cup with a lid" },
  price: Kopecks.make(19_31),
  unit: "piece",
  initially: 0,
}

export const stock: ReadonlyArray<Good> = [...goods.filter(({ excluded }) => excluded !== true), cup]

/** The most of one good on a receipt, in thousandths. */
export const MOST = 999_000
