/**
 * Another system at the service: it sells to our customers, holds their points, or somebody credits some by hand.
 */
import type { Outside } from "../format/Step.ts"
import { toNumber } from "@loyalkit/core/Money"
import type { ServiceLine } from "./ServiceLine.ts"
import type { Town } from "./Town.ts"

const GENERAL = "/integration/general"
const DEFAULT_MINUTES = 10

/** Does it now. A client whom nobody is, is nobody's customer: nothing happens. */
export const act = (
  { amount, client: phone, does, minutes, point = "cafe", points }: Outside,
  line: ServiceLine,
  town: Town,
): void => {
  const found = town.clientByPhone(phone)
  if (found === undefined) return
  const where = { client: found.id, point: town.pointOf(point) }
  switch (does) {
    case "sale":
      return line.callFromElsewhere(`${GENERAL}/retail`, {
        ...where,
        amount: amount === undefined ? 0 : toNumber(amount),
        spend: toNumber(points),
      })
    case "hold":
      return line.callFromElsewhere(`${GENERAL}/bonuses/hold`, {
        ...where,
        amount: toNumber(points),
        duration: minutes ?? DEFAULT_MINUTES,
      })
    case "credit":
      return line.credit(found.id, points)
  }
}
