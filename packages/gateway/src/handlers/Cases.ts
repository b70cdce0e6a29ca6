/**
 * What needs a person, over HTTP: listed, exported, and settled by what a person says. For operators.
 */
import * as Core from "@loyalkit/core/Cases"
import { toCsv } from "@loyalkit/core/case-text/Csv"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import type { Caller } from "../api/Caller.ts"
import type { ResolveRequest } from "../api/CaseWire.ts"
import type { Failure } from "../api/Failures.ts"
import { GatewayApi } from "../api/GatewayApi.ts"
import type { RequestFacts } from "../edge/CurrentRequest.ts"
import * as Failing from "../edge/Failing.ts"
import { answered, onlyOperators } from "./Answering.ts"
import * as CaseId from "./CaseId.ts"
import { caseOf } from "./CaseWording.ts"

type Verdict = typeof ResolveRequest.Type

const wrong = (facts: RequestFacts, field: string, message: string) =>
  Failing.refuse(facts, "BAD_REQUEST", [{ field, message }])

const NO_CASE = "Expected the id of a case, as the list gives it"

/** What a person said, as core takes it. */
const resolutionOf = (
  facts: RequestFacts,
  { kind, returnId }: CaseId.Named,
  { by, note, then, verdict }: Verdict,
): Effect.Effect<Core.Resolution, Failure> => {
  const said = { by, ...(note === undefined || note === null ? {} : { note }) }
  if (kind === "damaged")
    return wrong(facts, "id", "A damaged receipt is closed by nobody: keep a copy of the journal")
  if (kind !== "doubt") {
    if (verdict !== "done") return wrong(facts, "verdict", 'Expected "done" for a case that is no doubt')
    return Effect.succeed(kind === "return" ? { ...said, kind, returnId: returnId ?? "" } : { ...said, kind })
  }
  switch (verdict) {
    case "done":
      return wrong(facts, "verdict", 'Expected "committed" or "notCommitted" for a doubt')
    case "committed":
      return Effect.succeed({ ...said, kind, verdict })
    case "notCommitted":
      return then === undefined || then === null
        ? wrong(facts, "then", 'Expected "send" or "close" beside "notCommitted"')
        : Effect.succeed({ ...said, kind, verdict, then })
  }
}

/** An operator of one point sees that point's cases. */
const isTheirs =
  ({ onlyPoint }: Caller["Service"]) =>
  ({ key: { point } }: Pick<Core.Case, "key">): boolean =>
    onlyPoint === undefined || onlyPoint === point

export const layer = HttpApiBuilder.group(
  GatewayApi,
  "cases",
  Effect.fnUntraced(function* (handlers) {
    const cases = yield* Core.Cases

    const listed = Effect.fnUntraced(function* (
      facts: RequestFacts,
      caller: Caller["Service"],
      kind: Core.Case["kind"] | undefined,
    ) {
      yield* onlyOperators(facts, caller)
      return (yield* cases.list(kind)).filter(isTheirs(caller))
    })

    return handlers
      .handle("list", ({ query: { kind } }) =>
        answered(
          (facts, caller) => listed(facts, caller, kind),
          (found, { language }) => ({ cases: found.map((one) => caseOf(one, language)) }),
        ),
      )
      .handle("export", ({ query: { kind, language } }) =>
        answered(
          (facts, caller) => listed(facts, caller, kind),
          (found, facts) => ({ csv: toCsv(found, { language: language ?? facts.language }) }),
        ),
      )
      .handle(
        "resolve",
        ({ params: { id }, payload }) =>
          answered(
            Effect.fnUntraced(function* (facts, caller) {
              yield* onlyOperators(facts, caller)
              const named = CaseId.read(id)
              if (named === undefined || !isTheirs(caller)(named)) return yield* wrong(facts, "id", NO_CASE)
              yield* cases.resolve(named.key, yield* resolutionOf(facts, named, payload))
            }),
            () => ({ status: "resolved" as const }),
          ),
        { uninterruptible: true },
      )
  }),
)
