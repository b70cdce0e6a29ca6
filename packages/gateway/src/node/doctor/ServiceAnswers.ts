/**
 * What the service says when it is asked for a client that nobody is: is the key accepted, does it know our points of sale, and is its
 * clock ours?
 */
import type { PointId } from "@loyalkit/core/Domain"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import type { FindClientError } from "@loyalkit/core/LoyaltyError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Words } from "../../settings/Setting.ts"
import { NOBODY } from "../../Reach.ts"
import { type Finding, good, open, wrong } from "./Finding.ts"
import { HeardTime } from "./HeardTime.ts"

const KEY = { en: "Key", ru: "Ключ" }
const SERVICE = { en: "Service", ru: "Сервис" }
const CLOCK = { en: "Clock", ru: "Часы" }
const point = (id: PointId): Words => ({ en: `Point of sale ${id}`, ru: `Точка продаж ${id}` })

/** A person who waits for a doctor has more patience than a till, in milliseconds. */
const BUDGET = 10_000

/** So far two clocks may be apart, in milliseconds: beyond it receipts' times and logs mislead. */
const MOST_APART = 120_000

/** What an answer means for the key and the point; a `service` finding where neither can be told. */
interface Meaning {
  readonly key?: Finding
  readonly point?: (id: PointId) => Finding
  readonly service?: Finding
}

const accepted = good(KEY, { en: "accepted", ru: "принят" })
const pointKnown = (id: PointId) => good(point(id), { en: "known to the service", ru: "сервису известна" })

const failed = (error: Exclude<FindClientError, { readonly _tag: "ClientNotFound" }>): Meaning => {
  switch (error._tag) {
    case "PointNotFound":
      return {
        key: accepted,
        point: (id) =>
          wrong(point(id), {
            en: "not known to the service. Correct it in LOYALCLIENT_POINT or in the till's `point`",
            ru: "сервису не известна. Исправьте её в LOYALCLIENT_POINT или в `point` кассы",
          }),
      }
    case "Unauthorized":
      return {
        key: wrong(KEY, {
          en: `refused (HTTP ${error.status}). Take the right one from LoyalClient's owner: LOYALCLIENT_APIKEY`,
          ru: `не принят (HTTP ${error.status}). Возьмите правильный у владельца LoyalClient: LOYALCLIENT_APIKEY`,
        }),
      }
    case "FieldsRejected":
      return {
        key: accepted,
        point: (id) =>
          open(point(id), {
            en: "the service refused the question, so this is not known. Look with --client <phone>",
            ru: "сервис не принял вопрос, поэтому неизвестно. Проверьте с --client <телефон>",
          }),
      }
    case "RateLimited":
      return {
        service: open(SERVICE, {
          en: "it is asked too often just now. Try again in a minute",
          ru: "сейчас его спрашивают слишком часто. Повторите через минуту",
        }),
      }
    case "Malformed":
      return {
        service: wrong(SERVICE, {
          en: `what answers is not LoyalClient (HTTP ${error.status}). Check the path in LOYALCLIENT_URL, and whether a proxy answers in its place`,
          ru: `отвечает не LoyalClient (HTTP ${error.status}). Проверьте путь в LOYALCLIENT_URL и не отвечает ли вместо него прокси`,
        }),
      }
    case "Unavailable":
      return {
        service: wrong(SERVICE, {
          en: `no usable answer (${error.detail}). Check LOYALCLIENT_URL; if it is right, ask LoyalClient's owner`,
          ru: `нет пригодного ответа (${error.detail}). Проверьте LOYALCLIENT_URL; если он верный, спросите владельца LoyalClient`,
        }),
      }
  }
}

/** Any client found, or none, says that key and point are right. */
const meaningOf = (answer: Result.Result<unknown, FindClientError>): Meaning =>
  Result.isSuccess(answer) || answer.failure._tag === "ClientNotFound"
    ? { key: accepted, point: pointKnown }
    : failed(answer.failure)

const apart = (millis: number): Words => {
  const minutes = Math.round(Math.abs(millis) / 60_000)
  return millis > 0
    ? { en: `${minutes} min ahead of`, ru: `спешат на ${minutes} мин относительно` }
    : { en: `${minutes} min behind`, ru: `отстают на ${minutes} мин от` }
}

/** How this machine's clock stands to the service's, by the last reply. */
const clockFinding = Effect.gen(function* () {
  const heard = yield* HeardTime.use(({ last }) => last)
  if (heard === undefined)
    return open(CLOCK, {
      en: "the service's replies do not say its time",
      ru: "в ответах сервиса нет его времени",
    })
  const millis = heard.own - heard.service
  if (Math.abs(millis) <= MOST_APART)
    return good(CLOCK, { en: "agrees with the service's", ru: "сходятся с часами сервиса" })
  const { en, ru } = apart(millis)
  return wrong(CLOCK, {
    en: `this machine is ${en} the service. Let it keep the time by NTP: receipts and logs carry it`,
    ru: `на этой машине они ${ru} часов сервиса. Включите синхронизацию времени (NTP): оно стоит в чеках и журналах`,
  })
})

/** The points that the service knows, and a finding for each thing that was asked. */
export interface Answers {
  readonly findings: ReadonlyArray<Finding>
  readonly known: ReadonlyArray<PointId>
}

/** Asks at each point, until an answer says that there is no use in asking on. */
export const serviceAnswers = Effect.fnUntraced(function* (
  points: ReadonlyArray<PointId>,
): Effect.fn.Return<Answers, never, LoyalClient | HeardTime> {
  const { findClient } = yield* LoyalClient
  const findings: Array<Finding> = []
  const known: Array<PointId> = []
  for (const id of points) {
    const meaning = meaningOf(
      yield* Effect.result(findClient({ search: NOBODY, point: id }, { budget: BUDGET })),
    )
    if (meaning.service !== undefined) findings.push(meaning.service)
    if (meaning.key !== undefined && !findings.some(({ about }) => about === KEY)) findings.push(meaning.key)
    if (meaning.point === undefined) break
    const finding = meaning.point(id)
    findings.push(finding)
    if (finding.mark === "good") known.push(id)
  }
  // What answers in the service's place has a clock of its own.
  const isService = findings.some(({ about }) => about === KEY)
  return { findings: isService ? [...findings, yield* clockFinding] : findings, known }
})
