/**
 * Names that are the same tomorrow and on another machine: UUIDs made of what they name (RFC 9562, version 5).
 *
 * 1C knows things by UUID only, and the service by opaque IDs. A UUID that is computed needs no table to be stable.
 */
import * as Effect from "effect/Effect"
import { sha1 } from "./Sha1.ts"

/** Ours alone: drawn once, by chance. */
const NAMESPACE = "6f0c1c4e-8f0a-4d54-9a3e-5b6d2f0a71c5"

/** A reference that leads nowhere, as 1C writes it. */
export const ZERO_UUID = "00000000-0000-0000-0000-000000000000"

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const bytesOf = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")

/** The UUID of a name. */
export const uuidOf = (name: string): Effect.Effect<string> =>
  Effect.sync(() => {
    const bytes = sha1(Uint8Array.from([...bytesOf(NAMESPACE), ...new TextEncoder().encode(name)]))
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    return textOf(bytes)
  })

/** A reference as 1C sends it, in lower case; nothing for the empty one and for what is none. */
export const referenceOf = (text: string): string | undefined => {
  const uuid = text.trim().toLowerCase()
  return UUID.test(uuid) && uuid !== ZERO_UUID ? uuid : undefined
}
