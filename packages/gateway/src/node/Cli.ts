/**
 * `loyalkit-gateway`: starts the gateway, looks whether a machine is fit for one, and deals with what needs a person.
 */
import * as CliConfig from "effect/cli/CliConfig"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { builtIn } from "../faces/Faces.ts"
import { fileSchema } from "../settings/FileSchema.ts"
import { version } from "../Version.ts"
import { casesCommand } from "./cases/CasesCommand.ts"
import { CommandFailure } from "./CommandFailure.ts"
import { doctorCommand } from "./doctor/DoctorCommand.ts"
import { launch } from "./GatewayServer.ts"
import { root, settingsBy } from "./Root.ts"

const schemaCommand = Command.make("schema", {}, () =>
  Console.log(JSON.stringify(fileSchema(builtIn), undefined, 2)),
).pipe(Command.withDescription("Prints the JSON Schema of the configuration file"))

/** The command; without a subcommand it runs until it is interrupted. */
export const command = root.pipe(
  Command.withHandler((input) =>
    Effect.flatMap(settingsBy(input), (settings) =>
      Effect.mapError(launch(settings), ({ message }) => new CommandFailure({ words: message, code: 1 })),
    ),
  ),
  Command.withDescription(
    "The loyalty engine for every till that speaks HTTP. Without a subcommand it starts",
  ),
  Command.withSubcommands([doctorCommand, casesCommand, schemaCommand]),
)

/** `--log-level` is the gateway's own setting, and not that of the command line's library. */
const builtInFlags = Layer.succeed(
  CliConfig.CliConfig,
  CliConfig.make({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
)

/** Runs the command with these arguments, or with the process's own. */
export const run = (args?: ReadonlyArray<string>) =>
  (args === undefined ? Command.run(command, { version }) : Command.runWith(command, { version })(args)).pipe(
    Effect.provide(builtInFlags),
  )
