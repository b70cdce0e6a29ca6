/**
 * The format in words, a row for each field: what docs/scenarios.md and its Russian twin show.
 *
 * Kept beside the schema and typed by it: a field without a row does not compile, and a test compares the pages with what is rendered here.
 */
import type { Language } from "@loyalkit/core/Money"
import type { Outcome } from "./Outcome.ts"
import type { Scenario } from "./Scenario.ts"
import type { Fail, Line, Outside, Person, Posted, Send, Step } from "./Step.ts"
import { wayNames, WAYS } from "./Ways.ts"

type Words = Readonly<Record<Language, string>>
type Rows<F extends object> = { readonly [K in keyof F]-?: Words }

const w = (en: string, ru: string): Words => ({ en, ru })

const scenario: Rows<typeof Scenario.fields> = {
  format: w('`"loyalkit-scenario/1"`', '`"loyalkit-scenario/1"`'),
  name: w("as its file is called, without `.json`", "как называется файл, без `.json`"),
  title: w("a name for people, `ru` and `en`", "название для людей, `ru` и `en`"),
  about: w(
    "one sentence on what it shows, `ru` and `en`",
    "одно предложение о том, что он показывает, `ru` и `en`",
  ),
  seed: w("a text: all chance comes from it", "текст, из которого берутся все случайности"),
  tills: w(
    'each till\'s point: `{ "a": "cafe", "b": "bakery" }`',
    'точка каждой кассы: `{ "a": "cafe", "b": "bakery" }`',
  ),
  inside: w(
    "the tills that have the engine inside, as a vendor's own program: what they send takes no line and no time; optional",
    "кассы, у которых движок внутри, как в программе вендора: их запросам не нужны ни линия, ни время; можно опустить",
  ),
  infobase: w(
    '`"unf"`: 1C is in the shop, and the gateway reads its receipts back by OData, each minute; optional',
    '`"unf"`: в магазине 1С, и шлюз раз в минуту читает её чеки по OData; можно опустить',
  ),
  service: w(
    "the sandbox's [switches](../packages/sandbox/README.md) that differ; optional",
    "отличия в [поведении](../packages/sandbox/README.ru.md) песочницы; можно опустить",
  ),
  policy: w(
    "the engine's [policy](gateway-settings.md) where it differs, by core's names, in milliseconds; optional",
    "отличия в [настройках движка](gateway-settings.ru.md), по именам core, в миллисекундах; можно опустить",
  ),
  steps: w(
    "what is done, in the order of time; 500 at most",
    "что делается, по порядку времени; не больше 500",
  ),
  outcome: w("what it comes to; links leave it out", "чем кончается; в ссылках его нет"),
}

const step: Rows<typeof Step.fields> = {
  at: w(
    "virtual milliseconds since the start, or as soon after as the steps before are through",
    "виртуальные миллисекунды от начала; если прежние шаги ещё идут, то сразу после них",
  ),
  label: w("what it is, in words; optional", "что это, словами; можно опустить"),
  send: w("a till sends a request to the gateway", "касса посылает запрос шлюзу"),
  fault: w("the next call to the service fails", "следующий вызов сервиса не удаётся"),
  line: w("a line goes down or up, or loses an answer", "линия пропадает, появляется или теряет ответ"),
  kill: w("`true`: the gateway's process is killed", "`true`: процесс шлюза убит"),
  start: w("`true`: it starts again, from its journal", "`true`: он стартует снова, с журнала"),
  pass: w(
    'so many milliseconds pass, or `"hold-ends"`: until a hold at the service ends by itself',
    'проходит столько миллисекунд, или `"hold-ends"`: пока резерв у сервиса не кончится сам',
  ),
  outside: w("another system acts at the service", "у сервиса действует другая система"),
  person: w("a person decides a case", "человек решает дело"),
  posted: w("1C posts a receipt", "1С проводит чек"),
}

const send: Rows<typeof Send.fields> = {
  till: w("one of `tills`", "одна из `tills`"),
  method: w("`GET`, `POST`, `PUT`, `DELETE`", "`GET`, `POST`, `PUT`, `DELETE`"),
  path: w("with its query; of any face of the gateway", "с параметрами; по любому из протоколов шлюза"),
  body: w("JSON; a text is sent as it is; optional", "JSON; строка уходит как есть; можно опустить"),
  headers: w(
    "by their lower-case names; the till's token is added; optional",
    "имена строчными; токен кассы добавляется сам; можно опустить",
  ),
}

const fault: Rows<typeof Fail.fields> = {
  way: w(
    "one of the ways below; `none`: nothing fails any more",
    "один из способов ниже; `none`: больше ничего не ломается",
  ),
  method: w(
    "`client`, `recalc`, `hold`, `release`, `retail`; any where it is left out",
    "`client`, `recalc`, `hold`, `release`, `retail`; без него — любой",
  ),
  times: w("so many calls; 1", "сколько вызовов; 1"),
}

