/**
 * What a scenario's file says of itself. Apart from the schema, so that who only tells files apart does not load the engine.
 */

export const FORMAT = "loyalkit-scenario/1"

/** The same, of whatever version. */
const FAMILY = FORMAT.slice(0, FORMAT.indexOf("/") + 1)

/** Does what was parsed say that it is a scenario? Whether it is one is seen when it is decoded. */
export const claims = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "format" in value &&
  typeof value.format === "string" &&
  value.format.startsWith(FAMILY)
