/**
 * iikoCloud, as much of it as the check of a set-up, the webhook and its reconciliation need.
 *
 * Dictionaries, table orders by their IDs, where the webhook points to, and the two commands by which an order is pulled in from a till and
 * its payments are replaced. Everything is about the one organization of the settings.
 */
import * as HttpClientTransport from "@loyalkit/core/HttpClientTransport"
import { maskText } from "@loyalkit/core/Masking"
import { toNumber, type Kopecks } from "@loyalkit/core/Money"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import type { HttpClient } from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { SecretUnreadable } from "@loyalkit/core/SecretFile"
import * as Asking from "./Asking.ts"
import {
  type CloudRefused,
  NoSuchOrder,
  PaymentsProcessed,
  type CloudError,
  type CommandError,
} from "./CloudError.ts"
import * as Commands from "./Commands.ts"
import { credentialsOf, type CloudSettings } from "./Settings.ts"
import { isSameAddress } from "./WebhookAddress.ts"
import * as Wire from "./Wire.ts"

/** Which orders: by the cloud's own IDs, or by the till's. Never both (iikoCloud's documentation). */
export type OrdersAsked =
  | { readonly orderIds: ReadonlyArray<string> }
  | { readonly posOrderIds: ReadonlyArray<string> }

/** The groups of terminals of the organization; `isAsleep`: switched off in the cloud. */
export interface Group extends Wire.TerminalGroup {
  readonly isAsleep: boolean
}

/** A payment that is to stand in an order. */
export interface NewPayment {
  readonly paymentTypeId: string
  /** `Card` or `External`: which of them a type for points takes differs. */
  readonly kind: string
  readonly sum: Kopecks
  readonly isProcessedExternally: boolean
}

/** Where the cloud is to push to. */
export interface NewAddress {
  readonly uri: string
  readonly token: Redacted.Redacted
}

export class IikoCloud extends Context.Service<
  IikoCloud,
  {
    /** The organization; nothing where the key does not see it. */
    readonly organization: Effect.Effect<Option.Option<Wire.Organization>, CloudError>
    readonly terminalGroups: Effect.Effect<ReadonlyArray<Group>, CloudError>
    /** Those of the groups whose till answers. */
    readonly alive: (groups: ReadonlyArray<string>) => Effect.Effect<ReadonlySet<string>, CloudError>
    readonly paymentTypes: Effect.Effect<ReadonlyArray<Wire.PaymentType>, CloudError>
    readonly discounts: Effect.Effect<ReadonlyArray<Wire.DiscountType>, CloudError>
    /** Orders that the cloud knows; one made at a till only after it was pulled in. One that cannot be read is left out. */
    readonly orders: (asked: OrdersAsked) => Effect.Effect<ReadonlyArray<Wire.OrderInfo>, CloudError>
    /** Pulls orders in that were made at a till of the group. */
    readonly initByPosOrder: (
      group: string,
      posOrderIds: ReadonlyArray<string>,
    ) => Effect.Effect<void, CommandError>
    /** Replaces all payments of an order. It is read first: where one is processed, nothing is sent. */
    readonly changePayments: (
      orderId: string,
      payments: ReadonlyArray<NewPayment>,
    ) => Effect.Effect<void, CommandError | NoSuchOrder | PaymentsProcessed>
    readonly webhook: Effect.Effect<Wire.WebhookAddress, CloudError>
    /** Points the webhook here, where it points nowhere or here already. `false`: it is somebody else's, and was left so. */
    readonly pointWebhook: (address: NewAddress) => Effect.Effect<boolean, CloudError>
  }
>()("@loyalkit/adapter-iiko/IikoCloud") {
  static readonly layer = (
    settings: CloudSettings,
  ): Layer.Layer<IikoCloud, SecretUnreadable, HttpClient | FileSystem> =>
    Layer.effect(IikoCloud, make(settings)).pipe(Layer.provide(HttpClientTransport.layer))
}

const decodeOrder = Schema.decodeUnknownResult(Wire.OrderInfo)

/** How the cloud says that it knows none of the orders is not documented: an empty list, or an error. Nothing is wrong with such a question. */
const isUnknown = ({ code = "", detail }: CloudRefused): boolean => /not ?found/i.test(`${code} ${detail}`)

const readable = Effect.fnUntraced(function* (orders: ReadonlyArray<unknown>) {
  const found: Array<Wire.OrderInfo> = []
  for (const order of orders) {
    const read = decodeOrder(order)
    if (read._tag === "Success") found.push(read.success)
    else
      yield* Effect.annotateLogs(Effect.logWarning("An order of iikoCloud cannot be read."), {
        detail: maskText(String(read.failure)),
      })
  }
  return found
})

/** Has somebody paid already, whoever it was? The sum of processed payments is missing on old tills, and wrong on some. */
const isPaid = ({ payments, processedPaymentsSum }: Wire.Order): boolean =>
  (processedPaymentsSum ?? 0) > 0 ||
  (payments ?? []).some(
    ({ isPreliminary, isProcessedExternally }) => isProcessedExternally === true || isPreliminary === false,
  )

