/**
 * A scripted РМК: replays a scenario of the notes over raw sockets, and keeps what РМК keeps of our answers.
 *
 * A scenario's card is a stranger's. So, as РМК does, the number and the GUID that our answer gave stand in every later call.
 */
import { readFileSync } from "node:fs"
import { assert } from "@effect/vitest"
import { message, send, sendAndHangUp, type RawAnswer } from "./RawHttp.ts"
import { CARD, type Shop } from "./Shop.ts"

const FIXTURE_GUID = "0a000000-0000-4000-8000-000000000001"

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

interface Reply {
  readonly status?: number
  readonly text?: string
  readonly file?: string
  readonly network?: "refused" | "timeout"
}

export interface Step {
  readonly by: "rmk" | "till" | "cashier"
  readonly does?: string
  readonly till?: number
  readonly method: string
  readonly resource: string
  readonly query?: Readonly<Record<string, string>>
  readonly bodyFile?: string | null
  readonly reply: Reply
}

export interface Script {
  readonly id: string
  readonly title: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly steps: ReadonlyArray<Step>
  readonly mustHold: ReadonlyArray<string>
}

// The fixtures' own border: a wrong shape fails where it is used.
export const script = (file: string): Script => JSON.parse(fixture(`rmk/${file}`)) as Script
const json = (text: string): Json => JSON.parse(text) as Json

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Every key of the notes' answer is in ours, with a value of its kind. */
const hasShapeOf = (expected: Json, actual: Json | undefined, path: string): void => {
  if (Array.isArray(expected)) {
    assert.isTrue(Array.isArray(actual), `${path} is a list`)
    const [first] = expected
    if (Array.isArray(actual) && first !== undefined && actual[0] !== undefined)
      hasShapeOf(first, actual[0], `${path}[0]`)
    return
  }
  if (!isRecord(expected)) return assert.strictEqual(typeof actual, typeof expected, path)
  assert.isTrue(isRecord(actual), `${path} is an object`)
  if (!isRecord(actual)) return
  for (const [key, value] of Object.entries(expected)) hasShapeOf(value, actual[key], `${path}.${key}`)
}

/** What of a calculation must be the notes' to the kopeck. */
const EXACT = ["Goods", "MaxBonusPay", "MaxBonusPayRows"]

const isAsTheNotes = (file: string, answer: RawAnswer): void => {
  const expected = json(fixture(file.replace("../", "")))
  const actual = json(answer.body)
  hasShapeOf(expected, actual, file)
  if (!isRecord(expected) || !isRecord(actual)) return
  for (const key of EXACT)
    if (expected[key] !== undefined) assert.deepStrictEqual(actual[key], expected[key], key)
}

/** Answered as the notes say: the texts to the letter, JSON by its shape and numbers. */
export const answersAsScripted = (step: Step, answer: RawAnswer): void => {
  const { file, status, text } = step.reply
  assert.strictEqual(answer.status, status, `${step.resource}: ${answer.body}`)
  assert.match(answer.headers["content-type"] ?? "", /^(application\/json|text\/plain); charset=utf-8$/)
  if (text !== undefined) assert.strictEqual(answer.body, text)
  if (file?.endsWith(".json") === true) isAsTheNotes(file, answer)
}

export type Heard = RawAnswer | "refused" | "lost"

const BASE = "/loyal/hs/loyaltyservice"

export const make = (shop: Shop) => {
  const learnt = new Map([
    [CARD, CARD],
    [FIXTURE_GUID, FIXTURE_GUID],
  ])
  const known = (text: string): string =>
    [...learnt].reduce((all, [theirs, ours]) => all.replaceAll(theirs, ours), text)

  /** Takes the card of an answer over, as РМК does. */
  const learn = ({ body }: RawAnswer): void => {
    const answer = body.startsWith("{") ? json(body) : null
    const list = isRecord(answer) ? answer["LoyaltyCardsList"] : undefined
    const [card] = Array.isArray(list) ? list : [answer]
    if (!isRecord(card)) return
    const [number, guid] = [card["Barcode"], card["CardGUID"] ?? card["CardRef"]]
    if (typeof number === "string" && number !== "") learnt.set(CARD, number)
    if (typeof guid === "string" && guid !== "") learnt.set(FIXTURE_GUID, guid)
  }

  const bytesOf = (step: Step): Buffer => {
    const query = Object.entries(step.query ?? {})
      .map(([key, value]) => `${key}=${encodeURIComponent(known(value))}`)
      .join("&")
    const till = step.till === 2 ? { login: "till-2", password: "test-token-2" } : {}
    const body =
      typeof step.bodyFile === "string" ? known(fixture(step.bodyFile.replace("../", ""))) : undefined
    return message({
      verb: step.method,
      target: `${BASE}/${step.resource}${query === "" ? "" : `/?${query}`}`,
      ...till,
      ...(body === undefined ? {} : { body }),
    })
  }

  return {
    /** One call of the till. */
    call: async (step: Step): Promise<Heard> => {
      const bytes = bytesOf(step)
      if (step.reply.network === "refused") {
        await shop.stop()
        return "refused"
      }
      if (step.reply.network === "timeout") {
        // Long enough for it to be done, and nobody hears of it.
        await sendAndHangUp(shop.port(), bytes, 300)
        return "lost"
      }
      const answer = await send(shop.port(), bytes)
      if (["findclientcard", "getclientbonuses"].includes(step.resource)) learn(answer)
      return answer
    },
    /** Sends the same bytes once more, as a proxy may. */
    repeat: (step: Step): Promise<RawAnswer> => send(shop.port(), bytesOf(step)),
  }
}

/** A fiscal printer's time for a receipt, in milliseconds: the fastest. */
export const PRINTING = 1_100
