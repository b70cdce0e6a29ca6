/**
 * 1C's times: local, without a zone, and so worth nothing without the zone of the settings.
 *
 * They come as `2026-09-23T12:00:00`, sometimes with a fraction behind, and in the older form of OData as `/Date(ms)/`, whose
 * milliseconds are the same local time counted as if it were UTC. The empty date is in year 1.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

const VERBOSE = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/
const PLAIN = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/
/** `2026-09-23T12:00:00`: whatever stands behind it is dropped. */
const LENGTH = 19

const wallText = (text: string): Option.Option<string> => {
  const verbose = VERBOSE.exec(text)?.[1]
  if (verbose !== undefined) {
    return Option.map(DateTime.make(Number(verbose)), (time) => DateTime.formatIso(time).slice(0, LENGTH))
  }
  const year = PLAIN.exec(text)?.[1]
  return year === undefined || year === "0001" ? Option.none() : Option.some(text.slice(0, LENGTH))
}

/** Milliseconds since 1970; nothing where the text is no time, or the empty one. */
export const millisOf = (text: string, timeZone: DateTime.TimeZone): Option.Option<number> =>
  Option.map(
    // `Z` makes the text a wall time in UTC, which is then moved into the zone.
    Option.flatMap(wallText(text), (wall) =>
      DateTime.makeZoned(`${wall}Z`, { timeZone, adjustForTimeZone: true }),
    ),
    DateTime.toEpochMillis,
  )

/** What 1C calls this moment: `2026-09-23T12:00:00`. */
export const textOf = (millis: number, timeZone: DateTime.TimeZone): string =>
  Option.match(DateTime.makeZoned(millis, { timeZone }), {
    onNone: () => "1970-01-01T00:00:00",
    onSome: (time) => DateTime.formatIsoOffset(time).slice(0, LENGTH),
  })
