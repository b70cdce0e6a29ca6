/**
 * A command of iikoCloud: accepted at once, done at the till some time later, or never.
 *
 * So its fate is asked for, a bounded number of seconds. A command is never sent a second time here: whoever wants to repeat it looks at the
 * order first.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type { Ask } from "./Asking.ts"
import { shown } from "./Answer.ts"
import { CommandFailed, CommandLost, CommandUnfinished, type CommandError } from "./CloudError.ts"
import type { Group } from "./Limits.ts"
import { Accepted, CommandStatus } from "./Wire.ts"

/** A till that is there does it in seconds; the cloud itself waits 8 s for one. Our judgment. */
const PATIENCE_SECONDS = 60

/** Between two questions after its fate, from the first on. Our judgment. */
const FIRST_LOOK = "1 second"
const LAST_LOOK = "5 seconds"

/** Sends a command and waits for its end. */
export const make = (ask: Ask, organization: string) => {
  const look = (correlationId: string) =>
    ask({
      path: "/api/1/commands/status",
      body: { organizationId: organization, correlationId },
      group: "commands",
      answer: CommandStatus,
      kind: "reads",
    }).pipe(
      Effect.catchTag("CloudRefused", (error) =>
        Effect.fail(error.status === 410 ? new CommandLost() : error),
      ),
      Effect.flatMap(({ errorReason, state }) => {
        if (state === "Error")
          return Effect.fail(new CommandFailed({ reason: shown(errorReason ?? "no reason") }))
        return Effect.succeed(state === "Success")
      }),
    )

  const ended = (correlationId: string) =>
    Effect.repeat(Effect.delay(look(correlationId), FIRST_LOOK), {
      schedule: Schedule.min([Schedule.exponential(FIRST_LOOK), Schedule.spaced(LAST_LOOK)]),
      until: (isDone) => isDone,
    }).pipe(
      Effect.timeoutOption(Duration.seconds(PATIENCE_SECONDS)),
      Effect.flatMap((end) =>
        Option.isSome(end) ? Effect.void : Effect.fail(new CommandUnfinished({ seconds: PATIENCE_SECONDS })),
      ),
    )

  return (path: string, body: object, group: Group): Effect.Effect<void, CommandError> =>
    ask({
      path,
      body: { organizationId: organization, ...body },
      group,
      answer: Accepted,
      kind: "changes",
    }).pipe(
      Effect.flatMap(({ correlationId }) => ended(correlationId)),
      Effect.withSpan("IikoCloud.command", { attributes: { path } }),
    )
}
