/**
 * A world's script, played by another client than ours, and the harm of it.
 */
import * as Effect from "effect/Effect"
import * as Chance from "@loyalkit/scenario/time/Chance"
import type { Harm } from "../report/Tally.ts"
import { amountsOf, type Script } from "../script/Script.ts"
import * as Runtime from "@loyalkit/scenario/time/Runtime"
import * as Timeline from "@loyalkit/scenario/time/Timeline"
import * as Networks from "../world/Network.ts"
import * as Outages from "../world/Outages.ts"
import * as Towns from "../world/Town.ts"
import { BEGINNING } from "../world/World.ts"
import { serve, type Ended, type Habit } from "./Baseline.ts"

/** Nothing of it takes longer: no visitor stays for an hour. */
const LAST_MILLIS = 2 * 3_600_000

/** Sales that were made twice, and sales that were wanted, not refused, and never made. */
export const playBaseline = (script: Script, habit: Habit): Harm => {
  const { setup } = script
  const town = Towns.make(setup)
  const timeline = Timeline.make(BEGINNING)
  const network = Networks.make({
    timeline,
    context: Runtime.context({
      timeline,
      chance: Chance.make(script.seed, "service"),
      clock: { wall: () => 0, origin: BEGINNING },
      isAlive: () => true,
    }),
    chance: Chance.make(script.seed, "network"),
    sandbox: { seed: script.seed, world: town.world, behaviour: setup.behaviour },
    latency: setup.latency,
    stale: 0,
    clientId: town.clientId,
    phone: town.phone,
    struck: () => {},
    passed: () => {},
  })
  const ends = new Map<string, Ended>()
  for (const visit of script.visits) {
    const crashes = script.troubles.flatMap((trouble) =>
      trouble.kind === "crash" && trouble.process === visit.process % setup.processes ? [trouble] : [],
    )
    serve(visit, { timeline, network, town, habit, crashes }, (ended) => void ends.set(visit.receipt, ended))
  }
  Outages.happen(script.troubles, { timeline, network, town, met: () => {} })
  const last = script.visits.reduce((latest, { at }) => Math.max(latest, at), 0)
  timeline.runUntil(BEGINNING + last + LAST_MILLIS)

  const sales = new Map<number, number>()
  for (const entry of Effect.runSync(network.sandbox.ledger())) {
    if (entry.kind === "sold") sales.set(entry.amount, (sales.get(entry.amount) ?? 0) + 1)
  }
  const harm: Harm = { receipts: script.visits.length, double: 0, lost: 0 }
  for (const visit of script.visits) {
    const made = [...amountsOf(visit)].reduce((sum, amount) => sum + (sales.get(amount) ?? 0), 0)
    const ended = ends.get(visit.receipt)
    const wanted = (ended === "sold" || ended === "given up") && visit.acts.some((act) => act.do === "commit")
    harm.double += Math.max(0, made - 1)
    if (wanted && made === 0) harm.lost++
  }
  return harm
}
