/**
 * The admin API under `/sandbox/*`: look at the sandbox, break it, move its clock, start anew.
 *
 * Amounts are in rubles and points, as on the service's own wire. Times are milliseconds since 1970. A body that
 * does not fit is a 400 that names the field. It needs no key: it is for the machine that the sandbox runs on, and
 * for no page of another origin (`AdminGuard`).
 */
import { ClientId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest, type ParsedSearchParams } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { Behaviour, Switches } from "../Behaviour.ts"
import { FaultRule, FaultStatus, MAX_FAULT_RULES } from "../Fault.ts"
import { Call } from "../Call.ts"
import { Credit } from "../Credit.ts"
import { Entry } from "../Ledger.ts"
import { Sandbox } from "../Sandbox.ts"
import { MAX_ADVANCE } from "../SandboxError.ts"
import { ClockView, Snapshot } from "../Snapshot.ts"
import { World } from "../World.ts"
import { admit } from "./AdminGuard.ts"
import { answer, answered, query, read, Refusal, refusalOf } from "./AdminWire.ts"
import { forPages } from "./Pages.ts"

/** The most entries that one answer of the ledger has. */
export const MAX_ENTRIES = 1_000

/** Of the ledger, and of the calls. */
const ListQuery = Schema.Struct({
  /** Those with a greater number than this. */
  after: Schema.optionalKey(Schema.FiniteFromString.check(Schema.isInt(), Schema.isGreaterThanOrEqualTo(0))),
})

const ClockTurn = Schema.Struct({
  advance: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: MAX_ADVANCE }))),
  running: Schema.optionalKey(Schema.Boolean),
})

const Reset = Schema.Struct({
  seed: Schema.optionalKey(Schema.NonEmptyString),
  apikey: Schema.optionalKey(Schema.NonEmptyString),
  world: Schema.optionalKey(World),
  behaviour: Schema.optionalKey(Switches),
  faults: Schema.optionalKey(Schema.Array(FaultRule).check(Schema.isMaxLength(MAX_FAULT_RULES))),
})

const LedgerPage = Schema.Struct({
  entries: Schema.Array(Entry),
  /** Where to go on (`after`), if there are more. */
  next: Schema.optionalKey(Schema.Int),
})

const state = Effect.flatMap(
  Sandbox.use((sandbox) => sandbox.state),
  answer(Snapshot),
)

const ledger = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { after = 0 } = yield* query(ListQuery)
  const all = yield* sandbox.ledger(after)
  const entries = all.slice(0, MAX_ENTRIES)
  const last = entries.at(-1)
  return yield* answer(LedgerPage)({
    entries,
    ...(last !== undefined && all.length > entries.length ? { next: last.seq } : {}),
  })
})

const CallList = Schema.Struct({ calls: Schema.Array(Call) })

const calls = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { after = 0 } = yield* query(ListQuery)
  return yield* answer(CallList)({ calls: (yield* sandbox.calls).filter(({ call }) => call > after) })
})

const faults = Effect.flatMap(
  Sandbox.use((sandbox) => sandbox.faults),
  (faults) => answer(Schema.Struct({ faults: Schema.Array(FaultStatus) }))({ faults }),
)

const addFault = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const rule = yield* read(FaultRule)
  const status = yield* Effect.mapError(
    sandbox.addFault(rule),
    ({ message }) => new Refusal({ status: 400, error: message }),
  )
  return yield* answer(FaultStatus, 201)(status)
})

const Removed = Schema.Struct({ removed: Schema.Int })

const removeFaults = Effect.flatMap(
  Sandbox.use((sandbox) => sandbox.removeFaults()),
  (removed) => answer(Removed)({ removed }),
)

const removeFault = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { id = "" } = yield* HttpRouter.params
  const removed = yield* sandbox.removeFaults(id)
  if (removed === 0)
    return yield* new Refusal({
      status: 404,
      error: `There is no fault rule ${id}. See GET /sandbox/faults.`,
    })
  return yield* answer(Removed)({ removed })
})

const clock = Effect.flatMap(
  Sandbox.use((sandbox) => sandbox.clock),
  answer(ClockView),
)

const turnClock = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { advance = 0, running } = yield* read(ClockTurn)
  if (running !== undefined) yield* running ? sandbox.resume : sandbox.pause
  // The schema has the same limits, and names the field.
  return yield* answer(ClockView)(yield* Effect.orDie(sandbox.advance(advance)))
})

const turnSwitches = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  return yield* answer(Behaviour)(yield* sandbox.setBehaviour(yield* read(Switches)))
})

const issueCode = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { id = "" } = yield* HttpRouter.params
  const code = yield* Effect.mapError(
    sandbox.issueCode(ClientId.make(id)),
    ({ _tag, message }) => new Refusal({ status: _tag === "SandboxFull" ? 503 : 404, error: message }),
  )
  return yield* answer(Schema.Struct({ code: Schema.String }), 201)({ code })
})

const credit = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { client, points } = yield* read(Credit)
  const entry = yield* Effect.mapError(sandbox.credit(client, points), (error) => {
    const { message } = error
    if (error._tag !== "CannotCredit")
      return new Refusal({ status: error._tag === "SandboxFull" ? 503 : 404, error: message })
    return refusalOf({ [error.reason === "discount" ? "client" : "points"]: message })
  })
  return yield* answer(Entry, 201)(entry)
})

const reset = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  yield* sandbox.reset(yield* read(Reset))
  return yield* state
})

const unknownPath = Effect.fail(
  new Refusal({
    status: 404,
    error:
      "The admin API has: state, ledger, calls (GET), faults (GET, POST, DELETE), clock (GET, POST), behaviour, credit, reset, clients/:id/code (POST).",
  }),
)

type Handler = Effect.Effect<
  HttpServerResponse,
  Refusal,
  Sandbox | HttpServerRequest | ParsedSearchParams | HttpRouter.RouteContext
>

const wrongVerb = (allow: string) =>
  Effect.fail(new Refusal({ status: 405, error: `This is for ${allow}.`, allow }))

const route = (path: `/${string}`, handler: Handler) =>
  HttpRouter.route("*", path, forPages(answered(Effect.andThen(admit, handler))))

/** One thing of the API, and what each verb does with it. */
const resource = (path: `/${string}`, verbs: Readonly<Record<string, Handler>>) => {
  const handlers = new Map(Object.entries(verbs))
  const refuse = wrongVerb([...handlers.keys()].join(", "))
  return route(
    path,
    Effect.flatMap(HttpServerRequest, ({ method }) => handlers.get(method) ?? refuse),
  )
}

/** The layer of the admin routes. */
export const layer = HttpRouter.addAll(
  [
    resource("/state", { GET: state }),
    resource("/ledger", { GET: ledger }),
    resource("/calls", { GET: calls }),
    resource("/faults", { GET: faults, POST: addFault, DELETE: removeFaults }),
    resource("/faults/:id", { DELETE: removeFault }),
    resource("/clock", { GET: clock, POST: turnClock }),
    resource("/behaviour", { POST: turnSwitches }),
    resource("/clients/:id/code", { POST: issueCode }),
    resource("/credit", { POST: credit }),
    resource("/reset", { POST: reset }),
    route("/*", unknownPath),
  ],
  { prefix: "/sandbox" },
)
