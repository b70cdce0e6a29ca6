/**
 * The engine's policy as settings: every field of core's `Policy`, in the file under `policy`.
 *
 * A field that core adds does not compile until it has words here. Ranges and defaults are read from core itself.
 */
import { defaults, PolicyConfig } from "@loyalkit/core/Policy"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { asSeconds, asText, asWhole, type Setting, type Words } from "./Setting.ts"

/** What a number or a word may be, read from its schema. */
const expectedOf = (schema: Schema.Constraint): Words => {
  const json = Schema.toJsonSchemaDocument(schema).schema
  if (json.type === "boolean") return { en: "true or false", ru: "true или false" }
  if (Array.isArray(json["enum"])) {
    const values = json["enum"].map((value) => JSON.stringify(value))
    return { en: values.join(" or "), ru: values.join(" или ") }
  }
  const { maximum, minimum } = json
  return {
    en: `a whole number from ${String(minimum)} to ${String(maximum)}`,
    ru: `целое число от ${String(minimum)} до ${String(maximum)}`,
  }
}

type Field = keyof PolicyConfig

const about: Readonly<Record<Field, Words>> = {
  identifyBudget: {
    en: "How long finding the client may keep the till, in milliseconds",
    ru: "Сколько касса ждёт поиска клиента, в миллисекундах",
  },
  quoteBudget: {
    en: "How long the quote may keep the till, in milliseconds",
    ru: "Сколько касса ждёт расчёта, в миллисекундах",
  },
  holdBudget: {
    en: "How long holding points may keep the till, in milliseconds",
    ru: "Сколько касса ждёт резерва баллов, в миллисекундах",
  },
  commitBudget: {
    en: "How long the sale may keep the till, in milliseconds",
    ru: "Сколько касса ждёт проведения продажи, в миллисекундах",
  },
  releaseBudget: {
    en: "How long giving points back may take, in milliseconds; no customer waits for it",
    ru: "Сколько может длиться снятие резерва, в миллисекундах; покупатель его не ждёт",
  },
  retryBase: {
    en: "Pause before a look-up is tried again, in milliseconds, doubled each time",
    ru: "Пауза перед повтором запроса, в миллисекундах; каждый раз вдвое больше",
  },
  retryCap: {
    en: "The longest such pause, in milliseconds",
    ru: "Самая долгая такая пауза, в миллисекундах",
  },
  maxAttempts: {
    en: "The most tries of one look-up, the first included",
    ru: "Сколько всего попыток у одного запроса",
  },
  breakerFailures: {
    en: "After so many failures in a row the service counts as down",
    ru: "После скольких неудач подряд сервис считается недоступным",
  },
  breakerOpen: {
    en: "How long it then gets no calls, in milliseconds",
    ru: "Сколько его после этого не тревожат, в миллисекундах",
  },
  holds: {
    en: "`off`: the service has no holds. Spends go without one, and their doubts go to a person",
    ru: "`off`: у сервиса нет резервов. Списания идут без них, а сомнения решает человек",
  },
  holdMinutes: {
    en: "The till's time for a hold where it names none, in minutes",
    ru: "На сколько минут резерв, если касса не сказала",
  },
  doubtWindow: {
    en: "How long a request that was given up on could still be executed by the service: in seconds, in the file in milliseconds",
    ru: "Сколько ещё сервис мог бы выполнить запрос, ответа на который не дождались: в секундах, в файле в миллисекундах",
  },
  probing: {
    en: "How long looking for a doubt's outcome takes beyond that, in milliseconds; a hold is asked to live through it",
    ru: "Сколько после этого идёт выяснение, в миллисекундах; резерв берётся и на это время",
  },
  earnWitness: {
    en: "`hold`: an earning takes a hold of one point as its witness, for one call more",
    ru: "`hold`: начисление берёт в свидетели резерв на один балл, ценой ещё одного запроса",
  },
  creditImmediate: {
    en: "Earned points reach the balance at once, and this is known",
    ru: "Известно, что начисленные баллы сразу видны на балансе",
  },
  exclusivePoint: {
    en: "Only this gateway sells at its points of sale",
    ru: "В этих точках продаж работает только этот шлюз",
  },
  settler: {
    en: "`off`: another process settles doubts and delivers queued earnings, over the same journal",
    ru: "`off`: сомнения и очередь ведёт другой процесс над тем же журналом",
  },
  settleBase: {
    en: "Pause before a doubt or a queued earning is tried again, in milliseconds, doubled each time",
    ru: "Пауза перед новой попыткой решить сомнение или доставить начисление, в миллисекундах; каждый раз вдвое больше",
  },
  settleCap: {
    en: "The longest such pause, in milliseconds",
    ru: "Самая долгая такая пауза, в миллисекундах",
  },
  maxResends: {
    en: "How often a sale is sent again, each time after a proof that nothing was created",
    ru: "Сколько раз продажа отправляется снова; каждый раз после доказательства, что она не создана",
  },
  queueLimit: {
    en: "How many earnings may wait at one point of sale",
    ru: "Сколько начислений может ждать в одной точке продаж",
  },
  abandonHours: {
    en: "After how many hours a receipt that no till came back to is cancelled",
    ru: "Через сколько часов отменяется чек, к которому касса не вернулась",
  },
  minLine: {
    en: "The least that a receipt line may cost after points, in kopecks",
    ru: "Сколько самое меньшее должна стоить строка чека после баллов, в копейках",
  },
  cachedCheckouts: {
    en: "How many checkouts are kept in memory, at about 2 kB each",
    ru: "Сколько чеков держать в памяти, примерно по 2 КБ на каждый",
  },
  keepSettledDays: {
    en: "How long a settled checkout stays in the journal, in days",
    ru: "Сколько дней законченный чек хранится в журнале",
  },
}

