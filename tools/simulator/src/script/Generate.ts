/**
 * Makes the script of a world from its seed: its town and service, its visitors, and its troubles.
 */
import type { PolicyConfig } from "@loyalkit/core/Policy"
import * as Chance from "@loyalkit/scenario/time/Chance"
import * as Broken from "./Broken.ts"
import * as Troubles from "./Troubles.ts"
import { Assumption, type Profile, type Script, type Setup } from "./Script.ts"
import * as Visits from "./Visits.ts"

type Behaviour = Setup["behaviour"]
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The service's switches, each reading as likely as the other where an open point has two. */
const behaviour = (chance: Chance.Chance): Behaviour => ({
  envelope: chance.oneOf(["top", "errors", "error", "message"]),
  successFalse: chance.happens(0.5),
  errorText: chance.oneOf(["string", "array"]),
  holds: !chance.happens(0.04),
  saleEnds: chance.oneOf(["client", "point"]),
  holdField: chance.happens(0.08) ? "ignored" : chance.oneOf(["adds", "takes-off"]),
  holdLowers: chance.happens(0.85),
  deadHold: chance.oneOf(["ignored", "refused"]),
  creditDelay: chance.happens(0.6) ? 0 : chance.between(1_000, 600_000),
  earnOnSpend: chance.happens(0.3),
  points: chance.happens(0.8) ? "fractional" : "whole",
})

const policy = (chance: Chance.Chance, service: Behaviour): Partial<PolicyConfig> => {
  const switches: Mutable<Partial<PolicyConfig>> = { abandonHours: 1 }
  if (service.holds === false) switches.holds = "off"
  if (service.holds !== false && chance.happens(0.3)) switches.earnWitness = "hold"
  if (chance.happens(0.2)) switches.exclusivePoint = true
  // The operator may say so only where it is so.
  if (service.creditDelay === 0 && chance.happens(0.5)) switches.creditImmediate = true
  return switches
}

const setupOf = (chance: Chance.Chance, profile: Profile): Setup => {
  const service = profile === "calm" && chance.happens(0.5) ? {} : behaviour(chance)
  return {
    points: chance.between(1, 3),
    clients: Array.from({ length: chance.between(60, 120) }, (_, index) =>
      index % 13 === 12
        ? -1
        : chance.happens(0.1)
          ? chance.between(0, 50_00)
          : chance.between(500_00, 100_000_00),
    ),
    processes: profile !== "calm" && chance.happens(0.2) ? 2 : 1,
    behaviour: service,
    policy: policy(chance, service),
    experienced: chance.happens(0.7),
    people: chance.oneOf([0, 60_000, 300_000, 3_600_000]),
    latency: chance.oneOf([20, 80, 200]),
  }
}

/** The script of a seed. The same seed gives the same script. */
export const generate = (seed: string, profile: Profile): Script => {
  const drawn = setupOf(Chance.make(seed, "setup"), profile)
  const breaking = Chance.make(seed, "broken")
  const setup =
    profile === "broken-assumption"
      ? Broken.setupFor(breaking, drawn, breaking.oneOf(Assumption.literals))
      : drawn
  const visits = Visits.draw(Chance.make(seed, "visits"), setup, Visits.VISITS)
  return {
    format: 1,
    profile,
    seed,
    setup,
    visits,
    troubles: Troubles.draw(Chance.make(seed, "troubles"), setup, profile, visits),
  }
}
