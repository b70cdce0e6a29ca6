/**
 * What the gateway says of itself while it runs: log lines on stderr, and where configured everything to an OpenTelemetry collector.
 *
 * Lines are written a few times a second, together: one write for each request would cost more than the request's own work.
 */
import * as Otlp from "@loyalkit/core/Otlp"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import type { LogLevel } from "effect/LogLevel"
import * as References from "effect/References"
import type { Settings } from "../Settings.ts"
import { version } from "../Version.ts"

/** How long a line may wait; our judgment: a person who watches sees no delay. What is lost with a killed process is told by the journal. */
const WINDOW = "100 millis"

const levels: Readonly<Record<Settings["log"]["level"], LogLevel>> = {
  debug: "Debug",
  info: "Info",
  warning: "Warn",
  error: "Error",
}

const write = (lines: ReadonlyArray<string>) =>
  Effect.sync(() => void process.stderr.write(`${lines.join("\n")}\n`))

const logging = ({ format, level }: Settings["log"]) =>
  Logger.layer([
    Logger.batched(format === "json" ? Logger.formatJson : Logger.formatLogFmt, {
      window: WINDOW,
      flush: write,
    }),
  ]).pipe(Layer.provideMerge(Layer.succeed(References.MinimumLogLevel, levels[level])))

export const layer = ({ log, otlp }: Pick<Settings, "log" | "otlp">): Layer.Layer<never> => {
  // Spans that nobody collects would only cost.
  if (otlp === undefined) return Layer.merge(logging(log), Layer.succeed(References.TracerEnabled, false))
  const collector = Otlp.layer({
    url: otlp.url,
    headers: otlp.headers,
    serviceName: "loyalkit-gateway",
    serviceVersion: version,
  })
  return Layer.provideMerge(Layer.provide(collector, FetchHttpClient.layer), logging(log))
}