const line: Rows<typeof Line.fields> = {
  between: w(
    "`till`: tills and gateway; `service`: gateway and service",
    "`till`: кассы и шлюз; `service`: шлюз и сервис",
  ),
  is: w(
    "`down`, `up`; for `till` also `loses-answer`: the next one",
    "`down`, `up`; для `till` ещё `loses-answer`: следующий ответ",
  ),
}

const outside: Rows<typeof Outside.fields> = {
  does: w("`sale`, `hold`, `credit`", "`sale`, `hold`, `credit`"),
  client: w("a phone: `79000000001` to `79000000005`", "телефон: от `79000000001` до `79000000005`"),
  point: w("`cafe` (where it is left out) or `bakery`", "`cafe` (если опущено) или `bakery`"),
  amount: w("of a sale, in rubles", "продажи, в рублях"),
  points: w("spent, held or credited", "списанные, зарезервированные или начисленные баллы"),
  minutes: w("of a hold; 10", "резерва; 10"),
}

const person: Rows<typeof Person.fields> = {
  receipt: w("whose case it is", "чей это чек"),
  kind: w("which of its cases; the first", "которое из его дел; первое"),
  verdict: w("`committed`, `notCommitted`, `done`", "`committed`, `notCommitted`, `done`"),
  then: w("with `notCommitted`: `send` or `close`", "с `notCommitted`: `send` или `close`"),
  by: w("who says so", "кто так решил"),
  note: w("why; optional", "почему; можно опустить"),
}

const posted: Rows<typeof Posted.fields> = {
  entity: w(
    "`Document_ЧекККМ` (where it is left out) or `Document_ЧекККМВозврат`",
    "`Document_ЧекККМ` (если опущено) или `Document_ЧекККМВозврат`",
  ),
  document: w(
    "as OData shows it: `Ref_Key`, `Date` (Moscow's time), `КассаККМ_Key` (`08000000-0000-4000-8000-000000000001` is the cafe's, `…2` the bakery's), and so on",
    "как его видно по OData: `Ref_Key`, `Date` (московское время), `КассаККМ_Key` (`08000000-0000-4000-8000-000000000001` в `cafe`, `…2` в `bakery`) и так далее",
  ),
}

const outcome: Rows<typeof Outcome.fields> = {
  heard: w(
    "a word for each `send`: `ok`, a `status` or a `state`, an error's code, an HTTP status, or why nothing was heard",
    "слово на каждый `send`: `ok`, `status` или `state`, код ошибки, статус HTTP или почему ничего не слышно",
  ),
  receipts: w("`receipt`, `point`, `state`, `judge`", "`receipt`, `point`, `state`, `judge`"),
  sales: w(
    "the ledger's: `receipt` or `elsewhere`, `client`, `point`, `amount`, `total`, `spend`, `earn`",
    "из книги сервиса: `receipt` или `elsewhere`, `client`, `point`, `amount`, `total`, `spend`, `earn`",
  ),
  clients: w(
    "whose points were touched: `client`, `balance`, `held`",
    "чьи баллы менялись: `client`, `balance`, `held`",
  ),
  cases: w(
    "what is left to people: `receipt`, `kind`, `why`",
    "что осталось людям: `receipt`, `kind`, `why`",
  ),
}

const parts: ReadonlyArray<readonly [string, Readonly<Record<string, Words>>]> = [
  ["", scenario],
  ["steps[].", step],
  ["send.", send],
  ["fault.", fault],
  ["line.", line],
  ["outside.", outside],
  ["person.", person],
  ["posted.", posted],
  ["outcome.", outcome],
]

const HEADS = {
  fields: w("| field | |\n| --- | --- |", "| поле | |\n| --- | --- |"),
  ways: w(
    "| `way` | what happens | what a client may conclude |\n| --- | --- | --- |",
    "| `way` | что происходит | что может заключить клиент |\n| --- | --- | --- |",
  ),
} as const

const CONCLUSIONS = {
  "not-sent": w("not sent", "не отправлено"),
  rejected: w("refused", "отказ"),
  unknown: w("nothing", "ничего"),
} as const

/** Every field. */
export const fieldsTable = (language: Language): string =>
  [
    HEADS.fields[language],
    ...parts.flatMap(([prefix, rows]) =>
      Object.entries(rows).map(([name, words]) => `| \`${prefix}${name}\` | ${words[language]} |`),
    ),
  ].join("\n")

/** Every way in which a call to the service fails. */
export const waysTable = (language: Language): string =>
  [
    HEADS.ways[language],
    ...wayNames.map((name) => {
      const way = WAYS[name]
      return `| \`${name}\` | ${way[language]} | ${CONCLUSIONS[way.concludes][language]} |`
    }),
  ].join("\n")

/** The names of every part's rows, to be compared with the schema's. */
export const rowNames = { scenario, step, send, fault, line, outside, person, posted, outcome }
