/**
 * Which point of sale a store or a terminal of Evotor is.
 */
import type { PointId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** An ID of Evotor's, in lower case, whoever wrote it. */
export const EvotorId = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.isPattern(/^[0-9a-z-]{1,100}$/, {
        expected: "an ID such as 20240101-0000-4000-8000-000000000003",
      }),
    ),
    SchemaTransformation.toLowerCase(),
  ),
)

/** Of the settings. */
export interface PointSettings {
  /** By terminal or store; the terminal counts before its store. */
  readonly points: Readonly<Record<string, PointId>>
  /** Of all the others. */
  readonly defaultPoint?: PointId
}

/** The point of a receipt; nothing where the settings name none. */
export const pointOf = (
  { defaultPoint, points }: PointSettings,
  { device, store }: { readonly device?: string; readonly store: string },
): PointId | undefined => {
  const of = (id: string | undefined) => {
    const known = id?.toLowerCase() ?? ""
    return Object.hasOwn(points, known) ? points[known] : undefined
  }
  return of(device) ?? of(store) ?? defaultPoint
}

/** All points of the settings, each once. */
export const allPoints = ({ defaultPoint, points }: PointSettings): ReadonlyArray<PointId> => [
  ...new Set([...Object.values(points), ...(defaultPoint === undefined ? [] : [defaultPoint])]),
]
