/**
 * What time the service says it is, by the header `Date` of its last reply, a refusal included, beside this machine's own
 * at that moment.
 */
import { Transport } from "@loyalkit/core/Transport"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

/** Both in milliseconds since 1970; the service's is to the second. */
export interface Heard {
  readonly service: number
  readonly own: number
}

/** The last reply's time; nothing where no reply said one. */
export class HeardTime extends Context.Service<
  HeardTime,
  { readonly last: Effect.Effect<Heard | undefined> }
>()("@loyalkit/gateway/node/doctor/HeardTime") {}

const listening = Effect.gen(function* () {
  const transport = yield* Transport
  let last: Heard | undefined
  const heard = Transport.of({
    send: (request) =>
      Effect.tap(transport.send(request), ({ date }) =>
        Effect.map(Clock.currentTimeMillis, (own) => {
          const said = date === undefined ? Option.none() : DateTime.make(date)
          if (Option.isSome(said)) last = { service: DateTime.toEpochMillis(said.value), own }
        }),
      ),
  })
  return Context.make(Transport, heard).pipe(
    Context.add(HeardTime, HeardTime.of({ last: Effect.sync(() => last) })),
  )
})

/** Listens in to a transport. */
export const layer: Layer.Layer<HeardTime | Transport, never, Transport> = Layer.effectContext(listening)
