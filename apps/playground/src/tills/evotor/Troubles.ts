/**
 * What goes wrong at the terminal itself. What goes wrong with its line, with loyalkit or with the service are the page's own levers.
 */

/**
 * - `printing`: the application dies while the receipt is printed, and does not hear that it was closed.
 * - `twice`: the icon is pressed twice before anybody could answer.
 * - `silent`: the application hears the next event and does nothing.
 */
export const mishaps = ["printing", "twice", "silent"] as const
export type Mishap = (typeof mishaps)[number]
