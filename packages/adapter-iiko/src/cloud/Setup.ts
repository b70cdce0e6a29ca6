/**
 * What an integrator still has to set up in iiko, told from what the cloud says: no rule here asks anything.
 *
 * A payment type that the till does not show, a rounding that refuses every payment, a webhook that is somebody else's: each is found here on the day of
 * installation, and not by the first guest.
 */
import { good, open, wrong, type Finding, type Words } from "@loyalkit/core/Finding"
import { format, rubles, type Kopecks } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Group } from "./IikoCloud.ts"
import { isSameAddress } from "./WebhookAddress.ts"
import type { DiscountType, Organization, PaymentType, WebhookAddress } from "./Wire.ts"

/** What the cloud was read for. */
export interface Seen {
  readonly organization: Option.Option<Organization>
  readonly groups: ReadonlyArray<Group>
  /** Those of them whose till answers just now. */
  readonly alive: ReadonlySet<string>
  readonly paymentTypes: ReadonlyArray<PaymentType>
  readonly discounts: ReadonlyArray<DiscountType>
  readonly webhook: WebhookAddress
}

/** What the settings want to find there. */
export interface Wanted {
  /** The groups at which points are paid. None: all of them. */
  readonly terminalGroups: ReadonlyArray<string>
  /** The types that points are paid by, as IDs. */
  readonly paymentTypes: ReadonlyArray<string>
  readonly discountTypes: ReadonlyArray<string>
  /** The till's rounding step. */
  readonly denomination: Kopecks
  /** Is the webhook served, and where, as far as the settings say? */
  readonly webhook?: { readonly url?: string }
}

/** The first iikoFront with the plugins' API that the plugin is built for, V8 (iiko's documentation). */
export const LEAST_FOR_PLUGIN = "8.7"
/** The first from which the cloud can pull an order in: `init_by_posOrder` (iikoCloud's documentation). */
export const LEAST_FOR_CLOUD = "7.7.1"

const ORGANIZATION = { en: "iiko organization", ru: "Организация iiko" }
const ROUNDING = { en: "iiko rounding", ru: "Округление iiko" }
const WEBHOOK = { en: "iiko webhook", ru: "Вебхук iiko" }
const PAYMENT_TYPE = { en: "iiko payment type", ru: "Тип оплаты iiko" }
const DISCOUNT_TYPE = { en: "iiko discount type", ru: "Тип скидки iiko" }

const named = (what: Words, name: string): Words => ({ en: `${what.en} ${name}`, ru: `${what.ru} ${name}` })
const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | null | undefined }): string =>
  name === undefined || name === null || name === "" ? id : `«${name}»`

const numbersOf = (version: string): ReadonlyArray<number> => version.split(".").map(Number)

/** Is a version older than another? One that cannot be read is not. */
export const isOlder = (version: string, least: string): boolean => {
  const given = numbersOf(version)
  for (const [index, number] of numbersOf(least).entries()) {
    const own = given[index] ?? 0
    if (own !== number) return own < number
  }
  return false
}

const organizationFinding = ({ organization }: Seen): Finding =>
  Option.match(organization, {
    onNone: () =>
      wrong(ORGANIZATION, {
        en: "the key does not see it. Correct adapters.iiko.cloud.organization, or give the key this organization in iikoWeb",
        ru: "ключу не видна. Исправьте adapters.iiko.cloud.organization или добавьте её ключу в iikoWeb",
      }),
    onSome: (known) => good(named(ORGANIZATION, nameOf(known)), { en: "found", ru: "найдена" }),
  })

const roundingFindings = ({ organization }: Seen, { denomination }: Wanted): ReadonlyArray<Finding> => {
  const step = Option.getOrUndefined(organization)?.currencyMinimumDenomination ?? undefined
  const kopecks = step === undefined ? undefined : Result.getOrUndefined(rubles(step))
  if (kopecks === undefined) return []
  const [en, ru] = [format(kopecks, "en"), format(kopecks, "ru")]
  if (kopecks === denomination)
    return [good(ROUNDING, { en: `to ${en} rubles, as configured`, ru: `до ${ru} ₽, как в настройках` })]
  return [
    wrong(ROUNDING, {
      en: `iiko rounds to ${en} rubles, the settings say ${format(denomination, "en")}: tills would refuse payments by points. Set adapters.iiko.front.denomination`,
      ru: `iiko округляет до ${ru} ₽, в настройках ${format(denomination, "ru")} ₽: касса не примет оплату баллами. Исправьте adapters.iiko.front.denomination`,
    }),
  ]
}

