/**
 * `loyalkit-sandbox`: a LoyalClient of your own on a port, from the command line.
 */
import * as CliError from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { HttpServer, formatAddress } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Switches } from "../Behaviour.ts"
import { FaultRule, MAX_FAULT_RULES } from "../Fault.ts"
import { originOf } from "../http/Pages.ts"
import * as Sandbox from "../Sandbox.ts"
import type { Snapshot } from "../Snapshot.ts"
import { World } from "../World.ts"
import * as Strict from "../internal/Strict.ts"
import * as SandboxServer from "./SandboxServer.ts"

const Faults = Schema.Array(FaultRule).check(Schema.isMaxLength(MAX_FAULT_RULES))

const DEFAULT_PORT = 8078

/** A file may have many points; so many are enough to try. */
const SHOWN_POINTS = 5

/** A JSON file that must fit the schema, to the last name in it. */
const jsonFile = <A>(name: string, schema: Schema.ConstraintDecoder<A>): Flag.Flag<A> => {
  const decode = Strict.decoder(schema)
  return Flag.FileParse(name, { format: "json" }).pipe(
    Flag.mapEffect((content) =>
      Effect.mapError(
        Effect.fromResult(decode(content)),
        (wrong) =>
          new CliError.UserError({
            cause: wrong,
            userMessage: `The file of --${name} does not fit. ${Strict.inWords(wrong)}.`,
          }),
      ),
    ),
  )
}

const flags = {
  port: Flag.Int("port").pipe(
    Flag.withSchema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))),
    Flag.withDescription("Port to listen on; 0 takes any free one"),
    Flag.withDefault(DEFAULT_PORT),
  ),
  host: Flag.String("host").pipe(
    Flag.withDescription(
      "Address to listen on. The admin API has no key: think before you open it to others",
    ),
    Flag.withDefault("127.0.0.1"),
  ),
  origin: Flag.String("origin").pipe(
    Flag.filterMap(
      (text) => Option.fromUndefinedOr(originOf(text)),
      (text) => `Expected an origin of a web page, such as http://127.0.0.1:4173, got ${text}`,
    ),
    Flag.atLeast(0),
    Flag.withDescription(
      "Origin of a web page that may call, such as the playground's; the admin API too. May be given more than once",
    ),
  ),
  seed: Flag.String("seed").pipe(
    Flag.withSchema(Schema.NonEmptyString),
    Flag.withDescription("Where all chance comes from: the same seed gives the same IDs"),
    Flag.withDefault(Sandbox.DEFAULT_SEED),
  ),
  apikey: Flag.String("apikey").pipe(
    Flag.withSchema(Schema.NonEmptyString),
    Flag.withDescription("The key that calls must carry; the world's own by default"),
    Flag.optional,
  ),
  world: jsonFile("world", World).pipe(
    Flag.withDescription("JSON file with points of sale, levels and clients; a sample world by default"),
    Flag.optional,
  ),
  behaviour: jsonFile("behaviour", Switches).pipe(
    Flag.withDescription("JSON file with the switches that differ from the defaults"),
    Flag.optional,
  ),
  faults: jsonFile("faults", Faults).pipe(
    Flag.withDescription("JSON file with a list of fault rules"),
    Flag.optional,
  ),
}

const programme = ({ levels }: Snapshot, level: string): string =>
  levels.find(({ id }) => id === level)?.type ?? level

/** What to try, for whoever started it. The people of a file may be real ones, so they are not printed. */
const hints = (url: string, state: Snapshot, sample: boolean): string => {
  const [first] = state.clients
  const search = sample && first !== undefined ? String(first.phone) : "<phone>"
  const body = JSON.stringify({ search, point: state.points[0]?.id ?? "<point>" })
  const clients = sample
    ? state.clients.map(
        ({ level, name, phone }) => `  client   ${phone}  ${name}, ${programme(state, level)}`,
      )
    : [`  clients  ${state.clients.length} of your file`]
  return [
    `sandbox ready ${url}`,
    ``,
    `  apikey   ${state.apikey}`,
    ...state.points.slice(0, SHOWN_POINTS).map(({ id, title }) => `  point    ${id}  ${title}`),
    ...clients,
    ``,
    `  curl -s ${url}/integration/general/client -H 'apikey: ${state.apikey}' -H 'content-type: application/json' -d '${body}'`,
    `  curl -s ${url}/sandbox/state`,
  ].join("\n")
}

const announce = Effect.fnUntraced(function* (sample: boolean) {
  const { address } = yield* HttpServer
  const sandbox = yield* Sandbox.Sandbox
  yield* Console.log(hints(formatAddress(address), yield* sandbox.state, sample))
})

const cannotListen = (host: string, port: number, cause: unknown) =>
  Effect.fail(
    new CliError.UserError({
      cause,
      userMessage: `Cannot listen on ${host}:${port} (${cause instanceof Error ? cause.message : String(cause)}). Choose another --port or --host.`,
    }),
  )

/** The command; it runs until it is interrupted. */
export const command = Command.make(
  "loyalkit-sandbox",
  flags,
  ({ apikey, behaviour, faults, host, origin: origins, port, seed, world }) => {
    const options: Sandbox.Options = {
      seed,
      ...Option.match(apikey, { onNone: () => ({}), onSome: (apikey) => ({ apikey }) }),
      ...Option.match(world, { onNone: () => ({}), onSome: (world) => ({ world }) }),
      ...Option.match(behaviour, { onNone: () => ({}), onSome: (behaviour) => ({ behaviour }) }),
      ...Option.match(faults, { onNone: () => ({}), onSome: (faults) => ({ faults }) }),
    }
    return Layer.launch(
      Layer.effectDiscard(announce(Option.isNone(world))).pipe(
        Layer.provide(SandboxServer.layer({ host, origins, port }, options)),
      ),
    ).pipe(Effect.catchTag("ServeError", ({ cause }) => cannotListen(host, port, cause)))
  },
).pipe(
  Command.withDescription("A stateful LoyalClient to try a till against: holds, faults, a clock of its own"),
)
