/**
 * What every door for a vendor's cloud does: read a body of a bounded size, and keep what came before it is answered.
 *
 * A slow answer, or one that is not 200, brings bursts of repeats. So nothing is done at a door but to keep; where that fails the cloud is told so,
 * and tells again. Who may come in, and in which words they are answered, differs from vendor to vendor. It reads by effect's HTTP, which is unstable, so
 * this is an entry of its own that `index.ts` never imports.
 */
import type * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type * as Option from "effect/Option"
import type { Entry, Inbox } from "./Inbox.ts"

const utf8 = new TextDecoder("utf-8")

/** A request's body as text; nothing where it is larger than `most`, or cut. Ask only for one whose token is known: a stranger's is not read. */
export const bodyOf = (
  request: HttpServerRequest,
  most: ByteSize.ByteSize,
): Effect.Effect<Option.Option<string>> =>
  request.arrayBuffer.pipe(
    Effect.provideService(MaxBodySize, most),
    Effect.map((bytes) => utf8.decode(bytes)),
    Effect.option,
  )

/** Keeps what a cloud told; `false` where that is not possible now, which was logged. */
export const keep = (inbox: Inbox, cloud: string, entries: ReadonlyArray<Entry>): Effect.Effect<boolean> =>
  Effect.matchEffect(inbox.put(entries), {
    onSuccess: () => Effect.succeed(true),
    onFailure: (error) =>
      Effect.as(
        Effect.annotateLogs(Effect.logError(`A push of ${cloud} cannot be kept; it is told again.`), {
          error: error._tag,
          detail: error.message,
        }),
        false,
      ),
  })
