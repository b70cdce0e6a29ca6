/**
 * The engine of a till's process: undici to the service, SQLite to the disk, nothing simulated.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as Policy from "@loyalkit/core/Policy"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Fs from "node:fs"

/**
 * Patience for tests, in milliseconds. The sandbox executes what a dead till sent at once, or a few milliseconds later:
 * a window of two seconds is safe on a machine that has other things to do.
 */
const policy = { doubtWindow: 2_000, probing: 1_000, settleBase: 100, settleCap: 500 }

/** The engine over a service; the journal comes from outside. */
export const engine = (url: string) =>
  Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
    Layer.provide(LoyalClient.layer({ url, apiKey: Redacted.make(DEFAULT_KEY) })),
    Layer.provide(UndiciTransport.layer()),
    // Answers are lost on purpose, for several tills at once: no reason to stop calling.
    Layer.provide(Policy.layer({ ...policy, breakerFailures: 1_000 })),
  )

/** The engine's warnings would stand between the lines. */
export const silent = Logger.layer([])

/** Straight to the descriptor: what is printed must not wait in a buffer when the process dies. */
export const print = (line: string): void => void Fs.writeSync(1, `${line}\n`)
