/**
 * Lets layers through the Promise face without showing them.
 *
 * A handle is an empty object; which layer it stands for is known here only. So the types of the Promise face
 * name no Effect, and a made-up handle is refused instead of failing somewhere inside.
 */
import type * as Layer from "effect/Layer"
import type { Journal } from "../Journal.ts"
import type { Transport } from "../Transport.ts"
import type { JournalHandle, TransportHandle } from "./Options.ts"

/** What a layer may fail with: anything that says in its message what to correct. */
interface Explained {
  readonly message: string
}

export type JournalLayer = Layer.Layer<Journal, Explained>
export type TransportLayer = Layer.Layer<Transport, Explained>

const journals = new WeakMap<JournalHandle, JournalLayer>()
const transports = new WeakMap<TransportHandle, TransportLayer>()

/** A handle for a journal of yours, to be passed as `journal`. Each `createLoyalty` builds the layer anew. */
export const journalHandle = (layer: JournalLayer): JournalHandle => {
  const handle: JournalHandle = Object.freeze({ kind: "journal" })
  journals.set(handle, layer)
  return handle
}

/** A handle for a transport of yours, to be passed as `transport`. */
export const transportHandle = (layer: TransportLayer): TransportHandle => {
  const handle: TransportHandle = Object.freeze({ kind: "transport" })
  transports.set(handle, layer)
  return handle
}

/** The journal behind a handle, if it came from {@link journalHandle}. */
export const journalOf = (handle: JournalHandle): JournalLayer | undefined => journals.get(handle)

/** The transport behind a handle, if it came from {@link transportHandle}. */
export const transportOf = (handle: TransportHandle): TransportLayer | undefined => transports.get(handle)
