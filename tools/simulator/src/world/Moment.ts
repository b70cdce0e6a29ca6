/**
 * Where a process can die. Apart from the process itself, so that who only counts crashes does not load the engine: a
 * safeguard has to be taken out of that first.
 */

/** Where a process can die: on either side of each thing that it does to its journal or says to the service. */
export const MOMENTS = [
  "before an append",
  "after an append",
  "before a read",
  "after a read",
  "before a request",
  "with a request under way",
  "as a reply comes",
] as const
export type Moment = (typeof MOMENTS)[number]
