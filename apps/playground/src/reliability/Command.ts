/**
 * The command that plays the page's worlds again in a terminal, where a failure becomes a file that replays to the byte.
 */

/** As one word of a shell. */
const quoted = (text: string): string =>
  /^[\w.]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A run begins with the first world of its seed, and so does the page: so many receipts are the same worlds. */
export const commandFor = (seed: string, profile: string, receipts: number): string =>
  `npm run simulate -- --profile ${profile} --checkouts ${receipts} --seed=${quoted(seed)}`
