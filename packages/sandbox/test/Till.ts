/** A till at the sandbox: calls with and without the key, and the people and places of the sample world. */
import { Transport, type TransportReply } from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import { paths } from "../src/internal/Wire.ts"
import type { Method } from "../src/Call.ts"
import { DEFAULT_SEED } from "../src/Sandbox.ts"
import { sampleWorld } from "../src/SampleWorld.ts"
import { BASE_URL } from "../src/SandboxTransport.ts"

const world = sampleWorld(DEFAULT_SEED)
const [cafe, bakery] = [world.points[0].id, world.points[1].id]
const [anna, boris, vera, grigory, darya] = world.clients

export { anna, bakery, boris, cafe, darya, grigory, vera, world }

/** What a call brought: the status, the parsed body, and the reply as it came. */
export interface Heard {
  readonly status: number
  // The wire under test is looked at as it is; a schema would hide what the tests are about.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
  readonly reply: TransportReply
}

export const send = (
  path: string,
  body: string,
  headers: Record<string, string> = { apikey: world.apikey },
) =>
  Effect.flatMap(Transport, (transport) =>
    transport.send({ url: BASE_URL + path, headers, body, connection: "any" }),
  )

/** One call of the service, with the key. */
export const call = (method: Method, body: object) =>
  Effect.map(send(paths[method], JSON.stringify(body)), (reply): Heard => ({
    status: reply.status,
    body: JSON.parse(reply.body),
    reply,
  }))

/** The balance that Anna is shown at the café when these holds are named. */
export const balance = (hold?: ReadonlyArray<string>, client = anna, point = cafe) =>
  Effect.map(
    call("client", { search: String(client.phone), point, ...(hold === undefined ? {} : { hold }) }),
    ({ body }): number => body.client.balance,
  )

/** Holds Anna's points at the café; gives the hold's ID. */
export const hold = (amount: number, options: { duration?: number; client?: string; point?: string } = {}) =>
  Effect.map(
    call("hold", { client: anna.id, point: cafe, amount, ...options }),
    ({ body }): string => body.held.id,
  )
