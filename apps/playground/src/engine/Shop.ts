/**
 * The whole shop inside the page: the real engine, a journal in memory, and a sandbox for the service.
 *
 * Nothing here is a stand-in written for the page: it is what a till runs, with the sandbox's in-process
 * transport where a till has its network.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as JournalWatch from "./JournalWatch.ts"
import * as PagePolicy from "./PagePolicy.ts"
import * as Trouble from "./Trouble.ts"

/** The same clients and IDs on every visit. */
const SEED = "1"

/** Who and what there is at the start. */
export const world = sampleWorld(SEED)

const outside = Layer.merge(layerWith({ seed: SEED, world, faults: [Trouble.network] }), JournalWatch.layer)

/** Everything that the page drives and watches. That it cannot be built is a defect of the page. */
export const layer = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
  // Kept in view: a till's protocol may ask the service something that is no part of a checkout.
  Layer.provideMerge(LoyalClient.layer({ url: BASE_URL, apiKey: Redacted.make(world.apikey) })),
  Layer.provideMerge(outside),
  Layer.provide(PagePolicy.layer),
  Layer.orDie,
)

/** What is in the shop. */
export type Shop = Layer.Success<typeof layer>
