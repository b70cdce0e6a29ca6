/**
 * What an integrator may say of the 1C adapter. Nothing at all is a whole configuration: the native protocol is on, with 1C's latest version.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { OdataSettings } from "./odata/Settings.ts"

/** What our «Сервер лояльности» calls itself. РМК asks for more the newer it is; the library that was read is this one. */
export const DEFAULT_VERSION = "3.0.8.73"

/** The native protocol, `…/hs/loyaltyservice/*`. */
export const NativeSettings = Schema.Struct({
  enabled: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(true))),
  /** РМК compares it with the versions at which its abilities begin: an older one switches them off. */
  version: Schema.String.check(
    Schema.isPattern(/^\d+\.\d+\.\d+\.\d+$/, { expected: "a version of four numbers, such as 3.0.8.73" }),
  ).pipe(Schema.withDecodingDefaultKey(Effect.succeed(DEFAULT_VERSION))),
  /**
   * Is the cashier told what will be earned? The native protocol never says that a sale took place, so only where another way
   * (OData, the BSL module) commits it is that a promise kept. Left out: where receipts are read back by OData.
   */
  tellEarning: Schema.optionalKey(Schema.Boolean),
})
export interface NativeSettings extends Schema.Schema.Type<typeof NativeSettings> {}

/** The adapter's section of the gateway's file, `adapters.1c`. */
export const Settings1C = Schema.Struct({
  native: NativeSettings.pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
  /** Receipts read back from 1C. Left out: none are. */
  odata: Schema.optionalKey(OdataSettings),
})
export interface Settings1C extends Schema.Schema.Type<typeof Settings1C> {}
