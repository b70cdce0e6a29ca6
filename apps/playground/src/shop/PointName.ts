/** What a point of sale is called, in the language that the page speaks. */
import type { PointId } from "@loyalkit/core/Domain"
import type { TillPlace } from "../tills/OpenTill.ts"

export const pointName = (
  { page, speech }: Pick<TillPlace, "page" | "speech">,
  point: PointId,
): string | undefined => {
  const known = page.service().points.find(({ id }) => id === point)
  return known === undefined ? undefined : speech.named(known.title)
}
