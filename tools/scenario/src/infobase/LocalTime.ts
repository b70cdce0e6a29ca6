/**
 * 1C's clock: local times without a zone, to the second. The shop's infobase is in Moscow.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** For those who read the documents: they cannot know it otherwise. */
export const TIME_ZONE = "+03:00"

/** `2026-09-23T12:00:00` */
const LENGTH = 19

/** Of milliseconds since 1970. */
export const localTime = (millis: number): string =>
  Option.match(
    Option.flatMap(DateTime.zoneFromString(TIME_ZONE), (timeZone) =>
      DateTime.makeZoned(millis, { timeZone }),
    ),
    {
      onNone: () => "0001-01-01T00:00:00",
      onSome: (time) => DateTime.formatIsoOffset(time).slice(0, LENGTH),
    },
  )
