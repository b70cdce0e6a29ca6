/**
 * What goes wrong at the terminal, beside what goes wrong with the service.
 */

/**
 * - `offline`: nothing reaches the gateway, until it is over.
 * - `late`: the next answer comes when the terminal waits no more.
 * - `commit`: the next commit is executed, its answer lost.
 * - `printing`: the application dies while the receipt is printed, and does not hear that it was closed.
 * - `twice`: the icon is pressed twice before anybody could answer.
 * - `silent`: the application hears the next event and does nothing.
 */
export const mishaps = ["offline", "late", "commit", "printing", "twice", "silent"] as const
export type Mishap = (typeof mishaps)[number]
