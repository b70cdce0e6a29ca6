/**
 * Reads from the cloud what the check of a set-up goes by. What the cloud does not answer is a finding as well.
 */
import { wrong, type Finding, type Words } from "@loyalkit/core/Finding"
import * as Effect from "effect/Effect"
import type { CloudError } from "./CloudError.ts"
import { IikoCloud } from "./IikoCloud.ts"
import { findingsOf, type Seen, type Wanted } from "./Setup.ts"

const CLOUD = { en: "iikoCloud", ru: "iikoCloud" }
const KEY = { en: "iikoCloud key", ru: "Ключ iikoCloud" }

const seen = Effect.gen(function* (): Effect.fn.Return<Seen, CloudError, IikoCloud> {
  const cloud = yield* IikoCloud
  const organization = yield* cloud.organization
  const groups = yield* cloud.terminalGroups
  const awake = groups.filter(({ isAsleep }) => !isAsleep).map(({ id }) => id)
  return {
    organization,
    groups,
    alive: yield* cloud.alive(awake),
    paymentTypes: yield* cloud.paymentTypes,
    discounts: yield* cloud.discounts,
    webhook: yield* cloud.webhook,
  }
})

const problem = (error: CloudError): readonly [Words, Words] => {
  switch (error._tag) {
    case "KeyNeedsV2":
      return [
        KEY,
        {
          en: "a newer one, which does not log in by apiLogin. Set apiKey, appId and clientSecret in adapters.iiko.cloud",
          ru: "нового вида, с apiLogin не входит. Укажите apiKey, appId и clientSecret в adapters.iiko.cloud",
        },
      ]
    case "KeyBlocked":
      return [
        KEY,
        {
          en: "blocked by iiko, as after repeated wrong requests. Ask iiko's support to unblock it",
          ru: "заблокирован iiko, так бывает после повторных неверных запросов. Обратитесь в поддержку iiko",
        },
      ]
    case "KeyRefused":
      return [
        KEY,
        {
          en: `refused (${error.detail}). Correct it in adapters.iiko.cloud, or switch it on in iikoWeb`,
          ru: `не принят (${error.detail}). Исправьте его в adapters.iiko.cloud или включите в iikoWeb`,
        },
      ]
    case "CloudBusy":
      return [
        CLOUD,
        {
          en: "it is asked too often just now. Try again in some minutes, and see who else uses the key",
          ru: "сейчас его спрашивают слишком часто. Повторите через несколько минут и проверьте, кто ещё использует ключ",
        },
      ]
    case "CloudUnreachable":
      return [
        CLOUD,
        {
          en: `no usable answer (${error.detail}). Check adapters.iiko.cloud.url and the way to the internet`,
          ru: `нет пригодного ответа (${error.detail}). Проверьте adapters.iiko.cloud.url и доступ в интернет`,
        },
      ]
    case "CloudRefused":
      return [
        CLOUD,
        {
          en: `it refuses the question (${error.detail}). Check adapters.iiko.cloud.organization, and do not repeat this often: iiko blocks keys`,
          ru: `запрос отклонён (${error.detail}). Проверьте adapters.iiko.cloud.organization и не повторяйте часто: iiko блокирует ключи`,
        },
      ]
    case "CloudUnreadable":
      return [
        CLOUD,
        {
          en: `what answers is not iikoCloud (${error.detail}). Check adapters.iiko.cloud.url and what stands between`,
          ru: `отвечает не iikoCloud (${error.detail}). Проверьте adapters.iiko.cloud.url и прокси`,
        },
      ]
  }
}

/** Looks, and tells what it found. */
export const check = (wanted: Wanted): Effect.Effect<ReadonlyArray<Finding>, never, IikoCloud> =>
  Effect.match(seen, {
    onSuccess: (all) => findingsOf(all, wanted),
    onFailure: (error) => [wrong(...problem(error))],
  })
