/**
 * How a command of ours ends badly: a few words on stderr and an exit code, 1 where something is wrong and 2 where the command
 * line or the configuration is.
 */
import * as CliError from "effect/cli/CliError"
import * as Data from "effect/Data"
import * as Runtime from "effect/Runtime"

/** Ends the process with words for people; nothing else is printed. */
export class CommandFailure extends Data.TaggedError("CommandFailure")<{
  readonly words: string
  readonly code: 1 | 2
}> {
  override readonly [Runtime.errorExitCode] = this.code
  override readonly [Runtime.errorReported] = false
  override get message(): string {
    return this.words
  }
  override get [CliError.userMessage](): string {
    return this.words
  }
}
