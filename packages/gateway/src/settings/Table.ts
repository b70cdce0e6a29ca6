/**
 * Every setting of the gateway, each declared once.
 *
 * Flags are called like their variables, without `LOYALKIT_`. The policy's fields are in `PolicyTable`, the tills' in
 * `TillList`; a section of its own for each adapter is declared by its face.
 */
import { PointId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import { BaseUrl, Host, LoyalClientUrl, Origin } from "./Addresses.ts"
import { policySettings } from "./PolicyTable.ts"
import { asHeaders, asJson, asList, asText, asWhole, pathText, type Setting } from "./Setting.ts"
import { TillList } from "./TillList.ts"

const define = <A>(setting: Setting<A>): Setting<A> => setting

/** Where the journal is in memory only. */
export const MEMORY = ":memory:"

const ApiKey = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]+$/))

/** A header's name (RFC 9110) and a value that can be sent. */
const Headers = Schema.Record(
  Schema.String.check(Schema.isPattern(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/)),
  Schema.String.check(Schema.isPattern(/^[\x20-\x7e]*$/)),
)

/** The settings that are no field of the policy, by name. */
export const table = {
  url: define({
    path: ["loyalclient", "url"],
    variable: "LOYALCLIENT_URL",
    flag: "loyalclient-url",
    schema: LoyalClientUrl,
    read: asText,
    shownDefault: { en: "a sandbox inside the gateway", ru: "песочница внутри шлюза" },
    expected: {
      en: "an absolute URL such as https://loyal.example, without user name, password, ? and #, and with a port that fetch may call",
      ru: "полный адрес вида https://loyal.example, без имени, пароля, ? и # и с портом, который разрешает fetch",
    },
    about: {
      en: "Base URL of the LoyalClient service. Without it the gateway has a sandbox with sample clients inside, to try it",
      ru: "Адрес сервиса LoyalClient. Без него внутри шлюза песочница с примерами клиентов, чтобы попробовать",
    },
  }),
  apiKey: define({
    path: ["loyalclient", "apikey"],
    variable: "LOYALCLIENT_APIKEY",
    flag: "loyalclient-apikey",
    schema: ApiKey,
    read: asText,
    expected: {
      en: "a key of printable ASCII characters without spaces",
      ru: "ключ из печатных знаков ASCII без пробелов",
    },
    about: {
      en: "The service's key, needed with its URL. Everybody on the machine can see a flag: better in a file",
      ru: "Ключ сервиса, нужен вместе с адресом. Флаг виден всем на этой машине: лучше в файле",
    },
  }),
  apiKeyFile: define({
    path: ["loyalclient", "apikeyFile"],
    variable: "LOYALCLIENT_APIKEY_FILE",
    flag: "loyalclient-apikey-file",
    schema: Schema.NonEmptyString,
    read: asText,
    expected: { en: "the path of a file with the key", ru: "путь к файлу с ключом" },
    about: {
      en: "A file with nothing but the key in it, instead of the key",
      ru: "Файл, в котором только ключ, вместо самого ключа",
    },
  }),
  point: define({
    path: ["loyalclient", "point"],
    variable: "LOYALCLIENT_POINT",
    flag: "loyalclient-point",
    schema: PointId,
    read: asText,
    expected: { en: "the ID of a point of sale", ru: "ID точки продаж" },
    about: {
      en: "The point of sale of tills without one of their own",
      ru: "Точка продаж для касс, у которых нет своей",
    },
  }),
  host: define({
    path: ["host"],
    variable: "LOYALKIT_HOST",
    flag: "host",
    schema: Host,
    read: asText,
    fallback: "127.0.0.1",
    expected: {
      en: "an address or a name without a port, such as 127.0.0.1",
      ru: "адрес или имя без порта, например 127.0.0.1",
    },
    about: {
      en: "Address to listen on. Any but this machine's own needs tills with tokens",
      ru: "Адрес, на котором слушать. Любой, кроме адреса самой машины, требует касс с токенами",
    },
  }),
  port: define({
    path: ["port"],
    variable: "LOYALKIT_PORT",
    flag: "port",
    schema: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 })),
    read: asWhole,
    fallback: 8077,
    expected: { en: "a port from 0 to 65535", ru: "порт от 0 до 65535" },
    about: { en: "Port to listen on; 0 takes any free one", ru: "Порт; 0 — любой свободный" },
  }),
  publicUrl: define({
    path: ["publicUrl"],
    variable: "LOYALKIT_PUBLIC_URL",
    flag: "public-url",
    schema: BaseUrl,
    read: asText,
    expected: {
      en: "a web address such as https://pos.example, without ? and #",
      ru: "веб-адрес вида https://pos.example, без ? и #",
    },
    about: {
      en: "Where vendors' clouds reach the gateway, through a reverse proxy with TLS",
      ru: "Адрес, по которому шлюз доступен облакам поставщиков касс, через обратный прокси с TLS",
    },
  }),
  data: define({
    path: ["data"],
    variable: "LOYALKIT_DATA",
    flag: "data",
    schema: Schema.NonEmptyString.check(Schema.isPattern(/^[^\0]+$/)),
    read: asText,
    fallback: "./loyalkit-data",
    expected: { en: `a folder, or ${MEMORY}`, ru: `папка или ${MEMORY}` },
    about: {
      en: `The folder of the journal; \`${MEMORY}\`: nothing survives a stop`,
      ru: `Папка журнала; \`${MEMORY}\`: после остановки ничего не остаётся`,
    },
  }),
  tills: define({
    path: ["tills"],
    variable: "LOYALKIT_TILLS",
    flag: "tills",
    schema: TillList,
    read: asJson,
    fallback: [],
    shownDefault: { en: "only this machine may call", ru: "вызывать может только эта машина" },
    expected: {
      en: 'a JSON list such as [{ "name": "till-1", "token": "…", "point": "…", "role": "till" }]',
      ru: 'список JSON вида [{ "name": "till-1", "token": "…", "point": "…", "role": "till" }]',
    },
    about: {
      en: "Who may call: name, token, point and role (`till` or `operator`) of each. Better in the file",
      ru: "Кто может вызывать: имя, токен, точка и роль (`till` или `operator`) каждого. Лучше в файле",
    },
  }),
  origins: define({
    path: ["origins"],
    variable: "LOYALKIT_ORIGINS",
    flag: "origins",
    schema: Schema.Array(Origin),
    read: asList,
    fallback: [],
    shownDefault: { en: "none", ru: "никакие" },
    expected: {
      en: "origins such as https://pos.example, without a path",
      ru: "адреса страниц вида https://pos.example, без пути",
    },
    about: {
      en: "Web origins that may call, set apart by commas (in the file a list)",
      ru: "Веб-страницы, которым можно вызывать, через запятую (в файле список)",
    },
  }),
  faces: define({
    path: ["faces"],
    variable: "LOYALKIT_ADAPTERS",
    flag: "adapters",
    schema: Schema.Array(Schema.NonEmptyString),
    read: asList,
    shownDefault: { en: "all that are built in", ru: "все встроенные" },
    expected: { en: "names of adapters", ru: "имена адаптеров" },
    about: {
      en: "Which adapters are served besides `/v1`, set apart by commas (in the file a list)",
      ru: "Какие адаптеры работают кроме `/v1`, через запятую (в файле список)",
    },
  }),
  adapters: define({
    path: ["adapters"],
    schema: Schema.Record(Schema.String, Schema.Unknown),
    read: asText,
    expected: { en: "a section for each adapter", ru: "раздел для каждого адаптера" },
    about: {
      en: "A section for each adapter, with its secrets",
      ru: "Раздел для каждого адаптера, с его секретами",
    },
  }),
  otlpEndpoint: define({
    path: ["otlp", "endpoint"],
    variable: "OTEL_EXPORTER_OTLP_ENDPOINT",
    flag: "otlp-endpoint",
    schema: BaseUrl,
    read: asText,
    expected: {
      en: "a web address such as http://127.0.0.1:4318",
      ru: "веб-адрес вида http://127.0.0.1:4318",
    },
    about: {
      en: "An OpenTelemetry collector (OTLP over HTTP) for spans, metrics and logs",
      ru: "Сборщик OpenTelemetry (OTLP по HTTP) для трасс, метрик и журналов",
    },
  }),
  otlpHeaders: define({
    path: ["otlp", "headers"],
    variable: "OTEL_EXPORTER_OTLP_HEADERS",
    flag: "otlp-headers",
    schema: Headers,
    read: asHeaders,
    fallback: {},
    shownDefault: { en: "none", ru: "никакие" },
    expected: {
      en: "headers such as name=value,name=value, percent-encoded (in the file an object)",
      ru: "заголовки вида имя=значение,имя=значение, в процентной кодировке (в файле объект)",
    },
    about: {
      en: "Headers for the collector, such as its key: `name=value,…` (in the file an object)",
      ru: "Заголовки для сборщика, например ключ: `имя=значение,…` (в файле объект)",
    },
  }),
  logLevel: define({
    path: ["log", "level"],
    variable: "LOYALKIT_LOG_LEVEL",
    flag: "log-level",
    schema: Schema.Literals(["debug", "info", "warning", "error"]),
    read: asText,
    fallback: "info",
    expected: { en: '"debug", "info", "warning" or "error"', ru: '"debug", "info", "warning" или "error"' },
    about: {
      en: "The least that is logged; `info` has a line for each request",
      ru: "Что писать в журнал работы; `info` — строка на каждый запрос",
    },
  }),
  logFormat: define({
    path: ["log", "format"],
    variable: "LOYALKIT_LOG_FORMAT",
    flag: "log-format",
    schema: Schema.Literals(["text", "json"]),
    read: asText,
    fallback: "text",
    expected: { en: '"text" or "json"', ru: '"text" или "json"' },
    about: {
      en: "How it is logged: for people, or a JSON object in each line",
      ru: "Вид журнала работы: для людей или JSON в каждой строке",
    },
  }),
} as const

/** The whole policy at once, for those who have no file; a variable or flag of a single field wins over it. */
export const policyBundle = {
  section: "policy",
  variable: "LOYALKIT_POLICY",
  flag: "policy",
  read: asJson,
  expected: {
    en: 'a JSON object such as { "earnWitness": "hold" }',
    ru: 'объект JSON вида { "earnWitness": "hold" }',
  },
  about: {
    en: "Several fields of the policy at once, as JSON like the file's section `policy`",
    ru: "Сразу несколько полей политики, в JSON, как раздел `policy` файла",
  },
} as const

/** All settings, in the order of the docs. */
export const all: ReadonlyArray<Setting<unknown>> = [...Object.values(table), ...policySettings]

/** The default as people read it. */
export const defaultText = ({ fallback, shownDefault }: Setting<unknown>, language: "ru" | "en"): string =>
  shownDefault?.[language] ?? (fallback === undefined ? "" : String(fallback))

/** The name of a setting where nobody gave it. */
export const nameOf = ({ path, variable }: Setting<unknown>): string => variable ?? pathText(path)
