/**
 * The answers of iikoCloud, as far as anything is read of them.
 *
 * They are read openly: a field that is not known is passed over, a word that is not known stays a word. iiko has three lists of kinds of
 * payment that do not agree, and adds to all of them.
 */
import { KopecksFromWire } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** A field that may be missing or null. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optional(Schema.NullOr(schema))

/** A UUID in lower case, whoever wrote it. */
export const Uuid = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.isPattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
        expected: "a UUID such as 00000000-0000-4000-8000-000000000001",
      }),
    ),
    SchemaTransformation.toLowerCase(),
  ),
)

export const Token = Schema.Struct({ token: Schema.NonEmptyString })

export const Organization = Schema.Struct({
  id: Uuid,
  name: maybe(Schema.String),
  version: maybe(Schema.String),
  /** The rounding step, in rubles. */
  currencyMinimumDenomination: maybe(Schema.Number),
})
export interface Organization extends Schema.Schema.Type<typeof Organization> {}
export const Organizations = Schema.Struct({ organizations: Schema.Array(Organization) })

export const TerminalGroup = Schema.Struct({
  id: Uuid,
  name: maybe(Schema.String),
  posVersion: maybe(Schema.String),
})
export interface TerminalGroup extends Schema.Schema.Type<typeof TerminalGroup> {}

const GroupsOf = Schema.Array(Schema.Struct({ organizationId: Uuid, items: Schema.Array(TerminalGroup) }))
export const TerminalGroups = Schema.Struct({
  terminalGroups: GroupsOf,
  terminalGroupsInSleep: maybe(GroupsOf),
})

export const AliveStatus = Schema.Struct({
  isAliveStatus: Schema.Array(Schema.Struct({ isAlive: Schema.Boolean, terminalGroupId: Uuid })),
})

export const PaymentType = Schema.Struct({
  id: Uuid,
  name: maybe(Schema.String),
  isDeleted: maybe(Schema.Boolean),
  /** `External`, `Internal` or `Both`. */
  paymentProcessingType: maybe(Schema.String),
  paymentTypeKind: maybe(Schema.String),
  terminalGroups: maybe(Schema.Array(Schema.Struct({ id: Uuid }))),
})
export interface PaymentType extends Schema.Schema.Type<typeof PaymentType> {}
export const PaymentTypes = Schema.Struct({ paymentTypes: Schema.Array(PaymentType) })

export const DiscountType = Schema.Struct({
  id: Uuid,
  name: maybe(Schema.String),
  /** `Percent`, `FlexibleSum` or `FixedSum`. */
  mode: maybe(Schema.String),
  isManual: maybe(Schema.Boolean),
  isDeleted: maybe(Schema.Boolean),
})
export interface DiscountType extends Schema.Schema.Type<typeof DiscountType> {}
export const Discounts = Schema.Struct({
  discounts: Schema.Array(Schema.Struct({ organizationId: Uuid, items: Schema.Array(DiscountType) })),
})

export const Payment = Schema.Struct({
  paymentType: Schema.Struct({ id: Uuid, name: maybe(Schema.String), kind: maybe(Schema.String) }),
  sum: KopecksFromWire,
  /** Not processed yet. */
  isPreliminary: maybe(Schema.Boolean),
  isExternal: maybe(Schema.Boolean),
  isProcessedExternally: maybe(Schema.Boolean),
})

export const AppliedDiscount = Schema.Struct({
  discountType: Schema.Struct({ id: Uuid }),
  sum: KopecksFromWire,
})

/** An order as the till has it. Deliveries have these fields too. */
export const Order = Schema.Struct({
  /** `New`, `Bill`, `Closed` or `Deleted`; a delivery has others. */
  status: Schema.String,
  /** After discounts. A payment by points is not taken off, unless its type is posted as a discount. */
  sum: maybe(KopecksFromWire),
  payments: maybe(Schema.Array(Payment)),
  discounts: maybe(Schema.Array(AppliedDiscount)),
  processedPaymentsSum: maybe(Schema.Number),
  terminalGroupId: maybe(Uuid),
})
export interface Order extends Schema.Schema.Type<typeof Order> {}

/** An order as the cloud tells of it: `TableOrderInfo`. */
export const OrderInfo = Schema.Struct({
  id: Uuid,
  /** What the till calls it, where the till has it. */
  posId: maybe(Uuid),
  /** Of the till's last change, in milliseconds since 1970; a millennium of them is all that is a time. */
  timestamp: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 32_503_680_000_000 })),
  creationStatus: maybe(Schema.String),
  errorInfo: maybe(Schema.Struct({ code: maybe(Schema.String), message: maybe(Schema.String) })),
  /** Missing while it is made, and where that failed. */
  order: maybe(Order),
})
export interface OrderInfo extends Schema.Schema.Type<typeof OrderInfo> {}
/** One order that cannot be read must not hide the others. */
export const OrdersFound = Schema.Struct({ orders: Schema.Array(Schema.Unknown) })

export const Accepted = Schema.Struct({ correlationId: Schema.NonEmptyString })

export const CommandStatus = Schema.Struct({
  /** `InProgress`, `Success` or `Error`. */
  state: Schema.String,
  errorReason: maybe(Schema.String),
  exception: Schema.optional(Schema.Unknown),
})

/** Where the cloud pushes to. The token is never kept. */
export const WebhookAddress = Schema.Struct({
  apiLoginName: maybe(Schema.String),
  webHooksUri: maybe(Schema.String),
  /** Of what it pushes; kept as it is where somebody has set it. */
  webHooksFilter: Schema.optional(Schema.Unknown),
})
export interface WebhookAddress extends Schema.Schema.Type<typeof WebhookAddress> {}
