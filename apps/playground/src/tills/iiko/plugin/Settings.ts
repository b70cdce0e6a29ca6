/** The plugin's settings as the C# one has them where `loyalkit.json` says nothing (`plugin/Settings.cs`). In milliseconds. */

/** How long the plugin waits for an answer. */
export const PATIENCE = { call: 4_000, pay: 8_000, print: 1_500 } as const

/** How long its outbox waits between two attempts of a call: twice as long each time, up to the longest. */
export const PAUSE = { first: 1_000, longest: 60_000 } as const
