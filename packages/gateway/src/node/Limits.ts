/**
 * How much of a machine its clients may take, so that a slow or a hostile one cannot stop a shop's tills.
 *
 * The largest body is `edge/Body`'s. All times are milliseconds. Where no source is named the number is our judgment.
 */

/** A request's headers must be there by then; a connection that says nothing ends with it. A till sends them at once. */
export const HEADERS_TIMEOUT = 10_000

/** A whole request must be there by then: 1 MiB over a bad mobile network. */
export const REQUEST_TIMEOUT = 30_000

/** How often Node looks for those that are late. */
export const CHECK_EVERY = 1_000

/** A connection without a request is kept so long: longer than a cashier thinks, so that the next step finds it open. */
export const KEEP_ALIVE = 75_000

/** The largest headers in bytes: Node's default, said here so that no flag of its own changes it. */
export const MAX_HEADERS = 16_384

/** The most connections at a time: a till has one or two. Beyond, the one that idles longest is closed. */
export const MAX_CONNECTIONS = 16_384

/** Descriptors that connections must leave free: the journal, the service's connections, logs. */
export const RESERVED_DESCRIPTORS = 512

/** What is being answered when the gateway is told to stop gets so long (10 s in all, gateway's API). */
export const GRACE = 6_000

/** How long connections that were cut at the end of the grace may take to be gone. */
export const AFTER_GRACE = 1_000
