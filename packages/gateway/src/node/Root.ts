/**
 * What every command of `loyalkit-gateway` understands: a flag for each setting, and the file.
 *
 * Flags are texts here; what they may be is decided where the settings are, so that a flag and a variable cannot disagree.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { all, defaultText, policyBundle } from "../settings/Table.ts"
import { CommandFailure } from "./CommandFailure.ts"
import { readSettings, type Started } from "./ReadSettings.ts"

const described = (setting: (typeof all)[number]): string => {
  const shown = defaultText(setting, "en")
  return `${setting.about.en} (${setting.variable}${shown === "" ? "" : `; default: ${shown}`})`
}

const textFlag = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

const settingFlags = Object.fromEntries([
  ...all.flatMap((setting) =>
    setting.flag === undefined ? [] : [[setting.flag, textFlag(setting.flag, described(setting))] as const],
  ),
  [
    policyBundle.flag,
    textFlag(policyBundle.flag, `${policyBundle.about.en} (${policyBundle.variable})`),
  ] as const,
])

/** The command without its subcommands. */
export const root = Command.make("loyalkit-gateway").pipe(
  Command.withSharedFlags({
    config: Flag.String("config").pipe(
      Flag.withDescription("A JSON file with settings; flags and variables win over it"),
      Flag.optional,
    ),
    settings: settingFlags,
  }),
)

/** What its flags said. */
export type RootInput = Effect.Success<typeof root>

/** What the command line says of the settings. */
export const startedBy = ({ config, settings }: RootInput): Started => ({
  flags: Object.fromEntries(
    Object.entries(settings).flatMap(([name, text]) =>
      Option.isSome(text) ? [[name, text.value] as const] : [],
    ),
  ),
  ...(Option.isSome(config) ? { config: config.value } : {}),
})

/** The settings that the command was started with; what is wrong with them ends it. */
export const settingsBy = (input: RootInput) =>
  Effect.mapError(
    readSettings(startedBy(input)),
    ({ message }) => new CommandFailure({ words: message, code: 2 }),
  )
