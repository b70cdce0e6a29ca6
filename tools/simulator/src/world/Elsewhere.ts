/**
 * Lets a script's troubles happen at their times: faults, outages, crashes, a bad disk, and another system's sales.
 */
import * as Effect from "effect/Effect"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import type { Trouble } from "../script/Script.ts"
import type { Timeline } from "../time/Timeline.ts"
import type { Disk } from "./Disk.ts"
import type { Network } from "./Network.ts"
import type { Process } from "./Process.ts"
import type { Town } from "./Town.ts"

export interface ElsewhereOptions {
  readonly timeline: Timeline
  readonly network: Network
  readonly disk: Disk
  readonly town: Town
  readonly process: (index: number) => Process
  readonly met: (what: string) => void
}

export const happen = (troubles: ReadonlyArray<Trouble>, options: ElsewhereOptions): void => {
  for (const trouble of troubles) options.timeline.after(trouble.at, () => begin(trouble, options))
}

/** What another system asks the service, without our network in between. */
const ask = ({ met, network }: ElsewhereOptions, method: string, body: object): void => {
  met(`elsewhere: ${method}`)
  const path = `/integration/general/${method}`
  const request = { verb: "POST", path, apikey: DEFAULT_KEY, body: JSON.stringify(body) }
  Effect.runFork(network.sandbox.handle(request))
}

const begin = (trouble: Trouble, options: ElsewhereOptions): void => {
  const { disk, met, network, timeline, town } = options
  switch (trouble.kind) {
    case "fault":
      return network.arm(trouble)
    case "weather":
      network.weather(trouble.what)
      return void timeline.after(trouble.lasts, () => network.weather(undefined))
    case "crash":
      return options.process(trouble.process).crash(trouble)
    case "disk":
      if (trouble.what === "one-append") return disk.failsNext()
      disk.breaks(trouble.what)
      return void timeline.after(trouble.lasts, () => disk.breaks(undefined))
    case "jump":
      met("wall clock set")
      return options.process(trouble.process).jump(trouble.to)
    case "sale":
      return ask(options, "retail", {
        client: town.clientId(trouble.client),
        point: town.pointId(trouble.point),
        amount: trouble.amount / 100,
        spend: trouble.points / 100,
      })
    case "hold":
      return ask(options, "bonuses/hold", {
        client: town.clientId(trouble.client),
        point: town.pointId(trouble.point),
        amount: trouble.points / 100,
        duration: trouble.minutes,
      })
  }
}
