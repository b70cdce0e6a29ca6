/**
 * The conformance suite for whoever connects a till: `certify(driver)` plays it against a service on a port of this
 * machine, so that the till may be a process in any language.
 */
import * as Effect from "effect/Effect"
import { HttpServer, formatAddress } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { Driver } from "../conformance/Driver.ts"
import type { Report } from "../conformance/Report.ts"
import { type OpenStage, serviceOf } from "../conformance/Stage.ts"
import { certifyOn, type CertifyOptions } from "../conformance/Suite.ts"
import * as Sandbox from "../Sandbox.ts"
import * as SandboxServer from "./SandboxServer.ts"

export type * from "../conformance/Driver.ts"
export { render, type Report, summary, type Verdict } from "../conformance/Report.ts"
export type { Scenario } from "../conformance/Scenario.ts"
export { type CertifyOptions, scenarios } from "../conformance/Suite.ts"

/** A service on a port; away, nobody listens there: connections are refused. */
const open: OpenStage = async (options) => {
  const world = ManagedRuntime.make(Sandbox.layer(options))
  const sandbox = await world.runPromise(Sandbox.Sandbox)
  const listen = async (port: number) => {
    const door = ManagedRuntime.make(
      Layer.provide(SandboxServer.serve({ port, keepAlive: false }), Layer.succeed(Sandbox.Sandbox, sandbox)),
    )
    return { door, address: await door.runPromise(Effect.map(HttpServer, ({ address }) => address)) }
  }
  const first = await listen(0)
  const port = first.address._tag === "UnixPathAddress" ? 0 : first.address.port
  let door: typeof first.door | undefined = first.door
  const away = async () => {
    await door?.dispose()
    door = undefined
  }
  return {
    url: formatAddress(first.address),
    service: serviceOf(sandbox),
    away,
    back: async () => void (door ??= (await listen(port)).door),
    close: async () => {
      await away()
      await world.dispose()
    },
  }
}

/**
 * Plays every scenario against the driver's till, one after the other, and reports what it lived through.
 *
 * Rejects only where an option makes no sense, or this machine gives no port: whatever a till or its driver does is in the report.
 *
 * @example
 * ```ts
 * import { createLoyalty } from "@loyalkit/core/promise"
 * import { certify, summary, type Receipt } from "@loyalkit/sandbox/conformance"
 *
 * const report = await certify(
 *   {
 *     name: "my till 1.2",
 *     start: async ({ apiKey, points, times, url }) => {
 *       const loyalty = await createLoyalty({ url, apiKey, policy: times })
 *       return {
 *         open: async (receipt, till): Promise<Receipt> => {
 *           const key = { receipt, point: till === "elsewhere" ? points.elsewhere : points.here }
 *           return {
 *             identify: (search) => loyalty.identify({ ...key, search }),
 *             quote: (purchase) => loyalty.quote({ ...key, ...purchase }),
 *             commit: (sale) => loyalty.commit({ ...key, ...sale }),
 *             outcome: () => loyalty.get(key),
 *           }
 *         },
 *         stop: loyalty.close,
 *       }
 *     },
 *   },
 *   { only: ["quote", "earn-only"] },
 * )
 * summary(report, "en") // => "passed, not certified: 2 of 2; not all scenarios were played"
 * ```
 */
export const certify = (driver: Driver, options: CertifyOptions = {}): Promise<Report> =>
  certifyOn(open, driver, options)
