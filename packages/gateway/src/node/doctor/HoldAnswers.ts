/**
 * How this service shows held points, seen on a client who lends one for a moment, and what that means for sales in doubt.
 *
 * The client's phone is never printed.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { holdReading, type HoldReading } from "@loyalkit/core/settlement/HoldReading"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import type { CallError } from "@loyalkit/core/LoyaltyError"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Settings } from "../../Settings.ts"
import { type Finding, good, open, wrong } from "./Finding.ts"

const HOLDS = { en: "Holds", ru: "Резервы" }

const readings: Readonly<Record<HoldReading, Finding>> = {
  adds: good(HOLDS, {
    en: "a request that names a hold sees its points added to the balance. Most sales in doubt are decided by that without a person",
    ru: "запрос с резервом видит его баллы на балансе (прибавляет). По этому большинство продаж под вопросом решается без человека",
  }),
  "takes-off": good(HOLDS, {
    en: "a request that names a hold sees its points taken off the balance. Most sales in doubt are decided by that without a person",
    ru: "запрос с резервом видит баланс без его баллов (вычитает). По этому большинство продаж под вопросом решается без человека",
  }),
  "no-difference": open(HOLDS, {
    en: "naming a hold makes no difference to the balance. Points are held, but a person decides every sale in doubt: see `loyalkit-gateway cases list`",
    ru: "резерв в запросе ничего не меняет в балансе. Баллы держатся, но каждую продажу под вопросом решает человек: смотрите `loyalkit-gateway cases list`",
  }),
  moved: open(HOLDS, {
    en: "the balance changed meanwhile, so nothing was learnt. Try again, or with another client",
    ru: "баланс тем временем изменился, и ничего не выяснилось. Повторите или возьмите другого клиента",
  }),
}

const notAsked = open(HOLDS, {
  en: "not looked at. With --client <phone of a client with a point to spare> one point is held for a moment, and given back",
  ru: "не проверено. С --client <телефон клиента, у которого есть балл> один балл на мгновение резервируется и возвращается",
})

const switchedOff = open(HOLDS, {
  en: "switched off (LOYALKIT_HOLDS): a person decides every sale in doubt that spends points",
  ru: "выключены (LOYALKIT_HOLDS): каждое списание под вопросом решает человек",
})

const noPoint = open(HOLDS, {
  en: "not looked at: no point of sale to ask at is known to the service",
  ru: "не проверено: ни одна точка продаж сервису не известна",
})

const problem = (error: CallError): Finding => {
  switch (error._tag) {
    case "ClientNotFound":
      return wrong(HOLDS, {
        en: "the service knows no client by what --client says. Give another",
        ru: "сервис не нашёл клиента по --client. Укажите другого",
      })
    case "SpendTooLarge":
      return wrong(HOLDS, {
        en: "this client has no point to spare. Give another in --client",
        ru: "у этого клиента нет свободного балла. Укажите в --client другого",
      })
    case "FieldsRejected":
    case "PointNotFound":
    case "Unauthorized":
      return wrong(HOLDS, {
        en: "the service refused to hold a point. If it has no holds, set LOYALKIT_HOLDS=off",
        ru: "сервис не зарезервировал балл. Если резервов у него нет, укажите LOYALKIT_HOLDS=off",
      })
    default:
      return wrong(HOLDS, {
        en: "no usable answer to holding a point. If the service has no holds, set LOYALKIT_HOLDS=off; else try again",
        ru: "нет пригодного ответа на резерв балла. Если резервов у сервиса нет, укажите LOYALKIT_HOLDS=off; иначе повторите",
      })
  }
}

/** Holds one point of this client for a moment, where that is asked for and possible. */
export const holdAnswers = (
  { policy }: Pick<Settings, "policy">,
  known: ReadonlyArray<PointId>,
  client: Redacted.Redacted | undefined,
): Effect.Effect<Finding, never, LoyalClient> => {
  const [point] = known
  if (policy.holds === "off") return Effect.succeed(switchedOff)
  if (client === undefined) return Effect.succeed(notAsked)
  if (point === undefined) return Effect.succeed(noPoint)
  return Effect.match(holdReading({ search: Redacted.value(client), point }), {
    onFailure: problem,
    onSuccess: ({ reading }) => readings[reading],
  })
}
