/** Whom the stub service knows, for those who ask it and those who fill a journal beforehand. */

/** How many clients there are, unless a benchmark needs fewer: a shop's regular ones. */
const CLIENTS = 100_000

/** A search for one of the clients, the next at each number. */
export const searchOf = (index: number): string => `7920${String(index % CLIENTS).padStart(7, "0")}`

/** The ID of the client whom a search finds. */
export const clientIdOf = (search: string): string => `c-${search}`
