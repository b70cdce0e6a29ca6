/**
 * `npm run simulate`: runs worlds, prints what came of them, and fails where something happened that must not.
 */
import { availableParallelism } from "node:os"
import * as CliError from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { claims } from "@loyalkit/scenario/format/Format"
import * as FailureFile from "./FailureFile.ts"
import * as Verdict from "./report/Verdict.ts"
import { run, type Ran } from "./Run.ts"
import { sabotage as takeOut } from "./sabotage/Loader.ts"
import { SABOTAGES } from "./sabotage/Sabotages.ts"
import { Profile } from "./script/Script.ts"
import { table } from "./report/Table.ts"

const DEFAULT_CHECKOUTS = 20_000

const Count = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100_000_000 }))

const flags = {
  checkouts: Flag.Int("checkouts").pipe(
    Flag.withSchema(Count),
    Flag.withDescription("How many receipts, at least"),
    Flag.withDefault(DEFAULT_CHECKOUTS),
  ),
  seed: Flag.String("seed").pipe(
    Flag.withSchema(Schema.NonEmptyString),
    Flag.withDescription("Where all chance comes from"),
    Flag.withDefault("1"),
  ),
  profile: Flag.Literals("profile", Profile.literals).pipe(
    Flag.withDescription("How hostile the world is"),
    Flag.withDefault("hostile"),
  ),
  sabotage: Flag.String("sabotage").pipe(
    Flag.withDescription("Takes this safeguard out of the engine; the run must then fail"),
    Flag.optional,
  ),
  replay: Flag.File("replay").pipe(
    Flag.withDescription("Plays a failure's file, or a scenario's, line by line"),
    Flag.optional,
  ),
  record: Flag.Boolean("record").pipe(
    Flag.withDescription(
      "Writes what the scenario of --replay came to into its file, for a person to review",
    ),
    Flag.withDefault(false),
  ),
  out: Flag.Directory("out").pipe(
    Flag.withDescription("Where a failure's file is written"),
    Flag.withDefault("."),
  ),
  threads: Flag.Int("threads").pipe(
    Flag.withSchema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 256 }))),
    Flag.withDefault(availableParallelism()),
  ),
}

const unknownSabotage = (name: string) =>
  failed(`--sabotage: there is no "${name}". There are: ${Object.keys(SABOTAGES).join(", ")}`)

const failed = (userMessage: string) => new CliError.UserError({ cause: undefined, userMessage })

/** Loads the engine, with a safeguard taken out of it. Nothing else here may load it before. */
const replaying = (sabotage: string | undefined) =>
  Effect.promise(async () => {
    const check = takeOut(sabotage)
    const loaded = await import("./Replay.ts")
    check()
    return loaded
  })

/** Plays a scenario, and says where it does not come to what its file says. Loaded here: it brings the engine along. */
const replayScenario = Effect.fnUntraced(function* (file: string, text: string, records: boolean) {
  const { replay } = yield* Effect.promise(() => import("@loyalkit/scenario/play/Replay"))
  const replayed = replay(text)
  if (Result.isFailure(replayed))
    return yield* failed(`${file} is not a scenario: ${replayed.failure.message}`)
  const { complaints, differences, lines, recorded } = replayed.success
  for (const line of lines) yield* Console.log(line)
  if (complaints.length > 0) return yield* failed(["This must never be:", ...complaints].join("\n"))
  if (!records) {
    if (differences.length > 0) return yield* failed(["Not as the file says:", ...differences].join("\n"))
    return yield* Console.log("\nAs the file says.")
  }
  const files = yield* FileSystem.FileSystem
  yield* files.writeFileString(file, recorded)
  yield* Console.log(`\nWritten to ${file}: look at its outcome before you keep it.`)
})

const parsed = (file: string, text: string) =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: (error) => failed(`${file} is neither a scenario's file nor a failure's: ${String(error)}`),
  })

/** Plays a file again, whichever kind it says it is. */
const replay = Effect.fnUntraced(function* (file: string, records: boolean) {
  const files = yield* FileSystem.FileSystem
  const text = yield* files.readFileString(file)
  if (claims(yield* parsed(file, text))) return yield* replayScenario(file, text, records)
  if (records) return yield* failed(`--record: ${file} is not a scenario`)
  return yield* replayFailure(file, text)
})

/** Plays a failure again, to the same byte or not. Its violations are violations still: the command fails. */
const replayFailure = Effect.fnUntraced(function* (file: string, text: string) {
  const failure = yield* Effect.try({
    try: () => FailureFile.parse(text),
    catch: (error) => failed(`${file} is not a failure's file: ${String(error)}`),
  })
  const { traced } = yield* replaying(failure.sabotage)
  const { digest, played, trace } = traced(failure.script)
  for (const line of trace) yield* Console.log(line)
  for (const violation of played.violations) yield* Console.log(`VIOLATION ${JSON.stringify(violation)}`)
  if (digest !== failure.digest) {
    return yield* failed("Not the same as then: the engine, the sandbox or the simulator has changed.")
  }
  if (played.violations.length > 0) return yield* failed("The same as then, to the byte.")
})

interface RunFlags {
  readonly seed: string
  readonly profile: Profile
  readonly sabotage: string | undefined
  readonly out: string
}

/** Writes the first failure down, as short as it gets. */
const writeDown = Effect.fnUntraced(function* ({ failed }: Ran, { out, profile, sabotage, seed }: RunFlags) {
  const [first] = failed
  const [violation] = first?.violations ?? []
  if (first === undefined || violation === undefined) return
  const { failureOf, scriptOf, shrinkScript } = yield* replaying(sabotage)
  const shortest = shrinkScript(scriptOf(seed, first.world, profile), violation.code)
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const file = path.join(out, `failure-${profile}-${seed}-${first.world}-${violation.code}.json`)
  yield* files.makeDirectory(out, { recursive: true })
  yield* files.writeFileString(file, FailureFile.print(failureOf(shortest, sabotage)))
  yield* Console.log(`\nSeed ${seed}, world ${first.world}: ${violation.receipt} ${violation.detail}`)
  yield* Console.log(`The shortest script that still fails: npm run simulate -- --replay ${file}`)
})

/** The command. */
export const command = Command.make(
  "simulate",
  flags,
  Effect.fnUntraced(function* ({ checkouts, record, threads, ...rest }) {
    if (Option.isSome(rest.replay)) return yield* replay(rest.replay.value, record)
    if (record) return yield* failed("--record: say the scenario's file by --replay")
    const options: RunFlags = { ...rest, sabotage: Option.getOrUndefined(rest.sabotage) }
    if (options.sabotage !== undefined && !Object.hasOwn(SABOTAGES, options.sabotage)) {
      return yield* unknownSabotage(options.sabotage)
    }
    const ran = yield* Effect.promise(() => run({ ...options, checkouts, threads }))
    yield* Console.log(table({ ...options, ...ran }))
    // What happens where an assumption does not hold is counted, and is no failure.
    if (options.profile !== "broken-assumption") yield* writeDown(ran, options)
    const complaints = Verdict.complaints(options.profile, ran)
    if (complaints.length > 0) return yield* failed(complaints.join("\n"))
  }),
).pipe(Command.withDescription("The real engine and the real sandbox in a hostile world, under one seed"))
