/**
 * Sends spans, metrics and logs to an OpenTelemetry collector, by one layer.
 *
 * An entry of its own: `effect/observability` may change in a patch release, so only this file knows it and
 * core's main entry never imports it. It needs an effect `HttpClient` of yours, which should not be the one
 * that calls the loyalty service: a slow collector must not take its connections.
 */
import * as Duration from "effect/Duration"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import * as EffectOtlp from "effect/observability/Otlp"
import * as Record from "effect/Record"
import * as Redacted from "effect/Redacted"

export interface OtlpOptions {
  /** Base URL of the collector's OTLP/HTTP door: `/v1/traces`, `/v1/metrics` and `/v1/logs` are appended. */
  readonly url: string
  /** The resource's `service.name`; `loyalkit` by default. */
  readonly serviceName?: string
  /** The resource's `service.version`. */
  readonly serviceVersion?: string
  /** What else tells this process from others: `service.instance.id`, the shop, the till. Nothing that names a customer. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Headers of each request, such as the collector's key. */
  readonly headers?: Readonly<Record<string, string | Redacted.Redacted>>
  /** How often it is sent, in milliseconds; 5 000 by default. */
  readonly interval?: number
}

/** Our judgment: soon enough to watch, seldom enough for a till's line. */
const INTERVAL = 5_000

/** The most time that closing waits for the last sending: a till that is switched off does not wait longer. Our judgment. */
const SHUTDOWN = Duration.seconds(3)

/**
 * The exporter as a layer: provide it to the engine's, and close it last. Closing sends what is left. A collector
 * that is away costs nothing but its data: exporting stops for a minute and begins anew.
 *
 * Our loggers stay: the logs go to the collector besides.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "effect/http/FetchHttpClient"
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 * import * as Otlp from "@loyalkit/core/Otlp"
 *
 * const telemetry = Otlp.layer({
 *   url: "http://127.0.0.1:4318",
 *   serviceName: "till-7",
 *   headers: { authorization: Redacted.make("Bearer …") },
 * }).pipe(Layer.provide(FetchHttpClient.layer))
 * ```
 */
export const layer = (options: OtlpOptions): Layer.Layer<never, never, HttpClient.HttpClient> => {
  const interval = Duration.millis(options.interval ?? INTERVAL)
  return EffectOtlp.layerJson({
    baseUrl: options.url,
    resource: {
      serviceName: options.serviceName ?? "loyalkit",
      serviceVersion: options.serviceVersion,
      attributes: { ...options.attributes },
    },
    headers: Record.map(options.headers ?? {}, (value) =>
      Redacted.isRedacted(value) ? Redacted.value(value) : value,
    ),
    tracerExportInterval: interval,
    metricsExportInterval: interval,
    loggerExportInterval: interval,
    shutdownTimeout: SHUTDOWN,
  })
}