/** The fields that have a variable and a flag of their own. */
const named: Readonly<Partial<Record<Field, Pick<Setting<unknown>, "variable" | "flag" | "read">>>> = {
  identifyBudget: { variable: "LOYALKIT_IDENTIFY_BUDGET", flag: "identify-budget", read: asWhole },
  quoteBudget: { variable: "LOYALKIT_QUOTE_BUDGET", flag: "quote-budget", read: asWhole },
  holdBudget: { variable: "LOYALKIT_HOLD_BUDGET", flag: "hold-budget", read: asWhole },
  commitBudget: { variable: "LOYALKIT_COMMIT_BUDGET", flag: "commit-budget", read: asWhole },
  holds: { variable: "LOYALKIT_HOLDS", flag: "holds", read: asText },
  doubtWindow: { variable: "LOYALKIT_DOUBT_WINDOW", flag: "doubt-window", read: asSeconds },
}

/** Where the unit depends on the source, the words say so. */
const special: Readonly<Partial<Record<Field, Pick<Setting<unknown>, "expected" | "shownDefault">>>> = {
  doubtWindow: {
    expected: {
      en: "seconds from 0.001 to 600, in the file milliseconds from 1 to 600000",
      ru: "секунды от 0.001 до 600, в файле миллисекунды от 1 до 600000",
    },
    shownDefault: {
      en: `${defaults.doubtWindow / 1_000}, in the file ${defaults.doubtWindow}`,
      ru: `${defaults.doubtWindow / 1_000}, в файле ${defaults.doubtWindow}`,
    },
  },
}

const fields = Object.keys(PolicyConfig.fields) as ReadonlyArray<Field> // the keys of that very schema

/** Every field of the policy as a setting. */
export const policySettings: ReadonlyArray<Setting<unknown>> = fields.map((field) => ({
  path: ["policy", field],
  read: asText,
  schema: PolicyConfig.fields[field],
  expected: expectedOf(PolicyConfig.fields[field]),
  shownDefault: { en: String(defaults[field]), ru: String(defaults[field]) },
  about: about[field],
  ...named[field],
  ...special[field],
}))

/** Some of the policy's fields. */
export const PolicyOverrides = PolicyConfig.mapFields(Struct.map(Schema.optionalKey))
