#!/usr/bin/env node
/**
 * The executable. Being told to stop (SIGINT, SIGTERM) is a good end: exit code 0. A command line that is not understood
 * ends with 2.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Cause from "effect/Cause"
import * as CliError from "effect/cli/CliError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Runtime from "effect/Runtime"
import { run } from "./Cli.ts"

const WRONG_USE = 2

const isWrongUse = (cause: Cause.Cause<unknown>): boolean => {
  const error = Cause.squash(cause)
  return CliError.isCliError(error) && error._tag === "ShowHelp" && error.errors.length > 0
}

run().pipe(
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain({
    teardown: (exit, onExit) => {
      if (Exit.isSuccess(exit)) return Runtime.defaultTeardown(exit, onExit)
      if (Cause.hasInterruptsOnly(exit.cause)) return onExit(0)
      return isWrongUse(exit.cause) ? onExit(WRONG_USE) : Runtime.defaultTeardown(exit, onExit)
    },
  }),
)