const versionFindings = (about: Words, version: string): ReadonlyArray<Finding> => {
  if (isOlder(version, LEAST_FOR_CLOUD))
    return [
      wrong(about, {
        en: `iikoFront ${version} is too old: the cloud cannot read its orders before ${LEAST_FOR_CLOUD}, and the plugin needs ${LEAST_FOR_PLUGIN}. Update it`,
        ru: `iikoFront ${version} слишком старый: облако читает его заказы с ${LEAST_FOR_CLOUD}, а плагину нужен ${LEAST_FOR_PLUGIN}. Обновите его`,
      }),
    ]
  if (!isOlder(version, LEAST_FOR_PLUGIN)) return []
  return [
    wrong(about, {
      en: `iikoFront ${version} is too old for the plugin. Update it to ${LEAST_FOR_PLUGIN} or later`,
      ru: `iikoFront ${version} слишком старый для плагина. Обновите до ${LEAST_FOR_PLUGIN} или новее`,
    }),
  ]
}

const groupFindings = (id: string, { alive, groups }: Seen): ReadonlyArray<Finding> => {
  const group = groups.find((each) => each.id === id)
  const about = named({ en: "iiko terminal group", ru: "Группа терминалов iiko" }, nameOf(group ?? { id }))
  if (group === undefined)
    return [
      wrong(about, {
        en: "the organization has none with this ID. Correct adapters.iiko.cloud.terminalGroups",
        ru: "в организации нет группы с таким ID. Исправьте adapters.iiko.cloud.terminalGroups",
      }),
    ]
  const version = group.posVersion ?? undefined
  const old = version === undefined ? [] : versionFindings(about, version)
  if (group.isAsleep)
    return [
      ...old,
      wrong(about, {
        en: "asleep: the cloud hears nothing of its orders. Wake it in iikoWeb, or take it out of adapters.iiko.cloud.terminalGroups",
        ru: "спит: облако не знает её заказов. Разбудите её в iikoWeb или уберите из adapters.iiko.cloud.terminalGroups",
      }),
    ]
  if (!alive.has(id))
    return [
      ...old,
      open(about, {
        en: "its till does not answer now. If the place is open, see that the main till is on and has internet",
        ru: "касса сейчас не отвечает. Если заведение открыто, проверьте, что главная касса включена и есть интернет",
      }),
    ]
  return old.length > 0
    ? old
    : [good(about, { en: `answers, ${version ?? "—"}`, ru: `отвечает, ${version ?? "—"}` })]
}

/** Where a type of payment belongs to: a plugin's own is `Internal` as well, and of kind `External`, as far as is known. */
const processingFinding = (
  about: Words,
  { paymentProcessingType, paymentTypeKind }: PaymentType,
): Finding => {
  if (paymentProcessingType !== "Internal")
    return open(about, {
      en: "can be paid from outside, so it is not the plugin's own: at the till nobody asks the loyalty service. Choose the type of the plugin's payment system",
      ru: "принимается снаружи, значит это не тип плагина: на кассе баллы никто не проверит. Выберите тип с платёжной системой плагина",
    })
  if (paymentTypeKind === "External")
    return good(about, {
      en: "looks like the plugin's own: paid at the till, never from outside",
      ru: "похоже на тип плагина: оплата на кассе, снаружи её не внести",
    })
  return wrong(about, {
    en: `belongs to no plugin (kind ${paymentTypeKind ?? "unknown"}, internal): points would be typed by hand. Make a type of the plugin's payment system in iikoOffice`,
    ru: `не относится к плагину (вид ${paymentTypeKind ?? "неизвестен"}, внутренний): баллы вводились бы вручную. Создайте в iikoOffice тип с платёжной системой плагина`,
  })
}