/** What is to be told: the end of table orders, and nothing else. All fields, as the documentation has them. */
const FILTER = {
  deliveryOrderFilter: null,
  tableOrderFilter: { orderStatuses: ["Closed", "Deleted"], itemStatuses: [], errors: false },
  reserveFilter: null,
  stopListUpdateFilter: null,
  personalShiftFilter: null,
  nomenclatureUpdateFilter: null,
  businessHoursAndMappingUpdateFilter: null,
}

const make = Effect.fnUntraced(function* (settings: CloudSettings) {
  const { organization } = settings
  const ask = yield* Asking.make(settings, yield* credentialsOf(settings))
  const command = Commands.make(ask, organization)
  const reads = { kind: "reads", group: "dictionaries" } as const
  const organizationIds = [organization]

  const webhook = ask({
    kind: "reads",
    group: "settings",
    path: "/api/1/webhooks/settings",
    body: { organizationId: organization },
    answer: Wire.WebhookAddress,
  })

  const orders = (asked: OrdersAsked) =>
    ask({
      kind: "reads",
      group: "receiving",
      path: "/api/1/order/by_id",
      body: { organizationIds, ...asked },
      answer: Wire.OrdersFound,
    }).pipe(
      Effect.flatMap((found) => readable(found.orders)),
      Effect.catchTag("CloudRefused", (error) =>
        isUnknown(error) ? Effect.succeed([]) : Effect.fail(error),
      ),
    )

  return IikoCloud.of({
    organization: ask({
      ...reads,
      path: "/api/1/organizations",
      body: { organizationIds, returnAdditionalInfo: true, includeDisabled: false },
      answer: Wire.Organizations,
    }).pipe(
      Effect.map(({ organizations }) =>
        Option.fromUndefinedOr(organizations.find(({ id }) => id === organization)),
      ),
    ),
    terminalGroups: ask({
      ...reads,
      path: "/api/1/terminal_groups",
      body: { organizationIds },
      answer: Wire.TerminalGroups,
    }).pipe(
      Effect.map(({ terminalGroups, terminalGroupsInSleep }) =>
        [
          { of: terminalGroups, isAsleep: false },
          { of: terminalGroupsInSleep ?? [], isAsleep: true },
        ].flatMap(({ isAsleep, of }) =>
          of
            .filter(({ organizationId }) => organizationId === organization)
            .flatMap(({ items }) => items.map((group) => ({ ...group, isAsleep }))),
        ),
      ),
    ),
    alive: (groups) =>
      groups.length === 0
        ? Effect.succeed(new Set())
        : ask({
            kind: "reads",
            group: "availability",
            path: "/api/1/terminal_groups/is_alive",
            body: { organizationIds, terminalGroupIds: groups },
            answer: Wire.AliveStatus,
          }).pipe(
            Effect.map(
              ({ isAliveStatus }) =>
                new Set(
                  isAliveStatus.flatMap(({ isAlive, terminalGroupId }) => (isAlive ? [terminalGroupId] : [])),
                ),
            ),
          ),
    paymentTypes: Effect.map(
      ask({ ...reads, path: "/api/1/payment_types", body: { organizationIds }, answer: Wire.PaymentTypes }),
      ({ paymentTypes }) => paymentTypes,
    ),
    discounts: ask({
      ...reads,
      path: "/api/1/discounts",
      body: { organizationIds },
      answer: Wire.Discounts,
    }).pipe(
      Effect.map(({ discounts }) =>
        discounts
          .filter(({ organizationId }) => organizationId === organization)
          .flatMap(({ items }) => items),
      ),
    ),
    orders,
    initByPosOrder: (group, posOrderIds) =>
      command("/api/1/order/init_by_posOrder", { terminalGroupId: group, posOrderIds }, "loading"),
    changePayments: Effect.fn("IikoCloud.changePayments")(function* (orderId, payments) {
      const [found] = yield* orders({ orderIds: [orderId] })
      const order = found?.order ?? undefined
      if (order === undefined) return yield* new NoSuchOrder()
      if (isPaid(order)) return yield* new PaymentsProcessed()
      return yield* command(
        "/api/1/order/change_payments",
        {
          orderId,
          payments: payments.map(({ isProcessedExternally, kind, paymentTypeId, sum }) => ({
            paymentTypeKind: kind,
            paymentTypeId,
            sum: toNumber(sum),
            isProcessedExternally,
          })),
        },
        "payments",
      )
    }),
    webhook,
    pointWebhook: Effect.fn("IikoCloud.pointWebhook")(function* ({ token, uri }) {
      const { webHooksFilter, webHooksUri } = yield* webhook
      const taken = webHooksUri ?? ""
      if (taken !== "" && !isSameAddress(taken, uri)) return false
      yield* ask({
        kind: "changes",
        group: "settings",
        path: "/api/1/webhooks/update_settings",
        body: {
          organizationId: organization,
          webHooksUri: uri,
          authToken: Redacted.value(token),
          webHooksFilter: webHooksFilter ?? FILTER,
        },
        answer: Schema.Unknown,
      })
      return true
    }),
  })
})
