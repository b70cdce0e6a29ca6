/** The suite without a port and without a process, as a page runs it: the service and the till in the same place. */
import { createLoyalty } from "@loyalkit/core/promise"
import { transportHandle } from "@loyalkit/core/promise/Handles"
import { Transport } from "@loyalkit/core/Transport"
import type { Driver, Receipt } from "@loyalkit/sandbox/conformance"
import { summary } from "@loyalkit/sandbox/conformance/Report"
import { serviceOf, type OpenStage } from "@loyalkit/sandbox/conformance/Stage"
import { certifyOn } from "@loyalkit/sandbox/conformance/Suite"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { expect, it } from "vitest"
import { TIMEOUT } from "./Certified.ts"

/** Stages of one page, and the way to the one that is open. */
const page = () => {
  let transport = transportHandle(Layer.effect(Transport, Effect.die(new Error("no stage is open"))))
  const open: OpenStage = async (options) => {
    const runtime = ManagedRuntime.make(layerWith(options))
    const sandbox = await runtime.runPromise(Sandbox)
    transport = transportHandle(Layer.succeed(Transport, await runtime.runPromise(Transport)))
    let refusing: string | undefined
    return {
      url: BASE_URL,
      service: serviceOf(sandbox),
      away: async () => {
        refusing = (await runtime.runPromise(sandbox.addFault({ fault: { kind: "refuse" } }))).id
      },
      back: async () => {
        await runtime.runPromise(sandbox.removeFaults(refusing))
      },
      close: () => runtime.dispose(),
    }
  }
  return { open, transport: () => transport }
}

const driverOf = ({ transport }: ReturnType<typeof page>): Driver => ({
  name: "a till in a page",
  cannot: { crash: "a page has nowhere to write to", logs: "a page shares its console with everybody" },
  start: async ({ apiKey, points, times, url }) => {
    const loyalty = await createLoyalty({ url, apiKey, policy: times, transport: transport() })
    return {
      open: async (receipt, till): Promise<Receipt> => {
        const key = { receipt, point: till === "elsewhere" ? points.elsewhere : points.here }
        return {
          identify: (search) => loyalty.identify({ ...key, search }),
          quote: (purchase) => loyalty.quote({ ...key, ...purchase }),
          hold: (pointsHundredths) => loyalty.hold({ ...key, pointsHundredths }),
          commit: (sale) => loyalty.commit({ ...key, ...sale }),
          cancel: () => loyalty.cancel(key),
          noteReturn: (goods) => loyalty.noteReturn({ ...key, ...goods }),
          outcome: () => loyalty.get(key),
        }
      },
      cases: () => loyalty.cases(),
      stop: loyalty.close,
    }
  },
})

it(
  "a page certifies all that it can carry",
  async () => {
    const here = page()
    const report = await certifyOn(here.open, driverOf(here))
    expect(summary(report, "en")).toBe(
      "certified: 27 of 31; not carried: crash-after-pay, crash-in-commit, crash-with-queue, personal-data-in-logs",
    )
  },
  TIMEOUT,
)
