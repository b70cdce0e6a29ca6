/** What a point of sale is called, in the language that the page speaks; nothing until the service was looked at. */
import type { PointId } from "@loyalkit/core/Domain"
import type { Speech } from "../text/Language.ts"
import type { ServiceView } from "./ServiceView.ts"

export const pointName = (service: ServiceView, speech: Speech, point: PointId): string | undefined => {
  const known = service.state()?.points.find(({ id }) => id === point)
  return known === undefined ? undefined : speech.named(known.title)
}
