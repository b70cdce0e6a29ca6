/**
 * `loyalkit-gateway cases`: what needs a person, listed, exported and settled, over the running gateway.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { Case, CaseKind } from "../../api/CaseWire.ts"
import { CommandFailure } from "../CommandFailure.ts"
import { addressOf, type Calling, client, problemOf } from "../GatewayCalls.ts"
import { root, settingsBy } from "../Root.ts"
import { langFlag, languageOf } from "../Speaking.ts"
import { caseTable } from "./CaseTable.ts"

const TOKEN_VARIABLE = "LOYALKIT_TOKEN"

/** A gateway answers in milliseconds, or it does not. */
const PATIENCE = "10 seconds"

const callingFlags = {
  url: Flag.String("url").pipe(
    Flag.withDescription("Where the gateway answers; the host and port of the settings by default"),
    Flag.optional,
  ),
  token: Flag.Redacted("token").pipe(
    Flag.withDescription(
      `An operator's token (${TOKEN_VARIABLE}); the first operator's of the settings by default`,
    ),
    Flag.optional,
  ),
  lang: langFlag,
}

type CallingFlags = {
  readonly url: Option.Option<string>
  readonly token: Option.Option<Redacted.Redacted>
  readonly lang: Option.Option<"ru" | "en">
}

const kindFlag = Flag.Literals("kind", CaseKind.literals).pipe(
  Flag.withDescription("Only cases of this kind"),
  Flag.optional,
)

/** Where to call, as told, or as the settings of the gateway on this machine say. */
const calling = Effect.fnUntraced(function* ({ lang, token, url }: CallingFlags) {
  const language = yield* languageOf(lang)
  const provider = yield* ConfigProvider.ConfigProvider
  const variable = (yield* Effect.orDie(provider.load([TOKEN_VARIABLE])))?.value
  const told = Option.getOrUndefined(token) ?? (variable === undefined ? undefined : Redacted.make(variable))
  if (Option.isSome(url) && told !== undefined) return { url: url.value, token: told, language }
  // With an address of its own a call may do without settings, right or wrong.
  const settings = settingsBy(yield* root)
  const local = yield* Option.isSome(url) ? Effect.option(settings) : Effect.asSome(settings)
  const operator = Option.getOrUndefined(local)?.tills.find(({ role }) => role === "operator")?.token
  const own = told ?? operator
  const address = Option.getOrElse(url, () => Option.match(local, { onNone: () => "", onSome: addressOf }))
  return { url: address, language, ...(own === undefined ? {} : { token: own }) } satisfies Calling
})

type GatewayClient = Effect.Success<ReturnType<typeof client>>

/** One call to the gateway; whatever goes wrong ends the command in plain words. */
const called = <A extends { readonly ok: boolean }, E, R>(
  { language, url, ...rest }: Calling,
  call: (gateway: GatewayClient) => Effect.Effect<A, E, R>,
) =>
  client({ language, url, ...rest }).pipe(
    Effect.flatMap(call),
    Effect.timeout(PATIENCE),
    Effect.mapError((error): unknown => error),
    Effect.filterOrFail(
      (answer): answer is Extract<A, { readonly ok: true }> => answer.ok,
      (answer): unknown => answer,
    ),
    Effect.mapError((error) => new CommandFailure({ words: problemOf(url, error)[language], code: 1 })),
    Effect.provide(NodeHttpClient.layerUndici),
  )

/** A flag as a part of a request. */
const part = <A, B extends object>(flag: Option.Option<A>, of: (value: A) => B): B | {} =>
  Option.match(flag, { onNone: () => ({}), onSome: of })

const encodeCases = Schema.encodeEffect(Schema.Array(Case))

const list = Command.make(
  "list",
  {
    ...callingFlags,
    kind: kindFlag,
    json: Flag.Boolean("json").pipe(Flag.withDescription("As JSON, for programs"), Flag.withDefault(false)),
  },
  Effect.fnUntraced(function* ({ json, kind, ...flags }) {
    const to = yield* calling(flags)
    const { cases } = yield* called(to, (gateway) =>
      gateway.cases.list({ query: part(kind, (kind) => ({ kind })) }),
    )
    yield* Console.log(
      json
        ? JSON.stringify(yield* Effect.orDie(encodeCases(cases)), undefined, 2)
        : caseTable(cases, to.language),
    )
  }),
).pipe(Command.withDescription("Shows what needs a person"))

const RECORDED = { en: "Recorded.", ru: "Записано." }

const resolve = Command.make(
  "resolve",
  {
    ...callingFlags,
    id: Argument.String("id").pipe(Argument.withDescription("The ID of the case, as the list gives it")),
    verdict: Flag.Literals("verdict", ["committed", "notCommitted", "done"]).pipe(
      Flag.withDescription("Of a doubt committed or notCommitted, of any other case done"),
    ),
    by: Flag.String("by").pipe(
      Flag.withSchema(Schema.NonEmptyString),
      Flag.withDescription("Who says so; kept for good"),
    ),
    then: Flag.Literals("then", ["send", "close"]).pipe(
      Flag.withDescription("With notCommitted: send the sale again, or close the receipt without one"),
      Flag.optional,
    ),
    note: Flag.String("note").pipe(Flag.withDescription("Anything to remember; no phones"), Flag.optional),
  },
  Effect.fnUntraced(function* ({ by, id, lang, note, then, token, url, verdict }) {
    const to = yield* calling({ lang, token, url })
    const payload = { verdict, by, ...part(then, (then) => ({ then })), ...part(note, (note) => ({ note })) }
    yield* called(to, (gateway) => gateway.cases.resolve({ params: { id }, payload }))
    yield* Console.log(RECORDED[to.language])
  }),
).pipe(Command.withDescription("Records what a person says of a case, for good"))

const cannotWrite = (file: string, language: "ru" | "en") =>
  new CommandFailure({
    words: {
      en: `The file ${file} cannot be written. Is its folder there, and may this user write to it?`,
      ru: `Файл ${file} не записывается. Есть ли его папка и можно ли этому пользователю в неё писать?`,
    }[language],
    code: 1,
  })

const exportCases = Command.make(
  "export",
  {
    ...callingFlags,
    kind: kindFlag,
    out: Flag.String("out").pipe(
      Flag.withDescription("The file to write; without it the text is printed"),
      Flag.optional,
    ),
  },
  Effect.fnUntraced(function* ({ kind, out, ...flags }) {
    const to = yield* calling(flags)
    const query = { ...part(kind, (kind) => ({ kind })), language: to.language }
    const { csv } = yield* called(to, (gateway) => gateway.cases.export({ query }))
    if (Option.isNone(out)) return yield* Stream.run(Stream.succeed(csv), (yield* Stdio.Stdio).stdout())
    const files = yield* FileSystem.FileSystem
    yield* Effect.mapError(files.writeFileString(out.value, csv), () => cannotWrite(out.value, to.language))
  }),
).pipe(Command.withDescription("Writes the cases as CSV, which Excel opens as it is"))

/** The command with its subcommands. */
export const casesCommand = Command.make("cases").pipe(
  Command.withDescription("What needs a person: list, resolve, export"),
  Command.withSubcommands([list, resolve, exportCases]),
)
