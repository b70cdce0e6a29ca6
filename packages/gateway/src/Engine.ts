/**
 * The engine as the gateway's settings want it: the service, or a sandbox in its place, and the policy.
 *
 * Free of Node: how the service is reached and where the journal lies comes from outside.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { PointId } from "@loyalkit/core/Domain"
import type { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Policy from "@loyalkit/core/Policy"
import type { Transport } from "@loyalkit/core/Transport"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { DEFAULT_SEED } from "@loyalkit/sandbox/Sandbox"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Reach } from "./Reach.ts"
import type { Settings } from "./Settings.ts"

/** What a request needs of the engine. */
export type EngineServices = Checkout | Cases | LoyalClient | Reach

/** Nobody answers there: the sandbox is reached without a network. */
const SANDBOX_URL = "https://sandbox.invalid"

/** The world of a gateway that has no service: whom to look for, and where. */
export const sandboxWorld = sampleWorld(DEFAULT_SEED)

/** Where the service is, and the key to it. */
const serviceOf = ({ service }: Settings) =>
  service._tag === "LoyalClient"
    ? { url: service.url, apiKey: service.apiKey }
    : { url: SANDBOX_URL, apiKey: Redacted.make(sandboxWorld.apikey) }

/** The point of sale for tills without one of their own; in the sandbox its first. */
export const pointOf = ({ point, service }: Settings): PointId | undefined =>
  point ?? (service._tag === "Sandbox" ? sandboxWorld.points[0].id : undefined)

/** Checkout, cases and the service, over a transport and a journal from outside. */
export const layer = (settings: Settings) =>
  Layer.mergeAll(Checkout.layer, Cases.layer, Reach.layer).pipe(
    Layer.provideMerge(LoyalClient.layer(serviceOf(settings))),
    // Adapters go by it too: how far back they read depends on how long the journal keeps what is settled.
    Layer.provideMerge(Policy.layer(settings.policy)),
  ) satisfies Layer.Layer<EngineServices, unknown, Journal | Transport>
