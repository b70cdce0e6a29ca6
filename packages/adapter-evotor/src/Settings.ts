/**
 * What an integrator may say of the Evotor adapter. Nothing at all is a whole configuration: the terminal part speaks to `/v1`, and the cloud is neither heard nor asked.
 */
import * as Schema from "effect/Schema"
import { CloudSettings } from "./cloud/Settings.ts"
import { WebhooksSettings } from "./webhooks/Settings.ts"

/** The adapter's section of the gateway's file, `adapters.evotor`. */
export const SettingsEvotor = Schema.Struct({
  /** What Evotor's cloud pushes. Left out: nothing is taken from it. */
  webhooks: Schema.optionalKey(WebhooksSettings),
  /** Evotor's cloud is asked for closed receipts as well. Left out: it is not. */
  cloud: Schema.optionalKey(CloudSettings),
}).check(
  // Where a receipt belongs, and what is ours in it, stands there.
  Schema.makeFilter(({ cloud, webhooks }) =>
    cloud !== undefined && webhooks === undefined
      ? [{ path: ["webhooks"], issue: "Expected with cloud: it says whose receipts are whose points" }]
      : [],
  ),
)
export interface SettingsEvotor extends Schema.Schema.Type<typeof SettingsEvotor> {}
