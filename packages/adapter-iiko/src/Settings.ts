/**
 * What an integrator may say of the iiko adapter. Nothing at all is a whole configuration: the bridge for the plugin is on, the cloud is not asked.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { CloudSettings } from "./cloud/Settings.ts"
import { Uuid } from "./cloud/Wire.ts"
import { FrontSettings } from "./front/Settings.ts"
import { WebhookSettings } from "./webhook/Settings.ts"

const ids = Schema.Array(Uuid).pipe(Schema.withDecodingDefaultKey(Effect.succeed([])))

/** The adapter's section of the gateway's file, `adapters.iiko`. */
export const SettingsIiko = Schema.Struct({
  front: FrontSettings.pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
  /** iikoCloud. Left out: it is not asked. */
  cloud: Schema.optionalKey(CloudSettings),
  /** What iikoCloud pushes. Left out: nothing is taken from it. */
  webhook: Schema.optionalKey(WebhookSettings),
  /** Types of payment that are points, by ID, as iikoCloud has them: what the webhook knows a spending by. */
  paymentTypes: ids,
  /** Types of discount that are the loyalty programme's, by ID. */
  discountTypes: ids,
}).check(
  // Without them every order of the cloud looks like one that was paid by no points.
  Schema.makeFilter(({ discountTypes, paymentTypes, webhook }) =>
    webhook !== undefined && paymentTypes.length + discountTypes.length === 0
      ? [
          {
            path: ["paymentTypes"],
            issue: "Expected the type that points are paid by, as the webhook needs it",
          },
        ]
      : [],
  ),
)
export interface SettingsIiko extends Schema.Schema.Type<typeof SettingsIiko> {}
