/**
 * What a gateway is told before it starts, decoded: the one shape that flags, environment and file end in.
 *
 * Every name, default and text of these settings is in `settings/`; this is what the rest of the gateway sees of them.
 */
import type { Role } from "@loyalkit/core/Callers"
import type { PointId } from "@loyalkit/core/Domain"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import type * as Redacted from "effect/Redacted"

/** One who may call. */
export interface Till {
  /** For logs; unique. */
  readonly name: string
  readonly token: Redacted.Redacted
  /** The point of sale of its receipts; the gateway's own where it has none. */
  readonly point?: PointId
  readonly role: Role
}

/** The LoyalClient service, or a sandbox inside the gateway for those who try it. */
export type ServiceSettings =
  | { readonly _tag: "Sandbox" }
  | { readonly _tag: "LoyalClient"; readonly url: string; readonly apiKey: Redacted.Redacted }

/** An adapter that is served. Its face reads its own settings back (`settings/Face`, `settingsOf`). */
export interface AdapterSettings {
  readonly name: string
  readonly settings: unknown
}

export interface Settings {
  readonly service: ServiceSettings
  /** The point of sale for tills without one of their own. */
  readonly point?: PointId
  readonly host: string
  readonly port: number
  /** Where vendors' clouds reach it. */
  readonly publicUrl?: string
  /** The folder of the journal; nothing: the journal is in memory. */
  readonly data?: string
  /** Nobody: only this machine may call, and may do everything. */
  readonly tills: ReadonlyArray<Till>
  /** The web pages that may call. */
  readonly origins: ReadonlyArray<string>
  /** What differs from core's defaults. */
  readonly policy: Partial<PolicyConfig>
  /** The adapters that are served besides `/v1`. */
  readonly adapters: ReadonlyArray<AdapterSettings>
  /** Where spans, metrics and logs go, if anywhere. */
  readonly otlp?: { readonly url: string; readonly headers: Readonly<Record<string, Redacted.Redacted>> }
  /** What is logged: one line a request at `info`. */
  readonly log: { readonly level: "debug" | "info" | "warning" | "error"; readonly format: "text" | "json" }
}
