/**
 * What happens outside of our processes, whoever is the client: faults, outages, and another system's sales and holds.
 */
import { Points } from "@loyalkit/core/Money"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Effect from "effect/Effect"
import type { Trouble } from "../script/Script.ts"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Network } from "./Network.ts"
import type { Town } from "./Town.ts"

export interface OutagesOptions {
  readonly timeline: Timeline
  readonly network: Network
  readonly town: Town
  readonly met: (what: string) => void
}

/** Lets those of a script's troubles happen, each at its time. */
export const happen = (troubles: ReadonlyArray<Trouble>, options: OutagesOptions): void => {
  for (const trouble of troubles) options.timeline.after(trouble.at, () => begin(trouble, options))
}

/** What another system asks the service, without our network in between. */
const ask = ({ met, network }: OutagesOptions, method: string, body: object): void => {
  met(`elsewhere: ${method}`)
  const path = `/integration/general/${method}`
  const request = { verb: "POST", path, apikey: DEFAULT_KEY, body: JSON.stringify(body) }
  Effect.runFork(network.sandbox.handle(request))
}

const sell = (sale: Extract<Trouble, { kind: "sale" | "meanwhile" }>, options: OutagesOptions): void =>
  ask(options, "retail", {
    client: options.town.clientId(sale.client),
    point: options.town.pointId(sale.point),
    amount: sale.amount / 100,
    spend: sale.points / 100,
  })

const begin = (trouble: Trouble, options: OutagesOptions): void => {
  const { network, timeline, town } = options
  switch (trouble.kind) {
    case "fault":
      return network.arm(trouble)
    case "weather":
      network.weather(trouble.what)
      return void timeline.after(trouble.lasts, () => network.weather(undefined))
    case "sale":
      return sell(trouble, options)
    case "meanwhile":
      return network.afterLooks(trouble.client, trouble.looks, () => sell(trouble, options))
    case "granted":
      options.met("elsewhere: credit")
      // A client who cannot have points has none credited.
      return void Effect.runFork(
        network.sandbox.credit(town.clientId(trouble.client), Points.make(trouble.points)),
      )
    case "hold":
      return ask(options, "bonuses/hold", {
        client: town.clientId(trouble.client),
        point: town.pointId(trouble.point),
        amount: trouble.points / 100,
        duration: trouble.minutes,
      })
    case "crash":
    case "disk":
    case "jump":
      return
  }
}
