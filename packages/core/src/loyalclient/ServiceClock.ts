/**
 * What time it is at the service, as its own replies say.
 *
 * A hold ends by the service's clock, and after a restart nothing else tells how old one is. The header `Date` of the
 * service's replies is that clock, but for proxies that write their own: so it is believed for a hold only where the reply
 * that granted it agreed with itself (`until` less the minutes asked for).
 */
import type { TransportReply } from "../Transport.ts"

/** A reading: the service's time in milliseconds since 1970, to the second, and ours, monotonic in nanoseconds, before the request that brought it. */
export interface ServiceTime {
  readonly at: number
  readonly asked: bigint
}

/** How far `Date` and a hold's `until` may be apart and still be one clock: both are in whole seconds, and one is written later. Our judgment. */
const SAME_CLOCK_MILLIS = 2_000

/** The header as milliseconds; nothing where it is no date. */
const parse = ({ date }: TransportReply): number | undefined => {
  if (date === undefined) return undefined
  // oxlint-disable-next-line eslint/no-restricted-globals -- reads a text, and no clock
  const at = Date.parse(date)
  return Number.isFinite(at) ? at : undefined
}

export const make = () => {
  let last: ServiceTime | undefined
  return {
    last: (): ServiceTime | undefined => last,
    /** Keeps the time of a reply to a request that was sent after `asked`. Only the service's own replies count, not a proxy's page. */
    note: (reply: TransportReply, asked: bigint): void => {
      const at = parse(reply)
      if (at !== undefined) last = { at, asked }
    },
  }
}

/**
 * For how many whole minutes a hold was granted, by the service's own word: fewer than were asked for, where it grants less. What
 * was asked for, where nothing is known, or where the two clocks have nothing to do with each other (less than a minute).
 */
export const grantedMinutes = (
  until: number | undefined,
  minutes: number,
  time: ServiceTime | undefined,
): number => {
  if (until === undefined || time === undefined) return minutes
  const granted = until - time.at + SAME_CLOCK_MILLIS
  return granted < 60_000 ? minutes : Math.min(minutes, Math.floor(granted / 60_000))
}

/** When a hold ends by the service's clock, in milliseconds; nothing where that is not the clock of its replies. */
export const agreedUntil = (
  until: number | undefined,
  minutes: number,
  time: ServiceTime | undefined,
): number | undefined => {
  if (until === undefined || time === undefined) return undefined
  const granted = until - minutes * 60_000
  return Math.abs(granted - time.at) <= SAME_CLOCK_MILLIS ? until : undefined
}
