/** What a test looks at in the end, in as few words. */
import type { Answer, Shop } from "./Shop.ts"

/** Points of each sale, in hundredths, in their order. */
export const spends = async (shop: Shop) => (await shop.sales()).map(({ spend }) => spend)
export const caseKinds = async (shop: Shop) => (await shop.cases()).map(({ kind }) => kind)

/** What an answer has to say, to be compared with whatever it should be. */
export const said = ({ data }: Answer): unknown => data
/** The same of all of it. */
export const whole = (answer: Answer): unknown => answer
