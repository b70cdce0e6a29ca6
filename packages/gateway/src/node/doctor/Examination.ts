/**
 * The doctor's round, from the settings to the service: each check tells what it found as soon as it knows.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as Policy from "@loyalkit/core/Policy"
import { isExposed, ServiceUrl } from "@loyalkit/core/transport/ServiceUrl"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { builtIn, type AnyFace } from "../../faces/Faces.ts"
import type { SettingsInvalid } from "../../settings/Problem.ts"
import type { ServiceSettings, Settings } from "../../Settings.ts"
import { connection } from "./Connection.ts"
import { dataFolder } from "./DataFolder.ts"
import { type Finding, good, open, wrong } from "./Finding.ts"
import * as HeardTime from "./HeardTime.ts"
import { holdAnswers } from "./HoldAnswers.ts"
import { runningGateway } from "./RunningGateway.ts"
import { serviceAnswers } from "./ServiceAnswers.ts"

const SETTINGS = { en: "Settings", ru: "Настройки" }
const SERVICE = { en: "Service", ru: "Сервис" }

const settingsGood = good(SETTINGS, { en: "all of them fit", ru: "все подходят" })

const restNotLookedAt = open(
  { en: "Everything else", ru: "Остальное" },
  { en: "not looked at until the settings fit", ru: "не проверено, пока не исправлены настройки" },
)

const sandboxInside = open(SERVICE, {
  en: "none is named (LOYALCLIENT_URL): the gateway runs over a sandbox inside, with made-up clients",
  ru: "не указан (LOYALCLIENT_URL): шлюз работает с песочницей внутри, с выдуманными клиентами",
})

const exposed = open(SERVICE, {
  en: "its address is plain http: the key and phones cross the network in the clear. Use https",
  ru: "его адрес без шифрования (http): ключ и телефоны видны в сети. Лучше https",
})

/** Every point that anybody of this gateway sells at. */
const pointsOf = ({ point, tills }: Settings): ReadonlyArray<PointId> => [
  ...new Set([point, ...tills.map((till) => till.point)].filter((id) => id !== undefined)),
]

/** Where a check tells what it found. */
export type Tell = (finding: Finding) => Effect.Effect<void>

const examineService = Effect.fnUntraced(function* (
  settings: Settings,
  service: Extract<ServiceSettings, { readonly _tag: "LoyalClient" }>,
  options: ExaminationOptions,
) {
  if (isExposed(ServiceUrl.make(service.url))) yield* options.tell(exposed)
  const way = yield* connection(service.url)
  yield* options.tell(way)
  if (way.mark === "wrong") return
  const { findings, known } = yield* serviceAnswers(pointsOf(settings))
  yield* Effect.forEach(findings, options.tell)
  yield* options.tell(yield* holdAnswers(settings, known, options.client))
})

/** What the doctor may do, and whom it tells. */
export interface ExaminationOptions {
  readonly tell: Tell
  /** The phone of a client who lends a point for a moment. */
  readonly client?: Redacted.Redacted
  /** The adapters that may be served; those that are built in by default. */
  readonly faces?: ReadonlyArray<AnyFace>
}

/** Settings that do not fit: a finding for each thing. */
export const settingsWrong = ({ problems }: SettingsInvalid): ReadonlyArray<Finding> => [
  ...problems.map(({ text, where }) =>
    wrong(SETTINGS, { en: `${where}: ${text.en}`, ru: `${where}: ${text.ru}` }),
  ),
  restNotLookedAt,
]

/** The service, or that there is none. */
const examineNamed = Effect.fnUntraced(function* (settings: Settings, options: ExaminationOptions) {
  const { service } = settings
  if (service._tag === "Sandbox") return yield* options.tell(sandboxInside)
  const client = LoyalClient.layer(service).pipe(
    Layer.provideMerge(HeardTime.layer),
    Layer.provide(UndiciTransport.layer()),
    Layer.provideMerge(Policy.layer(settings.policy)),
  )
  // Both were decoded with the settings, by the same schemas.
  yield* examineService(settings, service, options).pipe(Effect.provide(client), Effect.orDie)
})

/** Looks at everything that these settings name. */
export const examine = Effect.fnUntraced(function* (settings: Settings, options: ExaminationOptions) {
  const { faces = builtIn, tell } = options
  yield* tell(settingsGood)
  yield* Effect.forEach(yield* dataFolder(settings), tell)
  yield* Effect.forEach(yield* runningGateway(settings), tell)
  yield* examineNamed(settings, options)
  for (const face of faces) yield* Effect.forEach(yield* face.checkBy(settings), tell)
})