const paymentFindings = (id: string, wanted: ReadonlyArray<string>, seen: Seen): ReadonlyArray<Finding> => {
  const type = seen.paymentTypes.find((each) => each.id === id)
  const about = named(PAYMENT_TYPE, nameOf(type ?? { id }))
  if (type === undefined)
    return [
      wrong(about, {
        en: "there is none with this ID. Create it in iikoOffice, or correct adapters.iiko.paymentTypes",
        ru: "нет типа с таким ID. Создайте его в iikoOffice или исправьте adapters.iiko.paymentTypes",
      }),
    ]
  if (type.isDeleted === true)
    return [
      wrong(about, {
        en: "deleted. Restore it in iikoOffice, or name another in adapters.iiko.paymentTypes",
        ru: "удалён. Восстановите его в iikoOffice или укажите другой в adapters.iiko.paymentTypes",
      }),
    ]
  const granted = new Set((type.terminalGroups ?? []).map((group) => group.id))
  const without = seen.groups.filter((group) => wanted.includes(group.id) && !granted.has(group.id))
  const names = without.map(nameOf).join(", ")
  return [
    ...(without.length === 0
      ? []
      : [
          wrong(about, {
            en: `not granted to ${names}: tills there do not show it. Grant it in iikoOffice`,
            ru: `не выдан группам ${names}: на их кассах его нет. Разрешите его в iikoOffice`,
          }),
        ]),
    processingFinding(about, type),
  ]
}

const discountFinding = (id: string, { discounts }: Seen): Finding => {
  const type = discounts.find((each) => each.id === id)
  const about = named(DISCOUNT_TYPE, nameOf(type ?? { id }))
  if (type === undefined || type.isDeleted === true)
    return wrong(about, {
      en: "there is none with this ID, or it is deleted. Create it in iikoOffice, or correct adapters.iiko.discountTypes",
      ru: "нет типа с таким ID, или он удалён. Создайте его в iikoOffice или исправьте adapters.iiko.discountTypes",
    })
  if (type.mode !== "FlexibleSum")
    return wrong(about, {
      en: `its mode is ${type.mode ?? "unknown"}: the plugin sets a sum. Make it a discount with a free sum in iikoOffice`,
      ru: `режим ${type.mode ?? "неизвестен"}: плагин ставит сумму. Сделайте в iikoOffice скидку с произвольной суммой`,
    })
  return good(about, { en: "a discount with a free sum", ru: "скидка с произвольной суммой" })
}

const webhookFindings = ({ webhook }: Seen, wanted: Wanted): ReadonlyArray<Finding> => {
  if (wanted.webhook === undefined) return []
  const { url } = wanted.webhook
  const taken = webhook.webHooksUri ?? ""
  if (taken === "")
    return [
      wrong(WEBHOOK, {
        en: `the cloud has no address to push to. Set adapters.iiko.webhook.url, and restart the gateway, or enter it in iikoWeb`,
        ru: `у облака нет адреса. Укажите adapters.iiko.webhook.url и перезапустите шлюз или впишите адрес в iikoWeb`,
      }),
    ]
  const host = URL.canParse(taken) ? new URL(taken).host : "?"
  if (url === undefined)
    return [
      open(WEBHOOK, {
        en: `the cloud pushes to ${host}. Set adapters.iiko.webhook.url to have it compared`,
        ru: `облако шлёт на ${host}. Укажите adapters.iiko.webhook.url, чтобы его сравнить`,
      }),
    ]
  if (isSameAddress(taken, url)) return [good(WEBHOOK, { en: "points here", ru: "направлен сюда" })]
  return [
    wrong(WEBHOOK, {
      en: `taken by somebody else (${host}), and there is one for each organization and key. It was left so: use a key of your own`,
      ru: `занят другой системой (${host}), а адрес один на организацию и ключ. Оставлен как есть: возьмите отдельный ключ`,
    }),
  ]
}

/** Everything that is to be said of a set-up. */
export const findingsOf = (seen: Seen, wanted: Wanted): ReadonlyArray<Finding> => {
  if (Option.isNone(seen.organization)) return [organizationFinding(seen)]
  const groups =
    wanted.terminalGroups.length > 0
      ? wanted.terminalGroups
      : seen.groups.filter(({ isAsleep }) => !isAsleep).map(({ id }) => id)
  return [
    organizationFinding(seen),
    ...roundingFindings(seen, wanted),
    ...groups.flatMap((id) => groupFindings(id, seen)),
    ...wanted.paymentTypes.flatMap((id) => paymentFindings(id, groups, seen)),
    ...wanted.discountTypes.map((id) => discountFinding(id, seen)),
    ...webhookFindings(seen, wanted),
  ]
}
