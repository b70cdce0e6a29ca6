/**
 * 1C's `Дата`: a day and a time without a zone, from year 1 on, exact to the second. The first second is the empty date.
 */

const MILLIS = 1_000

/** 1 January of year 1, on the clock that counts from 1970. */
const BEGINNING = new Date("0001-01-01T00:00:00Z").getTime()
const END = new Date("3999-12-31T23:59:59Z").getTime()

const two = (part: number): string => String(part).padStart(2, "0")

/** A date's parts, for whoever writes it down. */
export interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export class DateTime {
  /** Seconds since the beginning of year 1. */
  readonly seconds: number

  private constructor(seconds: number) {
    this.seconds = seconds
  }

  static readonly empty = new DateTime(0)

  static ofSeconds(seconds: number): DateTime | undefined {
    return seconds >= 0 && seconds <= (END - BEGINNING) / MILLIS
      ? new DateTime(Math.trunc(seconds))
      : undefined
  }

  /** The time on a clock of that zone, from milliseconds since 1970. */
  static ofEpoch(millis: number, zoneMinutes = 0): DateTime {
    return new DateTime(Math.floor((millis + zoneMinutes * 60_000 - BEGINNING) / MILLIS))
  }

  /** A literal's digits: a day, or a day with a time. Nothing for a day that no calendar has. */
  static ofDigits(digits: string): DateTime | undefined {
    if (!/^(\d{8}|\d{12}|\d{14})$/.test(digits)) return undefined
    const all = digits.padEnd(14, "0")
    const [date, time] = [all.slice(0, 8), all.slice(8)]
    return DateTime.ofIso(
      `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`,
    )
  }

  /** `2026-09-23T12:00:00`; a fraction of a second is left out. */
  static ofIso(text: string): DateTime | undefined {
    const plain = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?$/.exec(text)?.[1]
    if (plain === undefined) return undefined
    const millis = new Date(`${plain}Z`).getTime()
    if (Number.isNaN(millis) || millis < BEGINNING) return undefined
    // 30 February is read as a day of March: then it is no date.
    return new Date(millis).toISOString().startsWith(plain) ? DateTime.ofEpoch(millis) : undefined
  }

  toEpoch(zoneMinutes = 0): number {
    return this.seconds * MILLIS + BEGINNING - zoneMinutes * 60_000
  }

  toIso(): string {
    return new Date(this.toEpoch()).toISOString().slice(0, 19)
  }

  parts(): Parts {
    const date = new Date(this.toEpoch())
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    }
  }

  /** `23.09.2026 9:05:00`, as Russian settings show it. */
  toRussian(): string {
    const { day, hour, minute, month, second, year } = this.parts()
    return `${two(day)}.${two(month)}.${String(year).padStart(4, "0")} ${hour}:${two(minute)}:${two(second)}`
  }

  /** `9/23/2026 9:05:00 AM`, as American settings show it. */
  toAmerican(): string {
    const { day, hour, minute, month, second, year } = this.parts()
    const half = hour < 12 ? "AM" : "PM"
    return `${month}/${day}/${year} ${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${half}`
  }
}
