/**
 * Node's transport and journal for the Promise face, without their layers showing.
 */
import { transportHandle } from "../promise/Handles.ts"
import type { TransportHandle } from "../promise/Options.ts"
import * as UndiciTransport from "./UndiciTransport.ts"

/**
 * Requests over undici: faster than `fetch`, and able to tell more failures that provably sent nothing.
 *
 * @example
 * ```ts
 * import { undiciTransport } from "@loyalkit/core/node/PromiseHandles"
 * import { createLoyalty } from "@loyalkit/core/promise"
 *
 * const loyalty = await createLoyalty({
 *   url: "https://loyal.example",
 *   apiKey: "key",
 *   transport: undiciTransport({ connectTimeout: 800 }),
 * })
 * await loyalty.close()
 * ```
 */
export const undiciTransport = (options: UndiciTransport.UndiciOptions = {}): TransportHandle =>
  transportHandle(UndiciTransport.layer(options))
