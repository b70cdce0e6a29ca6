/**
 * A process with one till that does what it is told, for tests of its disk: `ObedientTill <url> <journal> [user]`.
 * Each line on stdin is a step and the number of a receipt, and is answered by one line: the state that the receipt
 * is then in, or the error.
 *
 * That the engine cannot be built is an answer too, and the next step tries again, as a till's program does that must
 * go on. Where a user's number is given, the process gives up being root, who may write everything.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { Kopecks, Points, zeroPoints } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createInterface } from "node:readline"
import { engine, print, silent } from "./Engine.ts"
import { type Plan, planOf } from "./Town.ts"

/** What is spent where something is spent: nobody here has less. */
const POINTS = Points.make(1_000)

/** Lines of a long receipt, of which a few fill a small disk. */
const LINES = 1_000

const long = ({ amount }: Plan) => ({
  amount,
  lines: Array.from({ length: LINES }, (_, index) => ({
    id: String(index),
    quantity: 1_000,
    price: Kopecks.make(0),
    amount: index === 0 ? amount : Kopecks.make(0),
  })),
})

type Step = (checkout: Checkout["Service"], plan: Plan) => Effect.Effect<unknown, Error>

const steps: Readonly<Record<string, Step>> = {
  look: () => Effect.void,
  identify: (checkout, { key, search }) => checkout.identify(key, search),
  quote: (checkout, { amount, key }) => checkout.quote(key, { amount }),
  quoteLong: (checkout, plan) => checkout.quote(plan.key, long(plan)),
  hold: (checkout, { key }) => checkout.hold(key, { points: POINTS }),
  spend: (checkout, { amount, key }) => checkout.commit(key, { amount, points: POINTS }),
  earn: (checkout, { amount, key }) => checkout.commit(key, { amount, points: zeroPoints }),
  cancel: (checkout, { key }) => checkout.cancel(key),
}

const obey = Effect.fnUntraced(function* (url: string, path: string, lines: AsyncIterator<string>) {
  const scope = yield* Effect.scope
  const layer = Layer.provide(engine(url), SqliteJournal.layer({ path }))
  let built: Context.Context<Checkout> | undefined

  const answer = Effect.fnUntraced(function* (name: string, number: string) {
    const step = steps[name] ?? (() => Effect.die(new Error(`no step ${name}`)))
    const plan = planOf(Number(number))
    built ??= yield* Layer.buildWithScope(layer, scope)
    const checkout = yield* Effect.provide(Checkout, built)
    yield* step(checkout, plan)
    return (yield* checkout.get(plan.key)).state._tag
  })

  for (;;) {
    const line = yield* Effect.promise(() => lines.next())
    if (line.done === true) return
    const [name = "", number = ""] = line.value.split(" ")
    print(yield* Effect.catch(answer(name, number), (error) => Effect.succeed(String(error))))
  }
})

const [url = "", path = "", user] = process.argv.slice(2)
if (user !== undefined) {
  process.setgroups?.([])
  process.setgid?.(Number(user))
  process.setuid?.(Number(user))
}
const lines = createInterface(process.stdin)[Symbol.asyncIterator]()
void Effect.runPromise(obey(url, path, lines).pipe(Effect.scoped, Effect.provide(silent)))
