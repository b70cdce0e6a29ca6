/**
 * From what a sandbox was told to what its machine starts with: checked, and with the defaults filled in.
 *
 * Types do not reach a caller in JavaScript, nor a world that was read from a file and never decoded. Such a world
 * would do its harm later, as a balance that is no number.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Behaviours from "../Behaviour.ts"
import { Credit } from "../Credit.ts"
import { FaultRule } from "../Fault.ts"
import { DEFAULT_SEED, MAX_LEDGER, MAX_PENDING, Options } from "../Options.ts"
import { sampleWorld } from "../SampleWorld.ts"
import type * as Machine from "./Machine.ts"
import * as Strict from "./Strict.ts"

/** Throws where a value does not fit: its caller broke a type, so there is nobody to answer. */
const checked = <A>(what: string, schema: Schema.ConstraintDecoder<A>) => {
  const decode = Strict.decoder(schema)
  return (value: A): A =>
    Result.getOrThrowWith(
      decode(value),
      (wrong) => new TypeError(`${what} do not fit. ${Strict.inWords(wrong)}.`),
    )
}

const options = checked("The sandbox's options", Options)

/** A fault rule that fits, or a defect. */
export const rule = checked("The fields of the fault rule", FaultRule)

/** Switches that fit, or a defect. */
export const switches = checked("The sandbox's switches", Behaviours.Switches)

/** A credit by hand that fits, or a defect. */
export const credit = checked("The fields of the credit", Schema.toType(Credit))

/** What a start was told, over what the start before was told. */
export const over = (before: Options, options: Options): Options => ({
  ...before,
  ...options,
  behaviour: { ...before.behaviour, ...options.behaviour },
})

/** What a machine starts with. Options that do not fit are a defect. */
export const from = (told: Options): Machine.Setup => {
  const { apikey, behaviour, faults = [], limits, seed = DEFAULT_SEED, world } = options(told)
  const peopled = world ?? sampleWorld(seed)
  return {
    seed,
    world: apikey === undefined ? peopled : { ...peopled, apikey },
    behaviour: { ...Behaviours.defaults, ...behaviour },
    faults,
    limits: { entries: limits?.entries ?? MAX_LEDGER, pending: limits?.pending ?? MAX_PENDING },
  }
}
